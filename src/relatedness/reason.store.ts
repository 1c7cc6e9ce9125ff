import type { SqlExecutor } from '../database/sql';

/** What a reason names. */
export interface ReasonName {
  kind: 'PERSON' | 'GENRE';
  id: number;
}

/** @returns the names, in the order in which they are wanted; empty for what is not there any more. */
export async function reasonNames(sql: SqlExecutor, wanted: readonly ReasonName[]): Promise<string[]> {
  const idsOf = (kind: ReasonName['kind']) => wanted.filter((name) => name.kind === kind).map(({ id }) => id);
  const rows = await sql.query<ReasonName & { name: string }>(
    `/* names of reasons */
    SELECT 'PERSON' AS kind, id, name FROM person WHERE id = ANY($1::int[])
    UNION ALL
    SELECT 'GENRE', id, name FROM genre WHERE id = ANY($2::int[])`,
    [idsOf('PERSON'), idsOf('GENRE')],
  );
  const names = new Map(rows.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  return wanted.map(({ kind, id }) => names.get(`${kind} ${id}`) ?? '');
}
