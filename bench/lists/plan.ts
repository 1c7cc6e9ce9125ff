import type { Client } from 'pg';
import type { QueryOptions, SqlExecutor } from '../../src/database/sql';

/** A statement as it would have been sent. */
export interface Statement {
  text: string;
  values: readonly unknown[];
  isPlannedByValues: boolean;
}

/** What a statement reads, as PostgreSQL counted while it ran. */
export interface PlanReading {
  /** Tables that were read from one end to the other. */
  scannedTables: string[];
  /** Rows of tables that were looked at, found by an index or not, shown or not. */
  rowsRead: number;
  ms: number;
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

/** @returns the one statement that is asked of the executor, which gives it no rows. */
export async function statementOf(ask: (sql: SqlExecutor) => Promise<unknown>): Promise<Statement> {
  const asked: Statement[] = [];
  await ask({
    query: async (text: string, values: readonly unknown[] = [], options: QueryOptions = {}) => {
      asked.push({ text, values, isPlannedByValues: options.isPlannedByValues ?? false });
      return [];
    },
  });
  if (asked.length !== 1) throw new Error(`${asked.length} statements where one was to be asked`);
  return asked[0]!;
}

/** Runs a statement under the plan that the service would have: for its own values, or one for any. */
export async function readPlan(
  client: Client,
  { text, values, isPlannedByValues }: Statement,
): Promise<PlanReading> {
  const mode = isPlannedByValues ? 'force_custom_plan' : 'force_generic_plan';
  const literals = values.map((value) => toLiteral(client, value));
  await client.query(`SET plan_cache_mode = ${mode}`);
  await client.query(`PREPARE asked AS ${text}`);
  try {
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE asked${literals.length > 0 ? `(${literals.join(', ')})` : ''}`,
    );
    const [{ Plan, 'Execution Time': ms }] = rows[0]['QUERY PLAN'] as [
      { Plan: PlanNode; 'Execution Time': number },
    ];
    const nodes = [...nodesOf(Plan)];
    return {
      scannedTables: nodes
        .filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0)
        .map((node) => node['Relation Name']!),
      rowsRead: nodes.reduce((sum, node) => sum + rowsReadBy(node), 0),
      ms,
    };
  } finally {
    await client.query('DEALLOCATE asked');
  }
}

function toLiteral(client: Client, value: unknown): string {
  if (Array.isArray(value)) return client.escapeLiteral(`{${value.join(',')}}`);
  return client.escapeLiteral(value instanceof Date ? value.toISOString() : String(value));
}

function* nodesOf(node: PlanNode): Iterable<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}

function rowsReadBy(node: PlanNode): number {
  if (!node['Relation Name']) return 0;
  const passed = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  return (passed + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];
}
