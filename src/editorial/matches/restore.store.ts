import type { SqlExecutor } from '../../database/sql';
import { changedColumns, keysOfTables, type RestoredTable, type Row, type RowChange } from './row-change';

const things: readonly RestoredTable[] = ['film', 'person'];

/**
 * Has rows be as they were before an act. What others have changed since stays, column by column; what the act has
 * made goes.
 * @returns what is in the way: what others have since added to something that the act had made.
 */
export async function restoreRows(sql: SqlExecutor, changes: readonly RowChange[]): Promise<string[]> {
  const made = changes.filter(({ before }) => before === null);
  const changed = changes.filter(({ before, after }) => before && after);
  const gone = changes.filter(({ after }) => after === null);
  const isThing = ({ table }: RowChange) => things.includes(table);
  const isPart = (change: RowChange) => !isThing(change);
  // Ids elsewhere are let go before what had them is there again; a thing is there before its parts, and goes after.
  for (const change of made.filter(isPart)) await remove(sql, change);
  for (const change of changed.filter(isThing)) await update(sql, change);
  for (const change of gone.filter(isThing)) await add(sql, change);
  for (const change of changed.filter(isPart)) await update(sql, change);
  for (const change of gone.filter(isPart)) await add(sql, change);
  const inTheWay: string[] = [];
  for (const change of made.filter(isThing)) {
    const added = await partsOf(sql, change);
    inTheWay.push(...added);
    if (added.length === 0) await remove(sql, change);
  }
  return inTheWay;
}

async function remove(sql: SqlExecutor, { table, after }: RowChange): Promise<void> {
  await sql.query(
    `/* remove again from ${table} */ DELETE FROM ${table} USING ${record(table)} AS made
    WHERE ${isRow(table, 'made')}`,
    [JSON.stringify(after)],
  );
}

async function update(sql: SqlExecutor, change: RowChange): Promise<void> {
  const { table, before, after } = change;
  const columns = changedColumns(change).map((column) => `"${column}"`);
  if (columns.length === 0) return;
  const restored = columns.map(
    (column) =>
      `${column} = CASE WHEN ${table}.${column} IS NOT DISTINCT FROM then_.${column} THEN was.${column} ELSE ${table}.${column} END`,
  );
  await sql.query(
    `/* restore ${table} */
    UPDATE ${table} SET ${restored.join(', ')} FROM ${record(table)} AS was, ${record(table, 2)} AS then_
    WHERE ${isRow(table, 'was')}`,
    [JSON.stringify(before), JSON.stringify(after)],
  );
}

/**
 * With a version above the one that it had: see `changedColumns`. A part that somebody has put back already stays; a
 * film or person whose ids another has by now is refused by the store.
 */
async function add(sql: SqlExecutor, { table, before }: RowChange): Promise<void> {
  const row: Row = { ...before };
  if (typeof row.version === 'number') row.version++;
  const columns = Object.keys(row).map((column) => `"${column}"`);
  await sql.query(
    `/* put back into ${table} */
    INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${record(table)}
    ${things.includes(table) ? '' : 'ON CONFLICT DO NOTHING'}`,
    [JSON.stringify(row)],
  );
}

/** @returns names of what belongs to a film or person that is to go. */
async function partsOf(sql: SqlExecutor, { table, after }: RowChange): Promise<string[]> {
  const parts =
    table === 'film'
      ? `SELECT slug AS name FROM review WHERE film_id = $1`
      : `SELECT film.slug AS name FROM credit JOIN film ON film.id = credit.film_id WHERE person_id = $1`;
  const found = await sql.query<{ name: string }>(`/* what it has got since */ ${parts} ORDER BY name`, [
    after!.id,
  ]);
  return found.map(({ name }) => name);
}

function record(table: RestoredTable, place = 1): string {
  return `jsonb_populate_record(NULL::${table}, $${place}::jsonb)`;
}

function isRow(table: RestoredTable, other: string): string {
  return keysOfTables[table].map((column) => `${table}.${column} = ${other}.${column}`).join(' AND ');
}
