import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf, OperatorError } from '../errors';
import { openCluster, superuser } from './postgres-cluster';
import { findPostmaster, logFile, type Postmaster, startPostmaster, stopPostmaster } from './postmaster';

export interface EmbeddedPostgres {
  url: string;
  /** As PostgreSQL names it: "18.4". */
  version: string;
  /** Lets go of the server, which ends with its last user. */
  stop(): Promise<void>;
}

/** Held, shared, by every process that uses the server: who can take it alone is the last one. */
const usersLock = 7_360_001;
const database = 'reelgraph';
const startTimeoutMs = 30_000;

/**
 * Start the PostgreSQL that comes with the package, or join the one that already serves this folder: the
 * service and the command line share one store, and a server that outlived a killed process is taken over.
 * @param dataDir absolute; made where it is missing.
 * @param serverOptions further `name=value` settings of the server, for tests.
 * @throws OperatorError if the folder cannot be used or the server does not start.
 */
export async function startEmbeddedPostgres({
  dataDir,
  serverOptions = [],
}: {
  dataDir: string;
  serverOptions?: string[];
}): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dataDir);
  const { folder, password, binaries } = cluster;
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    const postmaster = (await findPostmaster(folder)) ?? (await startPostmaster(cluster, serverOptions));
    const session = postmaster?.isReady && (await joinServer({ port: postmaster.port, password }));
    if (session) {
      await ensureDatabase(session);
      return {
        url: `postgresql://${superuser}:${password}@127.0.0.1:${postmaster.port}/${database}`,
        version: binaries.version,
        stop: () => leaveServer({ session, folder, postmaster, password }),
      };
    }
    await sleep(50);
  }
  throw new OperatorError(
    `the embedded PostgreSQL did not answer within ${startTimeoutMs / 1000} s; its log is ${logFile(dataDir)}`,
  );
}

/** @returns a session that counts as a user of the server, undefined while the server starts or stops. */
async function joinServer({
  port,
  password,
}: {
  port: number;
  password: string;
}): Promise<Client | undefined> {
  const client = new Client({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' });
  client.on('error', () => undefined); // the pool reports a server that goes away; this session only counts
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [usersLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03'].includes(codeOf(error) ?? '')) return undefined;
    if (/terminated|timeout/i.test(String(error))) return undefined;
    throw new OperatorError(`the embedded PostgreSQL refused a connection: ${(error as Error).message}`);
  }
}

async function ensureDatabase(session: Client): Promise<void> {
  const { rowCount } = await session.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount) return;
  try {
    await session.query(`CREATE DATABASE ${database}`);
  } catch (error) {
    const madeMeanwhile = ['42P04', '23505'].includes(codeOf(error) ?? '');
    if (!madeMeanwhile) throw error;
  }
}

async function leaveServer({
  session: ownSession,
  folder,
  postmaster,
  password,
}: {
  session: Client;
  folder: string;
  postmaster: Postmaster;
  password: string;
}): Promise<void> {
  // The session may have been lost in a crash that the server itself has recovered from.
  const session = await ownSession.query('SELECT').then(
    () => ownSession,
    () => joinServer({ port: postmaster.port, password }).catch(() => undefined),
  );
  if (!session) return; // the server is gone already
  let isLast: boolean;
  try {
    // First no user any more, then alone or not: two that leave at once would else each see the other.
    await session.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
    const { rows } = await session.query('SELECT pg_try_advisory_lock($1) AS "isLast"', [usersLock]);
    isLast = rows[0].isLast;
  } catch {
    return; // another user was the last one, and the server is gone
  }
  if (isLast) await stopPostmaster(folder, postmaster);
  await session.end().catch(() => undefined);
}
