import type { AddressInfo } from 'node:net';
import type { Config } from './config';
import { migrate } from './database/data-source';
import { openStore } from './database/open-store';
import { poolExecutor } from './database/sql';
import { codeOf, OperatorError } from './errors';
import { createLoaders } from './graphql/loaders';
import { createSchema } from './graphql/schema';
import { createServer } from './http/server';
import { loadSamplePublication } from './ingest/sample-publication';
import { plainProfile } from './relatedness/core/profile';
import { IndexFollower } from './relatedness/index-follower';

export interface Service {
  /** Where to look, without a slash at the end: http://localhost:4000 */
  url: string;
  storeDescription: string;
  hasLoadedSamples: boolean;
  counts: { reviews: number; films: number };
  /** Answers the requests in flight, then lets go of the store. */
  stop(): Promise<void>;
}

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
      dataSource: store.dataSource,
      url: store.url,
      profile: plainProfile,
      onError: (error) => server.log.warn({ err: error }, 'the relatedness index waits for the store'),
    });
    const server = await createServer({
      schema: createSchema(),
      createContext: () => ({ sql, loaders: createLoaders(sql), relatedness: follower.index }),
      findFaults: async () => [
        ...(follower.isReady ? [] : ['the relatedness index is not loaded']),
        ...(await sql.query('SELECT 1').then(
          () => [],
          () => ['the store does not answer'],
        )),
      ],
      logLevel: config.logLevel,
    });
    undo.push(() => follower.stop());
    await follower.start();
    undo.push(() => server.close());
    await listen(server, config);

    const [counts] = await sql.query<{ reviews: number; films: number }>(
      `SELECT (SELECT count(*)::int FROM review WHERE status = 'PUBLISHED') AS reviews,
        (SELECT count(*)::int FROM film) AS films`,
    );
    const { port } = server.server.address() as AddressInfo;
    const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
      storeDescription: store.description,
      hasLoadedSamples,
      counts: counts!,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listen(
  server: Awaited<ReturnType<typeof createServer>>,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    switch (codeOf(error)) {
      case 'EADDRINUSE':
        throw new OperatorError(
          `PORT: ${port} is in use by another program; stop it, or set PORT to another number`,
        );
      case 'EACCES':
        throw new OperatorError(`PORT: you may not listen on ${port}; set PORT to 1024 or more`);
      case 'ENOTFOUND':
      case 'EADDRNOTAVAIL':
        throw new OperatorError(`HOST: ${host} is no address of this machine; try localhost or 0.0.0.0`);
      default:
        throw error;
    }
  }
}
