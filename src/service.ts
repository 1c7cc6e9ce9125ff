import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { viewerOf } from './access/viewer';
import type { Config } from './config';
import { migrate } from './database/data-source';
import { openStore } from './database/open-store';
import { doesAnswer, poolExecutor, transactionsOver } from './database/sql';
import { codeOf, OperatorError } from './errors';
import { createContext, type Services } from './graphql/context';
import { createSchema } from './graphql/schema';
import { draining } from './http/drain';
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

type HttpServer = Awaited<ReturnType<typeof createServer>>;

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

    const sql = poolExecutor(store.dataSource);
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
    const server = await createServer({
      config,
      schema: createSchema(),
      createContext: async ({ headers }) =>
        createContext(services, { viewer: await viewerOf(sql, headers.authorization) }),
      findFaults: async () => [
        ...(follower.isReady ? [] : ['the relatedness index is not loaded']),
        ...((await doesAnswer(sql)) ? [] : ['the store does not answer']),
      ],
      index: { lagSeconds: () => follower.lagSeconds, figures: () => follower.figures },
      metrics: new Metrics(),
    });
    undo.push(() => follower.stop());
    undo.push(draining(server, config.stopTimeoutMs));
    await listen(server, config);
    await follower.start();

    const { port } = server.server.address() as AddressInfo;
    const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
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

/** How long a port may still be held by an instance that is just being stopped. */
const portGraceMs = 3_000;

async function listen(server: HttpServer, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  const deadline = Date.now() + portGraceMs;
  for (;;) {
    try {
      await server.listen({ host, port });
      await refuseRivals(server, host);
      return;
    } catch (error) {
      const mayPass = codeOf(error) === 'EADDRINUSE' && !server.server.listening;
      if (!mayPass || Date.now() > deadline) throw whyNotListening(error, { host, port });
      await sleep(200);
    }
  }
}

/**
 * "localhost" is two addresses, and a server listens on what it gets of them. A program that holds the other
 * one would be shown to half of the callers.
 * @throws an error with the code EADDRINUSE if there is one.
 */
async function refuseRivals(server: HttpServer, host: string): Promise<void> {
  if (host !== 'localhost') return;
  const ours = server.addresses() as AddressInfo[];
  const { port } = ours[0]!;
  for (const { address } of await lookup(host, { all: true })) {
    if (ours.some((bound) => bound.address === address)) continue;
    const rival = connect({ host: address, port });
    const isThere = await once(rival, 'connect').then(
      () => true,
      () => false,
    );
    rival.destroy();
    if (isThere) throw Object.assign(new Error(`${address} is taken`), { code: 'EADDRINUSE' });
  }
}

function whyNotListening(error: unknown, { host, port }: { host: string; port: number }): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new OperatorError(
        `PORT: ${port} is in use by another program; stop it, or set PORT to another number`,
      );
    case 'EACCES':
      return new OperatorError(`PORT: you may not listen on ${port}; set PORT to 1024 or more`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
      return new OperatorError(`HOST: ${host} is no address of this machine; try localhost or 0.0.0.0`);
    default:
      return error;
  }
}
