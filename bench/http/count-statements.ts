import { connect } from '../store/connect';
import { ask, type Question } from './questions';

const requests = 50;

export interface StatementCount {
  /** Statements that PostgreSQL executes for one request. */
  perRequest: number;
  /** The tables that each reads, and how often it is executed for one request. */
  statements: { tables: string; perRequest: number }[];
}

/** How many SQL statements the answer to a question takes, counted by PostgreSQL itself (pg_stat_statements). */
export async function countStatements(
  { graphqlUrl, databaseUrl }: { graphqlUrl: string; databaseUrl: string },
  question: Question,
): Promise<StatementCount> {
  const client = await connect(databaseUrl);
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await client.query(
      `SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)`,
    );
    for (let request = 0; request < requests; request++) await ask(graphqlUrl, question.body(request));
    const { rows } = await client.query<{ query: string; calls: number }>(
      `SELECT query, calls::int FROM pg_stat_statements
      WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY calls DESC, query`,
    );
    // What runs beside the requests, to follow changes and to count, is executed far less often.
    const statements = rows
      .filter(({ calls }) => calls > requests / 2)
      .map(({ query, calls }) => ({ tables: tablesIn(query), perRequest: calls / requests }));
    return { perRequest: statements.reduce((sum, { perRequest }) => sum + perRequest, 0), statements };
  } finally {
    await client.end();
  }
}

/** PostgreSQL keeps no leading comment, where a statement has its name. */
function tablesIn(query: string): string {
  return [...new Set([...query.matchAll(/\b(?:FROM|JOIN) (\w+)/g)].map(([, table]) => table))].join(' and ');
}
