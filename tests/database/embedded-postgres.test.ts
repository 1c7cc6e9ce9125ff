import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres';
import {
  cleanUp,
  copyDataDir,
  expectPostgresGone,
  isRunning,
  makeFolder,
  postmasterPid,
  waitUntil,
} from '../service/program';

let prepared: string;
let dataDir: string;
let sleeper: ChildProcess | undefined;

beforeAll(async () => {
  prepared = join(await makeFolder(), 'data');
  await (await startEmbeddedPostgres({ dataDir: prepared })).stop();
});

beforeEach(async () => {
  dataDir = await copyDataDir(prepared);
});

afterEach(() => {
  sleeper?.kill('SIGKILL');
});

afterAll(cleanUp);

const pidFile = () => join(dataDir, 'postgres/postmaster.pid');

/** What a server that was killed leaves behind, with a process id that has been given to another program since. */
const stalePidFile = (pid: number, port = 5_432) =>
  [pid, join(dataDir, 'postgres'), 1_763_800_000, port, '', '127.0.0.1', '', 'ready   ', ''].join('\n');

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

it('is not held up by an initialisation that was interrupted', async () => {
  await rm(join(dataDir, 'postgres'), { recursive: true });
  const draft = join(dataDir, 'postgres.new-kLz3fQ');
  await mkdir(draft);
  await writeFile(join(draft, 'PG_VERSION'), '18\n');
  const postgres = await startEmbeddedPostgres({ dataDir });
  expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
  expect(await readdir(dataDir)).toContain('postgres');
});

it('is not held up by a process id that belongs to another program now', async () => {
  sleeper = spawn('sleep', ['60']);
  await writeFile(pidFile(), stalePidFile(sleeper.pid!));
  const postgres = await startEmbeddedPostgres({ dataDir });
  expect(postmasterPid(dataDir)).not.toBe(sleeper.pid);
  await postgres.stop();
  expect(isRunning(sleeper.pid!)).toBe(true);
});

it('does not take the PostgreSQL of another folder for its own', async () => {
  const otherDir = await copyDataDir(prepared);
  const other = await startEmbeddedPostgres({ dataDir: otherDir });
  const otherPid = postmasterPid(otherDir)!;
  await writeFile(pidFile(), stalePidFile(otherPid, Number(new URL(other.url).port)));
  const postgres = await startEmbeddedPostgres({ dataDir });
  expect(postmasterPid(dataDir)).not.toBe(otherPid);
  expect(new URL(postgres.url).port).not.toBe(new URL(other.url).port);
  await postgres.stop();
  expect(await ask(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await other.stop();
});

it('stops with its last user, even if two leave at the same moment', async () => {
  for (let round = 0; round < 3; round++) {
    const users = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir })));
    const pid = postmasterPid(dataDir)!;
    expect(new Set(users.map(({ url }) => url)).size).toBe(1);
    await users[0]!.stop();
    expect(await ask(users[1]!.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all([users[1]!.stop(), users[2]!.stop()]);
    await waitUntil(() => postmasterPid(dataDir) === undefined, 3_000);
    await expectPostgresGone(dataDir, pid);
  }
});

it('lets a user join while the last one leaves', async () => {
  const leaving = await startEmbeddedPostgres({ dataDir });
  const [, joining] = await Promise.all([leaving.stop(), startEmbeddedPostgres({ dataDir })]);
  expect(await ask(joining.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await joining.stop();
});

it.each([
  ['at once', 0],
  ['while it is about to join again', 50],
  ['once it has joined again', 400],
])('stops the server although its own session was lost on the way: %s', async (_, pauseMs) => {
  const postgres = await startEmbeddedPostgres({ dataDir });
  const pid = postmasterPid(dataDir)!;
  await ask(
    postgres.url,
    `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  );
  await sleep(pauseMs);
  await postgres.stop();
  await expectPostgresGone(dataDir, pid);
});

it('waits for the sessions that have outlived a killed server', async () => {
  const killed = await startEmbeddedPostgres({ dataDir });
  const worker = new Client({ connectionString: killed.url });
  worker.on('error', () => undefined);
  await worker.connect();
  const [{ pid: session }] = (await worker.query('SELECT pg_backend_pid() AS pid')).rows;
  const work = worker.query('SELECT count(*) FROM generate_series(1, 100) a, generate_series(1, 100000) b');
  const end = work.catch(() => undefined);
  process.kill(postmasterPid(dataDir)!, 'SIGKILL');
  await waitUntil(() => !isRunning(postmasterPid(dataDir)!), 3_000);
  expect(isRunning(session)).toBe(true);

  const next = await startEmbeddedPostgres({ dataDir });
  expect(isRunning(session)).toBe(false);
  await end;
  await killed.stop();
  await next.stop();
});

describe('a server that is killed', () => {
  const isThere = (url: string) =>
    ask(url, 'SELECT').then(
      () => true,
      () => false,
    );

  it('is started again at the same address, and still stops with the last of its users', async () => {
    const faults: unknown[] = [];
    const users = await Promise.all(
      [1, 2].map(() => startEmbeddedPostgres({ dataDir, onFault: (error) => faults.push(error) })),
    );
    const { url } = users[0]!;
    for (const signal of ['SIGKILL', 'SIGINT'] as const) {
      const pid = postmasterPid(dataDir)!;
      process.kill(pid, signal);
      await waitUntil(() => !isRunning(pid), 3_000);
      await waitUntil(() => isThere(url), 5_000);
      expect(postmasterPid(dataDir)).not.toBe(pid);
    }
    expect(faults.map(String)).toContainEqual(expect.stringMatching(/has gone away, and is started again$/));

    await waitUntil(async () => (await countUsers(url)) === 2, 5_000);
    const last = postmasterPid(dataDir)!;
    await users[0]!.stop();
    expect(await isThere(url)).toBe(true);
    await users[1]!.stop();
    await expectPostgresGone(dataDir, last);
  });

  it('is left alone once its user has stopped', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir });
    process.kill(postmasterPid(dataDir)!, 'SIGKILL');
    await postgres.stop();
    await sleep(300);
    const pid = postmasterPid(dataDir);
    expect(pid !== undefined && isRunning(pid)).toBe(false);
  });

  it('is told of where it cannot be started again, and tried until it can', async () => {
    const faults: unknown[] = [];
    const postgres = await startEmbeddedPostgres({ dataDir, onFault: (error) => faults.push(error) });
    const settings = join(dataDir, 'postgres/postgresql.conf');
    const sound = await readFile(settings, 'utf8');
    await writeFile(settings, 'shared_buffers = many\n');
    process.kill(postmasterPid(dataDir)!, 'SIGKILL');
    await waitUntil(() => faults.some((fault) => /contains errors/.test(String(fault))), 5_000);
    await writeFile(settings, sound);
    await waitUntil(() => isThere(postgres.url), 5_000);
    await postgres.stop();
  });
});

/** The sessions that hold the lock of those who use the server. */
async function countUsers(url: string): Promise<number> {
  const [row] = (await ask(
    url,
    `SELECT count(*)::int AS users FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted`,
  )) as { users: number }[];
  return row!.users;
}

it.each([
  [
    'of another version',
    async () => writeFile(join(dataDir, 'postgres/PG_VERSION'), '14\n'),
    /PostgreSQL 14/,
  ],
  [
    'that something else has filled',
    async () => {
      await rm(join(dataDir, 'postgres/PG_VERSION'));
      await rm(join(dataDir, 'postgres/reelgraph-password'));
    },
    /was not made by Reelgraph/,
  ],
  [
    'whose settings PostgreSQL refuses',
    async () => writeFile(join(dataDir, 'postgres/postgresql.conf'), 'shared_buffers = many\n'),
    /FATAL: .*postgresql\.conf.* contains errors/,
  ],
])('refuses in one line a folder %s', async (_what, spoil, message) => {
  await spoil();
  const failure = await startEmbeddedPostgres({ dataDir }).catch((error: Error) => error);
  expect(failure).toMatchObject({ name: 'OperatorError', message: expect.stringMatching(message) });
  expect((failure as Error).message).not.toContain('\n');
  expect(postmasterPid(dataDir)).toBeUndefined();
});

it('keeps its password and its log to its owner', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir });
  const { password } = new URL(postgres.url);
  expect(password.length).toBeGreaterThanOrEqual(32);
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain(password);
  for (const file of ['postgres.log', 'postgres/reelgraph-password']) {
    expect((await stat(join(dataDir, file))).mode & 0o077).toBe(0);
  }
  const refused = new Client({ connectionString: postgres.url.replace(password, 'wrong') });
  await expect(refused.connect()).rejects.toThrow('password authentication failed');
  await postgres.stop();
});
