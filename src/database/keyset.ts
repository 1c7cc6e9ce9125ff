import type { SqlExecutor } from './sql';

/**
 * Lists that are read a page at a time, by the place of the last row seen and not by counting rows: a page
 * stays right while rows are added before it, and costs the same however far in it lies.
 * Source: https://use-the-index-luke.com/no-offset
 */
export interface ListDefinition {
  /** Stands in front of the statement as a comment; a cursor of one list is refused by another. */
  name: string;
  /** What a row holds. `parent.id` may be used here and below: the thing whose list it is. */
  columns: string;
  from: string;
  /** Joined by AND. Values are bound as $1, $2 … in the order of `values`. */
  where: string[];
  values?: unknown[];
  /** Together a total order; none is ever null. */
  sortKeys: SortKey[];
}

export interface SortKey {
  expression: string;
  type: 'int' | 'text' | 'float8' | 'timestamptz';
  isDescending?: boolean;
}

export interface PageRequest {
  /** At most so many rows, from the start of the list or, `isBackward`, from its end. */
  limit: number;
  isBackward?: boolean;
  /** Sort keys of the row beyond which the page begins, as `Page.rows[].sortKey` gave them. */
  beyond?: string[];
}

export interface Page<Row> {
  /** In the order of the list, backwards too. */
  rows: { row: Row; sortKey: string[] }[];
  hasMore: boolean;
}

/** Turn the criteria that are given into conditions; `conditions` says each, around a bound value. */
export function bindCriteria<Criteria extends object>(
  criteria: Criteria,
  conditions: Record<keyof Required<Criteria>, (value: string) => string>,
): { where: string[]; values: unknown[] } {
  const given = Object.entries(criteria).filter(([, value]) => value !== undefined);
  return {
    where: given.map(([name], index) => conditions[name as keyof Criteria](`$${index + 1}`)),
    values: given.map(([, value]) => value),
  };
}

/** Stands for "no parent" where a list is read as a whole. */
export const noParent = 0;

/** One statement, however many parents there are. @returns a page for each, in the order of `parentIds`. */
export async function readPages<Row>(
  sql: SqlExecutor,
  list: ListDefinition,
  parentIds: readonly number[],
  { limit, isBackward = false, beyond }: PageRequest,
): Promise<Page<Row>[]> {
  const values: unknown[] = [...(list.values ?? []), parentIds, limit + 1];
  const [parents, rowLimit] = [`$${values.length - 1}`, `$${values.length}`];
  const sortKeys = list.sortKeys.map((key) => ({ ...key, isDescending: !!key.isDescending !== isBackward }));
  const where = [...list.where];
  if (beyond) {
    const bound = sortKeys.map((key, index) => `$${values.push(beyond[index])}::${key.type}`);
    where.push(isBeyond(sortKeys, bound));
  }
  const order = sortKeys.map((key) => `${key.expression} ${key.isDescending ? 'DESC' : 'ASC'}`).join(', ');
  const rows = await sql.query<Row & { parentId: number; sortKey: string[] }>(
    `/* ${list.name} */
    SELECT parent.id AS "parentId", item.*
    FROM unnest(${parents}::int[]) AS parent(id)
    CROSS JOIN LATERAL (
      SELECT ${list.columns},
        ARRAY[${sortKeys.map((key) => `(${key.expression})::text`).join(', ')}] AS "sortKey",
        row_number() OVER (ORDER BY ${order}) AS place
      FROM ${list.from}
      WHERE ${where.join(' AND ') || 'true'}
      ORDER BY ${order}
      LIMIT ${rowLimit}
    ) AS item
    ORDER BY parent.id, item.place`,
    values,
  );
  const byParent = new Map(parentIds.map((id) => [id, [] as typeof rows]));
  for (const row of rows) byParent.get(row.parentId)!.push(row);
  return parentIds.map((id) => {
    const found = byParent.get(id)!;
    const shown = found.slice(0, limit).map((row) => ({ row: row as Row, sortKey: row.sortKey }));
    return { rows: isBackward ? shown.reverse() : shown, hasMore: found.length > limit };
  });
}

/** One statement. @returns how many rows the list of each parent has, in the order of `parentIds`. */
export async function countRows(
  sql: SqlExecutor,
  list: ListDefinition,
  parentIds: readonly number[],
): Promise<number[]> {
  const values = [...(list.values ?? []), parentIds];
  const rows = await sql.query<{ id: number; count: number }>(
    `/* count of ${list.name} */
    SELECT parent.id, (
      SELECT count(*)::int FROM ${list.from} WHERE ${list.where.join(' AND ') || 'true'}
    ) AS count
    FROM unnest($${values.length}::int[]) AS parent(id)`,
    values,
  );
  const byParent = new Map(rows.map((row) => [row.id, row.count]));
  return parentIds.map((id) => byParent.get(id) ?? 0);
}

/**
 * (a, b) beyond (x, y), each key with its own direction: a > x OR (a = x AND b > y). The first key's bound is
 * said once more on its own, since PostgreSQL enters an index by that and not by an OR.
 */
function isBeyond(sortKeys: SortKey[], bound: string[]): string {
  const comparison = (index: number) => (sortKeys[index]!.isDescending ? '<' : '>');
  const alternatives = sortKeys.map((key, index) => {
    const equals = sortKeys.slice(0, index).map((earlier, i) => `${earlier.expression} = ${bound[i]}`);
    return `(${[...equals, `${key.expression} ${comparison(index)} ${bound[index]}`].join(' AND ')})`;
  });
  return `${sortKeys[0]!.expression} ${comparison(0)}= ${bound[0]} AND (${alternatives.join(' OR ')})`;
}
