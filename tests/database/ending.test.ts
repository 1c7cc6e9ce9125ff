import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/data-source';
import {
  doesAnswer,
  poolExecutor,
  poolFigures,
  type SqlExecutor,
  transactionsOver,
} from '../../src/database/sql';
import type { StatementReading } from '../../src/database/statement-name';
import { waitUntil } from '../service/program';
import { createStore, type TestStore } from '../support/store';

const poolSize = 2;
const nobodyWaits = new Error('nobody waits any more');

/** Looks at what PostgreSQL does, from beside the pool that is tried. */
let store: TestStore;
let dataSource: DataSource;
let sql: SqlExecutor;

beforeAll(async () => {
  store = await createStore();
});

beforeEach(async () => {
  dataSource = await openDataSource({ url: store.url, poolSize });
  sql = poolExecutor(dataSource);
});

afterEach(() => dataSource.destroy());
afterAll(() => store.drop());

async function backendsRunning(part: string): Promise<number[]> {
  const rows = await store.sql.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()
        AND query LIKE '%' || $1 || '%' AND query NOT LIKE '%pg_stat_activity%'`,
    [part],
  );
  return rows.map(({ pid }) => pid);
}

async function backendOf(part: string): Promise<number> {
  await waitUntil(async () => (await backendsRunning(part)).length === 1, 3_000);
  return (await backendsRunning(part))[0]!;
}

/** @returns how the work ends, and how long it goes on after the abort. */
async function abort(
  ending: AbortController,
  work: Promise<unknown>,
): Promise<{ told: unknown; ms: number }> {
  const told = work.catch((error: unknown) => error);
  const begun = performance.now();
  ending.abort(nobodyWaits);
  return { told: await told, ms: performance.now() - begun };
}

describe('a statement that nobody waits for any more', () => {
  it.each([
    ['as it is', {}],
    ['planned for its values', { isPlannedByValues: true }],
  ])('is given up at once, and cancelled in PostgreSQL: %s', async (_how, options) => {
    const ending = new AbortController();
    const asked = sql.query('SELECT pg_sleep(30)', [], { ...options, signal: ending.signal });
    await backendOf('pg_sleep(30)');
    const { told, ms } = await abort(ending, asked);
    expect(told).toBe(nobodyWaits);
    expect(ms).toBeLessThan(40);
    await waitUntil(async () => (await backendsRunning('pg_sleep(30)')).length === 0, 900);
    expect(await sql.query('SHOW plan_cache_mode')).toEqual([{ plan_cache_mode: 'force_generic_plan' }]);
  });

  it('is not begun', async () => {
    const readings: StatementReading[] = [];
    const observed = poolExecutor(dataSource, { onStatement: (reading) => readings.push(reading) });
    await expect(observed.query('SELECT 1', [], { signal: AbortSignal.abort(nobodyWaits) })).rejects.toBe(
      nobodyWaits,
    );
    expect(readings).toEqual([]);
  });

  it('does not go on waiting for a connection, and the next one gets it', async () => {
    const holders = [1, 2].map(() => sql.query('SELECT pg_sleep(0.3)'));
    await waitUntil(() => poolFigures(dataSource).total === poolSize, 1_000);
    const ending = new AbortController();
    const { told, ms } = await abort(ending, sql.query('SELECT 1', [], { signal: ending.signal }));
    expect(told).toBe(nobodyWaits);
    expect(ms).toBeLessThan(40);
    expect(await sql.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
    await Promise.all(holders);
    expect(poolFigures(dataSource)).toEqual({ total: poolSize, idle: poolSize, waiting: 0 });
  });

  it('costs the connection nothing if it is done in a moment', async () => {
    const [before] = await sql.query('SELECT pg_backend_pid() AS pid');
    const ending = new AbortController();
    await abort(ending, sql.query('SELECT pg_sleep(0.01)', [], { signal: ending.signal }));
    await sleep(100);
    expect(await sql.query('SELECT pg_backend_pid() AS pid')).toEqual([before]);
  });

  it('takes its connection along if PostgreSQL does not even cancel it', async () => {
    const ending = new AbortController();
    const asked = sql.query('SELECT pg_sleep(30)', [], { signal: ending.signal });
    const backend = await backendOf('pg_sleep(30)');
    process.kill(backend, 'SIGSTOP');
    try {
      const { told, ms } = await abort(ending, asked);
      expect(told).toBe(nobodyWaits);
      expect(ms).toBeLessThan(40);
      await waitUntil(() => poolFigures(dataSource).total === 0, 1_500);
      expect(await sql.query('SELECT 2 AS two')).toEqual([{ two: 2 }]);
    } finally {
      process.kill(backend, 'SIGCONT');
    }
    await waitUntil(async () => !(await backendsRunning('pg_sleep(30)')).includes(backend), 1_500);
  });

  it('never takes another with it', async () => {
    const answers: unknown[] = [];
    for (let round = 0; round < 40; round++) {
      const ending = new AbortController();
      // Some are cancelled before they are done, some just then, and some are done.
      const given = sql.query('SELECT pg_sleep(0.055)', [], { signal: ending.signal }).catch(() => undefined);
      await sleep(round % 8);
      ending.abort(nobodyWaits);
      const others = [1, 2, 3].map(() => sql.query('SELECT pg_sleep(0.01), 1 AS one'));
      answers.push(...(await Promise.all(others)).map(([row]) => (row as { one: number }).one));
      await given;
    }
    expect(answers).toEqual(Array(120).fill(1));
  });
});

describe('a transaction that nobody waits for any more', () => {
  const note = (name: string) => `INSERT INTO genre (slug, name) VALUES ('${name}', '${name}')`;
  const noted = async (name: string) =>
    (await store.sql.query('SELECT FROM genre WHERE slug = $1', [name])).length > 0;

  it('is rolled back, be it that a statement runs or that none does', async () => {
    const transact = transactionsOver(dataSource);
    for (const [name, wait] of [
      ['running', (sql: SqlExecutor) => sql.query('SELECT pg_sleep(30)')],
      ['between', () => sleep(100)],
    ] as const) {
      const ending = new AbortController();
      let after: unknown;
      const work = transact(
        async (sql) => {
          await sql.query(note(name));
          await wait(sql);
          after = await sql.query(note(`${name} after`)).catch((error) => error);
          throw after;
        },
        { signal: ending.signal },
      );
      await sleep(50);
      const { told, ms } = await abort(ending, work);
      expect([name, told]).toEqual([name, nobodyWaits]);
      expect(ms).toBeLessThan(40);
      await waitUntil(async () => (await backendsRunning('pg_sleep(30)')).length === 0, 900);
      await waitUntil(() => poolFigures(dataSource).idle === poolFigures(dataSource).total, 1_500);
      expect([name, await noted(name), await noted(`${name} after`)]).toEqual([name, false, false]);
    }
  });

  it('stays committed if it was', async () => {
    const ending = new AbortController();
    await transactionsOver(dataSource)((sql) => sql.query(note('committed')), { signal: ending.signal });
    ending.abort(nobodyWaits);
    expect(await noted('committed')).toBe(true);
  });

  it('does not go on waiting for its turn, and takes nobody else’s', async () => {
    const transact = transactionsOver(dataSource); // one at a time
    const first = transact((sql) => sql.query('SELECT pg_sleep(0.2)'));
    const ending = new AbortController();
    const second = transact((sql) => sql.query('SELECT 2'), { signal: ending.signal });
    const third = transact((sql) => sql.query('SELECT 3 AS three'));
    expect((await abort(ending, second)).told).toBe(nobodyWaits);
    await first;
    expect(await third).toEqual([{ three: 3 }]);
    expect(await transact((sql) => sql.query('SELECT 4 AS four'))).toEqual([{ four: 4 }]);
  });
});

describe('the bounds of what callers ask for', () => {
  let bounded: DataSource;

  beforeEach(async () => {
    bounded = await openDataSource({
      url: store.url,
      poolSize,
      bounds: { statementTimeoutMs: 200, requestTimeoutMs: 150 },
    });
  });

  afterEach(() => bounded.destroy());

  it('end a statement that takes too long', async () => {
    await expect(poolExecutor(bounded).query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  });

  it('end the wait for a lock that somebody keeps', async () => {
    await store.dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE genre IN ACCESS EXCLUSIVE MODE');
      await expect(poolExecutor(bounded).query('SELECT FROM genre')).rejects.toMatchObject({ code: '55P03' });
    });
  });

  it('end a transaction in which nothing happens, and the connection is replaced', async () => {
    const idle = transactionsOver(bounded)(async (sql) => {
      await sql.query('LOCK TABLE genre IN ACCESS EXCLUSIVE MODE');
      await sleep(400);
      await sql.query('SELECT 1');
    });
    await expect(idle).rejects.toThrow(/not queryable|terminat/);
    expect(
      await poolExecutor(bounded).query('SELECT 1 AS one FROM (SELECT count(*) FROM genre) AS genres'),
    ).toEqual([{ one: 1 }]);
  });

  it('hold for nothing else', async () => {
    expect(await sql.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '0' }]);
  });
});

it('whether the store answers is known within a second, also when there is no connection left', async () => {
  const nobodyElse = () => 0;
  expect(await doesAnswer(sql, nobodyElse)).toBe(true);
  const ending = new AbortController();
  const holders = [1, 2].map(() =>
    sql.query('SELECT pg_sleep(30)', [], { signal: ending.signal }).catch(() => undefined),
  );
  const begun = performance.now();
  expect(await doesAnswer(sql, nobodyElse)).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1_000);
  ending.abort(nobodyWaits);
  await Promise.all(holders);
});

it('a store that is kept busy does answer, as others see who are answered meanwhile', async () => {
  const ending = new AbortController();
  let answered = 0;
  const crowd = Array.from({ length: 100 }, () =>
    sql
      .query('SELECT pg_sleep(0.1)', [], { signal: ending.signal })
      .then(() => answered++)
      .catch(() => undefined),
  );
  expect(await doesAnswer(sql, () => answered)).toBe(true);
  expect(answered).toBeLessThan(crowd.length / 2);
  ending.abort(nobodyWaits);
  await Promise.all(crowd);
});

it('each statement is told of by its name, and whether it failed', async () => {
  const readings: StatementReading[] = [];
  const onStatement = (reading: StatementReading) => readings.push(reading);
  const observed = poolExecutor(dataSource, { onStatement });
  await observed.query('/* one */ SELECT 1');
  await observed.query('SELECT pg_sleep(0.05)');
  await observed.query('/* by nought */ SELECT 1/0').catch(() => undefined);
  await transactionsOver(dataSource, { onStatement })((sql) => sql.query('/* two */ SELECT 2'));
  expect(readings.map(({ name, failed }) => [name, failed])).toEqual([
    ['one', false],
    ['other', false],
    ['by nought', true],
    ['begin', false],
    ['two', false],
    ['commit', false],
  ]);
  expect(readings[1]!.seconds).toBeGreaterThanOrEqual(0.049);
  expect(readings[1]!.seconds).toBeLessThan(1);
});
