import { setTimeout as sleep } from 'node:timers/promises';
import { viewerOf } from './access/viewer';
import type { Config } from './config';
import { migrate } from './database/data-source';
import { openStore } from './database/open-store';
import { doesAnswer, poolExecutor, readPool, transactionsOver } from './database/sql';
import { createContext, type Services } from './graphql/context';
import { createSchema } from './graphql/schema';
import { Drain } from './http/drain';
import { faultsBy } from './http/health';
import { listen } from './http/listen';
import { Metrics } from './http/metrics';
import { createServer } from './http/server';
import { loadSamplePublication } from './ingest/sample-publication';
import { IndexFollower } from './relatedness/index-follower';
import { type StoreSummary, summarizeStore } from './reviews/review.store';

export interface Service {
  /** Where to look, without a slash at the end: http://localhost:4000 */
  url: string;
  storeDescription: string;
  hasLoadedSamples: boolean;
  summary: StoreSummary;
  /** Answers the requests in flight, then lets go of the store. */
  stop(): Promise<void>;
}

/** How long whoever has written something waits at most until the index has it. */
const catchUpMs = 2_000;

/** Start everything that `npm start` starts. @throws OperatorError for what the operator can mend. */
export async function startService(config: Config): Promise<Service> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const store = await openStore(config);
    undo.push(() => store.close());
    await migrate(store.dataSource);
    const hasLoadedSamples = config.loadSamples && (await loadSamplePublication(store.dataSource));

    const metrics = new Metrics();
    const sql = poolExecutor(store.dataSource, { onStatement: (run) => metrics.observeStatement(run) });
    const follower = new IndexFollower({
      url: store.url,
      onError: (error) => server.log.warn({ err: error }, 'the relatedness index waits for the store'),
    });
    const services: Services = {
      sql,
      transact: transactionsOver(store.dataSource),
      relatedness: () => follower.relatedness,
      // What is committed is committed, even if the store falls silent just then.
      catchUp: () => Promise.race([follower.catchUp(), sleep(catchUpMs, undefined, { ref: false })]),
    };
    const index = { lagSeconds: () => follower.lagSeconds, figures: () => follower.figures };
    const server = await createServer({
      config,
      schema: createSchema(),
      createContext: async ({ id, headers }, budgetOf) => {
        const viewer = await viewerOf(sql, headers.authorization);
        return createContext(services, { viewer, budget: budgetOf(viewer), requestId: id });
      },
      findFaults: faultsBy({
        isStopping: () => drain.isStopping,
        index,
        doesStoreAnswer: () => doesAnswer(sql),
      }),
      readings: { index, pool: () => readPool(store.dataSource) },
      metrics,
    });
    undo.push(() => follower.stop());
    undo.push(() => server.close());
    const drain = new Drain(server, config);
    const listening = await listen(server, config);
    undo.push(() => drain.run(listening));
    await follower.start();

    const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${listening.port}`,
      storeDescription: store.description,
      hasLoadedSamples,
      summary: await summarizeStore(sql),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
