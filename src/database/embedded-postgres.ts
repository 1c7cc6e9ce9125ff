import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { codeOf, OperatorError } from '../errors';
import { currentUserName, type PostgresAccount, postgresAccount } from './postgres-account';
import { locatePostgresBinaries, type PostgresBinaries } from './postgres-binaries';

export interface EmbeddedPostgres {
  url: string;
  /** As PostgreSQL names it: "18.4". */
  version: string;
  /** Lets go of the server, which ends with its last user. */
  stop(): Promise<void>;
}

interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

/** Held, shared, by every process that uses the server: who can take it alone is the last one. */
const usersLock = 7_360_001;
const user = 'reelgraph';
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
  const cluster = join(dataDir, 'postgres');
  await makeDataDir(dataDir);
  const account = await postgresAccount(cluster);
  const binaries = await locatePostgresBinaries(account);
  await makeCluster({ dataDir, cluster, binaries, account });
  const password = await readPassword(cluster);

  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const running = await findPostmaster(cluster);
    const postmaster =
      running ?? (await startPostmaster({ dataDir, cluster, binaries, account, serverOptions }));
    const client = postmaster?.isReady && (await joinServer({ port: postmaster.port, password }));
    if (client) {
      await ensureDatabase(client);
      return {
        url: `postgresql://${user}:${password}@127.0.0.1:${postmaster.port}/${database}`,
        version: binaries.version,
        stop: () => leaveServer({ client, cluster, postmaster, password }),
      };
    }
    if (Date.now() > deadline) {
      throw new OperatorError(
        `the embedded PostgreSQL did not answer within ${startTimeoutMs / 1000} s; its log is ${logFile(dataDir)}`,
      );
    }
    await sleep(50);
  }
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    throw new OperatorError(
      `DATA_DIR: the folder ${dataDir} cannot be made (${codeOf(error)}); name one that ${currentUserName()} may write to`,
    );
  }
}

/** Made under another name and renamed when it is whole: a kill half-way leaves nothing that looks like one. */
async function makeCluster({
  dataDir,
  cluster,
  binaries,
  account,
}: {
  dataDir: string;
  cluster: string;
  binaries: PostgresBinaries;
  account: PostgresAccount | undefined;
}): Promise<void> {
  const version = await clusterVersion(cluster);
  const ours = binaries.version.split('.')[0];
  if (version === ours) return;
  if (version !== undefined) {
    throw new OperatorError(
      `DATA_DIR: ${cluster} holds data of PostgreSQL ${version}, and this is PostgreSQL ${ours}; ` +
        'name another folder, or move the data with pg_dump of the old version',
    );
  }
  const draft = await mkdtemp(join(dataDir, 'postgres.new-')).catch((error: unknown) => {
    throw unusable(dataDir, error);
  });
  const secrets = await mkdtemp(join(tmpdir(), 'reelgraph-'));
  try {
    const password = randomBytes(24).toString('base64url');
    const passwordFile = join(secrets, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) {
      for (const path of [draft, secrets, passwordFile]) await chown(path, account.uid, account.gid);
    }
    const initdb = spawn(
      binaries.initdb,
      [
        ...['-D', workingDirectory(draft, account), '-U', user, `--pwfile=${passwordFile}`],
        ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      {
        ...account,
        cwd: draft,
        env: serverEnvironment(),
        stdio: ['ignore', 'ignore', 'pipe'],
        // As with the server: Ctrl-C now is no failure, and the service stops as soon as it has started.
        detached: true,
      },
    );
    const messages = collect(initdb.stderr);
    const [exitCode] = (await once(initdb, 'close')) as [number | null];
    if (exitCode !== 0)
      throw new OperatorError(`PostgreSQL could not make its data folder: ${lastLine(messages())}`);
    await writeFile(join(draft, 'reelgraph-password'), `${password}\n`, { mode: 0o600 });
    if (account) await chown(join(draft, 'reelgraph-password'), account.uid, account.gid);
    await rename(draft, cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Two started at once, and the other was first: its folder is as good as ours.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
}

async function readPassword(cluster: string): Promise<string> {
  try {
    return (await readFile(join(cluster, 'reelgraph-password'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw unusable(cluster, error);
    throw new OperatorError(
      `DATA_DIR: ${cluster} was not made by Reelgraph (it lacks reelgraph-password); name another folder`,
    );
  }
}

/** @returns the major version of the data in the folder, undefined where there is none. */
async function clusterVersion(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unusable(cluster, error);
  }
}

function unusable(folder: string, error: unknown): OperatorError {
  return new OperatorError(
    `DATA_DIR: ${folder} cannot be used by ${currentUserName()} (${codeOf(error)}); ` +
      'start as the user who owns it, or name another folder',
  );
}

/** @returns undefined if it cannot start yet, but will. @throws OperatorError if it cannot start at all. */
async function startPostmaster({
  dataDir,
  cluster,
  binaries,
  account,
  serverOptions,
}: {
  dataDir: string;
  cluster: string;
  binaries: PostgresBinaries;
  account: PostgresAccount | undefined;
  serverOptions: string[];
}): Promise<Postmaster | undefined> {
  const port = await findFreePort();
  const log = openLog(dataDir);
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...serverOptions];
  const server = spawn(
    binaries.postgres,
    [
      '-D',
      workingDirectory(cluster, account),
      '-p',
      String(port),
      ...options.flatMap((option) => ['-c', option]),
    ],
    {
      ...account,
      cwd: cluster,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      // A session of its own: Ctrl-C at the terminal must not stop it before the requests in flight are done.
      detached: true,
    },
  );
  closeSync(log);
  server.unref();
  let failure: Error | undefined;
  server.once('error', (error) => {
    failure = error;
  });
  while (!failure && server.exitCode === null && server.signalCode === null) {
    const postmaster = await findPostmaster(cluster);
    if (postmaster?.pid === server.pid && postmaster?.isReady) return postmaster;
    await sleep(20);
  }
  // Another process was faster: use its server.
  const other = await findPostmaster(cluster);
  if (other) return other;
  const messages = failure?.message ?? (await readFile(logFile(dataDir), 'utf8'));
  // Sessions of a server that was killed are still at work on the files; they end on their own.
  if (/shared memory block .* is still in use/.test(messages)) return undefined;
  const reason = /FATAL: .*/.exec(messages)?.[0] ?? lastLine(messages);
  throw new OperatorError(`PostgreSQL did not start: ${reason} (its log is ${logFile(dataDir)})`);
}

function openLog(dataDir: string): number {
  try {
    return openSync(logFile(dataDir), 'w', 0o600);
  } catch (error) {
    throw unusable(logFile(dataDir), error);
  }
}

/**
 * What `postmaster.pid` says of the server of this folder. The file outlives a crash, and its process id may
 * belong to another program by then, so the file is believed only while that process is the PostgreSQL of
 * this folder. PostgreSQL itself would refuse to start beside another program's, so such a file is removed;
 * one whose process is gone is left to PostgreSQL, which first makes sure that no session has outlived it.
 */
async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const file = join(cluster, 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!isAlive(pid)) return undefined;
  if (!(await isServerOf(cluster, pid))) {
    await rm(file, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** PostgreSQL works in its data folder, which tells it from one that serves another. */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (command.trim() !== 'postgres') return false;
  try {
    const [theirs, ours] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(cluster)]);
    return theirs.dev === ours.dev && theirs.ino === ours.ino;
  } catch (error) {
    return codeOf(error) !== 'ENOENT'; // a container may forbid root to look; a dead process has no folder
  }
}

/** @returns a session that counts as a user of the server, undefined while the server starts or stops. */
async function joinServer({
  port,
  password,
}: {
  port: number;
  password: string;
}): Promise<Client | undefined> {
  const client = new Client({ host: '127.0.0.1', port, user, password, database: 'postgres' });
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

async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (rowCount) return;
  try {
    await client.query(`CREATE DATABASE ${database}`);
  } catch (error) {
    const madeMeanwhile = ['42P04', '23505'].includes(codeOf(error) ?? '');
    if (!madeMeanwhile) throw error;
  }
}

async function leaveServer({
  client,
  cluster,
  postmaster,
  password,
}: {
  client: Client;
  cluster: string;
  postmaster: Postmaster;
  password: string;
}): Promise<void> {
  // The session may have been lost in a crash that the server itself has recovered from.
  const session = await client.query('SELECT').then(
    () => client,
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
  if (isLast && (await findPostmaster(cluster))?.pid === postmaster.pid) {
    process.kill(postmaster.pid, 'SIGINT'); // PostgreSQL's fast shutdown
    while ((await findPostmaster(cluster))?.pid === postmaster.pid) await sleep(20);
  }
  await session.end().catch(() => undefined);
}

/**
 * The path by which PostgreSQL is told of its folder. Run by root, it works under an account that perhaps may
 * not enter the folders above (a project below /root, say): as its own working directory it is within reach
 * all the same.
 */
function workingDirectory(folder: string, account: PostgresAccount | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** Nothing of the caller's environment: a PGDATA or PGPORT meant for another server must not reach this one. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function logFile(dataDir: string): string {
  return join(dataDir, 'postgres.log');
}
