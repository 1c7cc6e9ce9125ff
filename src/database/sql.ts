import type { ClientBase, Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { Queue } from '../queue';
import { type Lease, withLease } from './lease';
import type { OnStatement } from './statement-name';

/** How every statement reaches PostgreSQL, be it over the pool or inside a transaction. */
export interface SqlExecutor {
  /** @returns the rows, whatever the statement; none for one that returns none. */
  query<Row>(statement: string, values?: readonly unknown[], options?: QueryOptions): Promise<Row[]>;
}

export interface QueryOptions {
  /**
   * Plan it for these very values: where the best way depends on them, as for a genre of ten films or of a hundred
   * thousand. Costs a statement more, and the planning. Has no effect inside a transaction.
   */
  isPlannedByValues?: boolean;
  /** Beside that: let it read a large table on several cores at once. */
  mayTakeWorkers?: boolean;
  /** When it aborts, the statement is given up and cancelled. A transaction has a signal for all of it instead. */
  signal?: AbortSignal;
}

interface Observed {
  /** Is told of each statement when it has ended. */
  onStatement?: OnStatement;
}

/** So many different statements are prepared; there are fewer, unless one is put together out of what callers send. */
const mostPrepared = 500;

/**
 * Over the pool that TypeORM keeps: each statement may run on another connection. It is prepared there once, so
 * that PostgreSQL need not plan it again each time, which takes it longer than to run it.
 */
export function poolExecutor(dataSource: DataSource, { onStatement }: Observed = {}): SqlExecutor {
  const pool = poolOf(dataSource);
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    if (!names.has(text) && names.size < mostPrepared) names.set(text, `reelgraph_${names.size}`);
    return names.get(text);
  };
  return {
    query: <Row>(
      text: string,
      values: readonly unknown[] = [],
      { isPlannedByValues, mayTakeWorkers, signal }: QueryOptions = {},
    ) =>
      withLease({ pool, signal, onStatement }, (lease) => {
        const name = nameOf(text);
        return isPlannedByValues
          ? queryPlannedByValues<Row>(lease, { text, values: values as unknown[] }, mayTakeWorkers)
          : lease.query<Row>({ text, values: values as unknown[], ...(name && { name }) });
      }),
  };
}

/** Beside the connection's own process. */
const mostWorkers = 2;

async function queryPlannedByValues<Row>(
  lease: Lease,
  statement: { text: string; values: unknown[] },
  mayTakeWorkers = false,
): Promise<Row[]> {
  const settings: [name: string, value: string | number][] = [
    ['plan_cache_mode', 'force_custom_plan'],
    ...(mayTakeWorkers ? [['max_parallel_workers_per_gather', mostWorkers] as [string, number]] : []),
  ];
  const reset = `/* plan for all values */ ${settings.map(([name]) => `RESET ${name}`).join('; ')}`;
  await lease.query({
    text: `/* plan for these values */ ${settings.map(([name, value]) => `SET ${name} = ${value}`).join('; ')}`,
  });
  try {
    const rows = await lease.query<Row>(statement);
    void lease.tidyUp(reset); // the answer need not wait for it
    return rows;
  } catch (error) {
    await lease.tidyUp(reset);
    throw error;
  }
}

/** What is asked by one request: when nobody waits for it any more, nothing of it goes on. */
export function endedBy(signal: AbortSignal, sql: SqlExecutor): SqlExecutor {
  return { query: (statement, values, options) => sql.query(statement, values, { ...options, signal }) };
}

/**
 * Runs work in a transaction of its own: committed when it is done, rolled back when it throws, or when the signal
 * aborts before it is committed.
 */
export type Transact = <Result>(
  work: (sql: SqlExecutor) => Promise<Result>,
  options?: TransactOptions,
) => Promise<Result>;

export interface TransactOptions {
  signal?: AbortSignal;
  /** Rolled back also when it is done: to see what the work would do. */
  isTakenBack?: boolean;
}

/** Half of the pool at most writes at a time; who waits for them, or for one another, leaves the rest to readers. */
export function transactionsOver(dataSource: DataSource, { onStatement }: Observed = {}): Transact {
  const pool = poolOf(dataSource);
  const queue = new Queue(Math.max(1, Math.floor(pool.options.max / 2)));
  return async (work, { signal, isTakenBack = false } = {}) => {
    await queue.enter({ signal });
    try {
      return await withLease({ pool, signal, onStatement }, (lease) =>
        inTransaction(lease, { isTakenBack }, work),
      );
    } finally {
      queue.leave();
    }
  };
}

async function inTransaction<Result>(
  lease: Lease,
  { isTakenBack }: { isTakenBack: boolean },
  work: (sql: SqlExecutor) => Promise<Result>,
): Promise<Result> {
  await lease.query({ text: '/* begin */ BEGIN' });
  try {
    const result = await work({
      query: (text, values = []) => lease.query({ text, values: values as unknown[] }),
    });
    await lease.query({ text: isTakenBack ? '/* take back */ ROLLBACK' : '/* commit */ COMMIT' });
    return result;
  } catch (error) {
    await lease.tidyUp('/* roll back */ ROLLBACK');
    throw error;
  }
}

/** Over a connection that the caller has for itself, as for COPY. @param isTakenBack to see what the work would do. */
export async function transactionOn<Result>(
  client: ClientBase,
  { isTakenBack }: { isTakenBack: boolean },
  work: (sql: SqlExecutor) => Promise<Result>,
): Promise<Result> {
  await client.query('/* begin */ BEGIN');
  try {
    const result = await work({
      query: async (text, values = []) => (await client.query(text, values as unknown[])).rows,
    });
    await client.query(isTakenBack ? '/* take back */ ROLLBACK' : '/* commit */ COMMIT');
    return result;
  } catch (error) {
    await client.query('/* roll back */ ROLLBACK').catch(() => undefined); // where the connection is gone, so is the work
    throw error;
  }
}

/** A part of a transaction: should it throw, it alone is taken back, and the transaction goes on. */
export async function attempt<Result>(sql: SqlExecutor, work: () => Promise<Result>): Promise<Result> {
  await sql.query('/* begin a part */ SAVEPOINT part');
  try {
    const result = await work();
    await sql.query('/* keep the part */ RELEASE part');
    return result;
  } catch (error) {
    await sql.query('/* take back the part */ ROLLBACK TO part').catch(() => undefined); // gone with its connection
    throw error;
  }
}

/** Inside the transaction that the manager belongs to. */
export function transactionExecutor(manager: EntityManager): SqlExecutor {
  const { queryRunner } = manager;
  if (!queryRunner) throw new TypeError('not inside a transaction');
  return {
    query: async <Row>(statement: string, values: readonly unknown[] = []) =>
      (await queryRunner.query(statement, values as unknown[], true)).records as Row[],
  };
}

/** How long the store may take to answer the shortest question, a connection included. */
const shortestAnswerMs = 900;

/**
 * @param answered how many statements the store has answered so far. Where each connection is at work, the question may
 *                 not come to its turn; what is answered beside it says as much.
 */
export function doesAnswer(sql: SqlExecutor, answered: () => number): Promise<boolean> {
  const before = answered();
  const signal = AbortSignal.timeout(shortestAnswerMs);
  return sql.query('/* does it answer? */ SELECT', [], { signal }).then(
    () => true,
    () => answered() > before,
  );
}

/** The connections that there are, those that nobody uses, and the statements that wait for one. */
export interface PoolFigures {
  total: number;
  idle: number;
  waiting: number;
}

export function poolFigures(dataSource: DataSource): PoolFigures {
  const { totalCount: total, idleCount: idle, waitingCount: waiting } = poolOf(dataSource);
  return { total, idle, waiting };
}

function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** The columns of a table that a row of ours is made of: our names, and the table's. */
export type ColumnNames<Row> = Record<keyof Row & string, string>;

/** "film.id AS "id", film.original_title AS "originalTitle"", each of our names after the prefix. */
export function selectList(table: string, columns: Record<string, string>, prefix = ''): string {
  return Object.entries(columns)
    .map(([ours, theirs]) => `${table}.${theirs} AS "${prefix}${ours}"`)
    .join(', ');
}

/** Moves the columns whose names begin with the prefix out of a row, into a row of their own. */
export function cutOut<Row>(row: object, prefix: string): Row {
  const from = row as Record<string, unknown>;
  const inner: Record<string, unknown> = {};
  for (const name of Object.keys(from)) {
    if (!name.startsWith(prefix)) continue;
    inner[name.slice(prefix.length)] = from[name];
    delete from[name];
  }
  return inner as Row;
}
