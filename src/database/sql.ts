import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** How every statement reaches PostgreSQL, be it over the pool or inside a transaction. */
export interface SqlExecutor {
  /** @returns the rows, whatever the statement; none for one that returns none. */
  query<Row>(statement: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Over the pool that TypeORM keeps: each statement may run on another connection. */
export function poolExecutor(dataSource: DataSource): SqlExecutor {
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  return {
    query: async <Row>(statement: string, values: readonly unknown[] = []) =>
      (await pool.query(statement, values as unknown[])).rows as Row[],
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
