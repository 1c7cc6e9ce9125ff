import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/database/data-source';
import { poolExecutor, type SqlExecutor, type Transact, transactionsOver } from '../../src/database/sql';

export const emptyTemplate = 'template_empty';
export const sampleTemplate = 'template_samples';
/** Nothing is in it, no schema either. */
export const noTemplate = 'template1';

export interface TestStore {
  url: string;
  dataSource: DataSource;
  /** Notes down every statement that it runs. */
  sql: SqlExecutor & { statements: string[] };
  transact: Transact;
  drop(): Promise<void>;
}

/** A database of the test's own on the run's server: migrated and empty, or with the sample publication. */
export async function createStore({ template = emptyTemplate, poolSize = 5 } = {}): Promise<TestStore> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = await openDataSource({ url: process.env.TEST_DATABASE_URL!, poolSize: 1 });
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(process.env.TEST_DATABASE_URL!);
  url.pathname = name;
  const dataSource = await openDataSource({ url: url.href, poolSize });
  return {
    url: url.href,
    dataSource,
    sql: recordingExecutor(poolExecutor(dataSource)),
    transact: transactionsOver(dataSource),
    drop: async () => {
      await dataSource.destroy();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.destroy();
    },
  };
}

function recordingExecutor(sql: SqlExecutor): TestStore['sql'] {
  const statements: string[] = [];
  return {
    statements,
    query: (statement, values, options) => {
      statements.push(statement);
      return sql.query(statement, values, options);
    },
  };
}
