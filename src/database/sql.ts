import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

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
}

/** How a statement went. */
export interface StatementRun {
  /** What stands in its leading comment; "other" where none does. */
  name: string;
  /** From the call to its rows, so with the time that it waited for a connection. */
  seconds: number;
  failed: boolean;
}

/** So many different statements are prepared; there are fewer, unless one is put together out of what callers send. */
const mostPrepared = 500;

/**
 * Over the pool that TypeORM keeps: each statement may run on another connection. It is prepared there once, so
 * that PostgreSQL need not plan it again each time, which takes it longer than to run it.
 */
export function poolExecutor(
  dataSource: DataSource,
  { onStatement }: { onStatement?: (run: StatementRun) => void } = {},
): SqlExecutor {
  const pool = poolOf(dataSource);
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    if (!names.has(text) && names.size < mostPrepared) names.set(text, `reelgraph_${names.size}`);
    return names.get(text);
  };
  const query = async <Row>(
    text: string,
    values: readonly unknown[] = [],
    { isPlannedByValues }: QueryOptions = {},
  ) => {
    if (isPlannedByValues) return (await queryPlannedByValues(pool, text, values)) as Row[];
    const name = nameOf(text);
    return (await pool.query({ text, values: values as unknown[], ...(name && { name }) })).rows as Row[];
  };
  if (!onStatement) return { query };
  return {
    query: async <Row>(...args: Parameters<SqlExecutor['query']>) => {
      const startedAt = performance.now();
      let failed = true;
      try {
        const rows = await query<Row>(...args);
        failed = false;
        return rows;
      } finally {
        const [, name = 'other'] = /^\s*\/\* (.+?) \*\//.exec(args[0]) ?? [];
        onStatement({ name, seconds: (performance.now() - startedAt) / 1000, failed });
      }
    },
  };
}

function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** Connections, and what waits for one. */
export interface PoolFigures {
  total: number;
  idle: number;
  waiting: number;
}

export function readPool(dataSource: DataSource): PoolFigures {
  const { totalCount, idleCount, waitingCount } = poolOf(dataSource);
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}

async function queryPlannedByValues(
  pool: Pool,
  text: string,
  values: readonly unknown[],
): Promise<unknown[]> {
  const client = await pool.connect();
  const sayNothing = () => undefined; // the statement that fails with the connection says so
  client.on('error', sayNothing);
  const release = (error?: Error) => {
    client.off('error', sayNothing);
    client.release(error);
  };
  try {
    await client.query('SET plan_cache_mode = force_custom_plan');
    return (await client.query({ text, values: values as unknown[] })).rows;
  } finally {
    // The answer need not wait for it.
    client.query('RESET plan_cache_mode').then(() => release(), release);
  }
}

/** Runs work in a transaction of its own: committed when it is done, rolled back when it throws. */
export type Transact = <Result>(work: (sql: SqlExecutor) => Promise<Result>) => Promise<Result>;

/** Half of the pool at most writes at a time; who waits for them, or for one another, leaves the rest to readers. */
export function transactionsOver(dataSource: DataSource): Transact {
  const { poolSize = 2 } = dataSource.options as { poolSize?: number };
  let free = Math.max(1, Math.floor(poolSize / 2));
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await dataSource.transaction((manager) => work(transactionExecutor(manager)));
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
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

export function doesAnswer(sql: SqlExecutor): Promise<boolean> {
  return sql.query('/* does it answer? */ SELECT').then(
    () => true,
    () => false,
  );
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
