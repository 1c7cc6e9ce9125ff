import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { sharedSecret } from './access/secret.store';
import { viewerOf } from './access/viewer';
import { Surveyor } from './analytics/surveyor';
import type { Config } from './config';
import { migrate, openDataSource } from './database/data-source';
import { openStore } from './database/open-store';
import { doesAnswer, endedBy, poolExecutor, poolFigures, transactionsOver } from './database/sql';
import type { StatementReading } from './database/statement-name';
import { EventDays } from './engagement/event-days';
import { Intake } from './engagement/intake';
import { createContext, type Services } from './graphql/context';
import { createSchema } from './graphql/schema';
import { Drain } from './http/drain';
import { faultsBy } from './http/health';
import { listen } from './http/listen';
import { nowAndThen } from './http/log';
import { Metrics } from './http/metrics';
import { localUrl } from './http/public-url';
import { createServer } from './http/server';
import { readWidget } from './http/widget';
import { loadSamplePublication } from './ingest/sample-publication';
import { IndexFollower } from './relatedness/index-follower';
import { Previews } from './relatedness/profiles/previews';
import { type StoreSummary, summarizeStore } from './reviews/review.store';

export interface Service {
  /** Where to look, without a slash at the end: http://localhost:4000 */
  url: string;
  storeDescription: string;
  hasLoadedSamples: boolean;
  summary: StoreSummary;
  /** Of /widget.js, for pages that are to take this very file: sha384-… */
  widgetIntegrity: string;
  /** Answers the requests in flight, then lets go of the store. */
  stop(): Promise<void>;
}

/** How long whoever has written something waits at most until the index has it. */
const catchUpMs = 2_000;

/**
 * The part of the time of an answer that whoever asks for what is counted over all lists waits for it at most: an operation
 * may have waited for half of it before it began.
 */
const patience = 0.4;

const outageToldEveryMs = 5_000;

/** How long PostgreSQL may take to let go: one that is frozen would keep the process from ending. */
const letGoMs = 2_000;

/**
 * Start everything that `npm start` starts.
 * @param stopping when it aborts, the start goes no further, and what has been started is stopped again.
 * @throws OperatorError for what the operator can mend; the signal's reason if it aborts.
 */
export async function startService(config: Config, stopping?: AbortSignal): Promise<Service> {
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(stopping?.reason);
    if (stopping?.aborted) abort();
    else stopping?.addEventListener('abort', abort, { once: true });
  });
  aborted.catch(() => undefined); // told by what is waited for
  const unlessStopping = <Result>(step: Promise<Result>) => Promise.race([step, aborted]);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    let log: FastifyBaseLogger | undefined;
    const store = await openStore(config, {
      bounds: config,
      onFault: (error) => log?.error({ err: error }, 'the store is away'),
    });
    undo.push(() => Promise.race([store.close(), sleep(letGoMs, undefined, { ref: false })]));
    const { hasLoadedSamples, listKey } = await unlessStopping(prepareStore(store.url, config));

    const metrics = new Metrics();
    let answered = 0;
    const observed = {
      onStatement: (run: StatementReading) => {
        if (!run.failed) answered++;
        metrics.observeStatement(run);
      },
    };
    const sql = poolExecutor(store.dataSource, observed);
    const follower = new IndexFollower({
      url: store.url,
      onError: (error) => server.log.warn({ err: error }, 'the relatedness index waits for the store'),
    });
    const surveyor = new Surveyor({
      relatedness: () => follower.relatedness,
      waitMs: config.requestTimeoutMs * patience,
    });
    const previews = new Previews({
      url: store.url,
      patienceMs: config.requestTimeoutMs * patience,
    });
    undo.push(() => previews.stop());
    const services: Services = {
      sql,
      transact: transactionsOver(store.dataSource, observed),
      relatedness: () => follower.relatedness,
      surveyLinks: (signal) => surveyor.latest(signal),
      previews,
      listKey,
      areFiguresPublic: config.dashboardPublic,
      // What is committed is committed, even if the store falls silent just then.
      catchUp: (signal) =>
        Promise.race([
          follower.catchUp(),
          sleep(catchUpMs, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined),
        ]),
    };
    const tellOfIntake = nowAndThen<unknown>(outageToldEveryMs, (error, times) =>
      server.log.warn({ err: error, times }, 'impressions and clicks cannot be written'),
    );
    const intake = new Intake({
      url: store.url,
      onBatch: (batch) => metrics.observeBatch(batch),
      onError: tellOfIntake,
    });
    const eventDays = new EventDays({
      url: store.url,
      retentionDays: config.engagementRetentionDays,
      onError: (error) =>
        server.log.warn({ err: error }, 'the days of impressions and clicks wait for the store'),
    });
    const index = { lagSeconds: () => follower.lagSeconds, figures: () => follower.figures };
    const server = await createServer({
      config,
      schema: createSchema(),
      createContext: async ({ id, headers }, { budgetOf, signal }) => {
        const viewer = await viewerOf(endedBy(signal, sql), headers.authorization);
        return createContext(services, { viewer, budget: budgetOf(viewer), requestId: id, signal });
      },
      findFaults: faultsBy({
        isStopping: () => drain.isStopping,
        index,
        doesStoreAnswer: () => doesAnswer(sql, () => answered),
      }),
      engagement: { listKey, take: (events) => intake.take(events) },
      readings: {
        index,
        pool: () => poolFigures(store.dataSource),
        engagementQueue: () => intake.queueLength,
      },
      metrics,
    });
    log = server.log;
    undo.push(() => follower.stop());
    undo.push(() => surveyor.stop());
    undo.push(() => intake.stop());
    eventDays.start();
    undo.push(() => eventDays.stop());
    undo.push(() => server.close());
    const drain = new Drain(server, config);
    const listening = await listen(server, config);
    undo.push(() => drain.run(listening));
    await unlessStopping(follower.start());

    return {
      url: localUrl({ host: config.host, port: listening.port }),
      storeDescription: store.description,
      hasLoadedSamples,
      summary: await summarizeStore(sql),
      widgetIntegrity: (await readWidget()).script.integrity,
      stop,
    };
  } catch (error) {
    await stop();
    stopping?.throwIfAborted(); // what failed because of it, or while it was asked for, is of no interest
    throw error;
  }
}

/** Over a connection of its own, as this may take longer than an answer may. */
async function prepareStore(url: string, { loadSamples }: Config) {
  const dataSource = await openDataSource({ url, poolSize: 1 });
  try {
    await migrate(dataSource);
    return {
      hasLoadedSamples: loadSamples && (await loadSamplePublication(dataSource)),
      listKey: await sharedSecret(poolExecutor(dataSource), 'list ids'),
    };
  } finally {
    await dataSource.destroy();
  }
}
