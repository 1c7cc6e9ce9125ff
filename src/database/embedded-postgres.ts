import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf, OperatorError, StoreUnavailableError } from '../errors';
import { type Cluster, openCluster, superuser } from './postgres-cluster';
import { findPostmaster, logFile, type Postmaster, startPostmaster, stopPostmaster } from './postmaster';

export interface EmbeddedPostgres {
  url: string;
  /** As PostgreSQL names it: "18.4". */
  version: string;
  /** Lets go of the server, which ends with its last user. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute; made where it is missing. */
  dataDir: string;
  /** Further `name=value` settings of the server, for tests. */
  serverOptions?: string[];
  /** Is told when the server has gone away, and why it could not be started again if it could not. */
  onFault?: (error: unknown) => void;
}

/** Held, shared, by every process that uses the server: who can take it alone is the last one. */
const usersLock = 7_360_001;
const database = 'reelgraph';
const startTimeoutMs = 30_000;
/** Of a server that keeps dying, between two starts. */
const pauses = { firstMs: 100, longestMs: 30_000 };
/** A server that has lived for so long does not keep dying. */
const soundAfterMs = 60_000;

/**
 * Start the PostgreSQL that comes with the package, or join the one that already serves this folder: the
 * service and the command line share one store, and a server that outlived a killed process is taken over.
 * Should it be killed, whoever uses it first finds out starts it again, at the same address.
 * @throws OperatorError if the folder cannot be used or the server does not start.
 */
export async function startEmbeddedPostgres({
  dataDir,
  serverOptions = [],
  onFault = () => undefined,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dataDir);
  const { password, binaries } = cluster;
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort');
  const joined = await join({
    cluster,
    serverOptions,
    signal: AbortSignal.timeout(startTimeoutMs),
  });
  if (!joined) {
    throw new OperatorError(
      `the embedded PostgreSQL did not answer within ${startTimeoutMs / 1000} s; its log is ${logFile(dataDir)}`,
    );
  }
  let membership = joined;
  await ensureDatabase(membership.session);
  const { port } = membership.postmaster;

  const keepAlive = async () => {
    let pauseMs = pauses.firstMs;
    while (!stopping.signal.aborted) {
      const joinedAt = Date.now();
      await Promise.race([membership.ended, stopped]);
      if (stopping.signal.aborted) return;
      onFault(new StoreUnavailableError('the embedded PostgreSQL has gone away, and is started again'));
      if (Date.now() - joinedAt > soundAfterMs) pauseMs = pauses.firstMs;
      // Who leaves meanwhile has still been a user, and may be the last one.
      membership = (await rejoin(pauseMs)) ?? membership;
      pauseMs = Math.min(pauseMs * 2, pauses.longestMs);
    }
  };
  const rejoin = async (firstPauseMs: number) => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, pauses.longestMs)) {
      await pause(pauseMs, stopping.signal);
      if (stopping.signal.aborted) return undefined;
      try {
        return await join({ cluster, serverOptions, port, signal: stopping.signal });
      } catch (error) {
        onFault(error);
      }
    }
  };
  const watching = keepAlive();

  return {
    url: `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`,
    version: binaries.version,
    stop: async () => {
      stopping.abort();
      await watching;
      await leaveServer(cluster, membership);
    },
  };
}

/** What makes a process one of the users of a server. */
interface Membership {
  session: Client;
  /** When the session is over. */
  ended: Promise<void>;
  postmaster: Postmaster;
}

/**
 * @param port where the server is to listen; any free one unless given.
 * @returns undefined if the signal aborts first. @throws OperatorError if the server cannot start.
 */
async function join({
  cluster,
  serverOptions,
  port,
  signal,
}: {
  cluster: Cluster;
  serverOptions: string[];
  port?: number;
  signal: AbortSignal;
}): Promise<Membership | undefined> {
  const { folder, password } = cluster;
  while (!signal.aborted) {
    const postmaster =
      (await findPostmaster(folder)) ?? (await startPostmaster(cluster, { serverOptions, port }));
    if (port && postmaster && postmaster.port !== port) {
      throw new OperatorError(
        `the embedded PostgreSQL listens on another port by now (${postmaster.port}, not ${port}): start again`,
      );
    }
    const joined = postmaster?.isReady && (await joinServer({ port: postmaster.port, password }));
    if (joined) return { ...joined, postmaster };
    await pause(50, signal);
  }
  return undefined;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** @returns a session that counts as a user of the server, undefined while the server starts or stops. */
async function joinServer({
  port,
  password,
}: {
  port: number;
  password: string;
}): Promise<Pick<Membership, 'session' | 'ended'> | undefined> {
  const client = new Client({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' });
  client.on('error', () => undefined); // the pool reports a server that goes away; this session only counts
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [usersLock]);
    return { session: client, ended };
  } catch (error) {
    await client.end().catch(() => undefined);
    if (['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03'].includes(codeOf(error) ?? ''))
      return undefined;
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

async function leaveServer(
  { folder, password }: Cluster,
  { session: ownSession, postmaster }: Membership,
): Promise<void> {
  // The session may have been lost in a crash that the server itself has recovered from.
  const session = await ownSession.query('SELECT').then(
    () => ownSession,
    () =>
      joinServer({ port: postmaster.port, password }).then(
        (joined) => joined?.session,
        () => undefined,
      ),
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
  // It may be another process than was joined: somebody else has started it again.
  if (isLast) await stopPostmaster(folder, (await findPostmaster(folder)) ?? postmaster);
  await session.end().catch(() => undefined);
}
