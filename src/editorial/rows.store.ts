import type { SqlExecutor } from '../database/sql';

type WritableTable = 'review' | 'film' | 'person';

/**
 * Adds a row, or changes the one with this id.
 * @param columns by name of the column; what is left out stays as it is, or takes the column's default.
 * @returns its id.
 */
export async function writeRow(
  sql: SqlExecutor,
  table: WritableTable,
  columns: Record<string, unknown>,
  id?: number,
): Promise<number> {
  const names = Object.keys(columns).filter((name) => columns[name] !== undefined);
  const values = names.map((name) => columns[name]);
  if (id === undefined) {
    const places = names.map((_, index) => `$${index + 1}`);
    const [added] = await sql.query<{ id: number }>(
      `/* add ${table} */ INSERT INTO ${table} (${names}) VALUES (${places}) RETURNING id`,
      values,
    );
    return added!.id;
  }
  if (names.length > 0) {
    await sql.query(
      `/* change ${table} */
      UPDATE ${table} SET ${names.map((name, index) => `${name} = $${index + 1}`)} WHERE id = $${names.length + 1}`,
      [...values, id],
    );
  }
  return id;
}

/** Waits for whoever else is changing the row, and keeps others from it until the end of the transaction. */
export async function lockRow<Row>(
  sql: SqlExecutor,
  table: WritableTable,
  { columns, id }: { columns: string; id: number },
): Promise<Row | null> {
  const [found] = await sql.query<Row & object>(
    `/* lock ${table} */ SELECT ${columns} FROM ${table} WHERE ${table}.id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  return found ?? null;
}
