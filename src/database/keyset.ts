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
  /** What columns and sort keys need beside, one row for each of `from`. Its values are bound behind the others. */
  join?: { sql: string; values: unknown[] };
  /** Joined by AND. Values are bound as $1, $2 … in the order of `values`. */
  where: string[];
  values?: unknown[];
  /** Says by what the caller has narrowed it: a cursor holds for one filter. */
  filter?: string;
  /** Together a total order; none is ever null. */
  sortKeys: SortKey[];
  /**
   * A plan is made once for all, unless the best one depends on the values that the list is narrowed by, or on
   * how much belongs to each parent.
   */
  plannedFor?: 'its values' | 'each parent';
  /**
   * Where rows that pass lie far apart in the order, but close together within each of a few parts: the first
   * rows of every part are taken, and put in order. `from` must be a table without an alias.
   */
  parts?: { from: string; condition: string };
}

export interface SortKey {
  expression: string;
  type: 'int' | 'text' | 'float8' | 'timestamptz';
  isDescending?: boolean;
}

export interface ListOrder<Field> {
  field: Field;
  isDescending: boolean;
}

/** For names of lists: "by TITLE ASC". */
export function describeOrder({ field, isDescending }: ListOrder<string>): string {
  return `by ${field} ${isDescending ? 'DESC' : 'ASC'}`;
}

/**
 * A number to order by, downwards by its negative: with the id behind it both then go the same way, and a page that
 * begins amid many rows of one number is found by an index.
 */
export function numberKey(expression: string, type: 'int' | 'float8', isDescending: boolean): SortKey {
  return { expression: isDescending ? `(-${expression})` : expression, type };
}

/** Conditions on a number, said of its negative where the list is in order by that: an index has one of the two. */
export function numberRange(expression: string, isNegated: boolean) {
  return {
    atLeast: (value: number, bind: Bind) =>
      isNegated ? `(-${expression}) <= ${bind(-value)}` : `${expression} >= ${bind(value)}`,
    atMost: (value: number, bind: Bind) =>
      isNegated ? `(-${expression}) >= ${bind(-value)}` : `${expression} <= ${bind(value)}`,
  };
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

/** Takes a value of a statement, and gives what stands for it there: $1, $2 … */
export type Bind = (value: unknown) => string;

export function bindInto(values: unknown[]): Bind {
  return (value) => `$${values.push(value)}`;
}

/** What each criterion asks of a row. */
export type Conditions<Criteria> = {
  [Name in keyof Required<Criteria>]: (value: NonNullable<Criteria[Name]>, bind: Bind) => string;
};

/** Turn the criteria that are given into conditions, which are to be joined by AND. */
export function conditionsFor<Criteria extends object>(
  criteria: Criteria,
  conditions: Conditions<Criteria>,
  bind: Bind,
): string[] {
  return (Object.keys(criteria) as (keyof Criteria)[])
    .filter((name) => criteria[name] !== undefined)
    .map((name) => conditions[name](criteria[name]!, bind));
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
  const values = [...(list.values ?? []), ...(list.join?.values ?? [])];
  const bind = bindInto(values);
  const sortKeys = list.sortKeys.map((key) => ({ ...key, isDescending: !!key.isDescending !== isBackward }));
  const bound = beyond?.map((value, index) => `${bind(value)}::${sortKeys[index]!.type}`);
  const order = sortKeys.map((key) => `${key.expression} ${key.isDescending ? 'DESC' : 'ASC'}`).join(', ');
  const end = `ORDER BY ${order} LIMIT ${bind(limit + 1)}`;
  const narrowed = fromWhere(
    list,
    [...list.where, ...(bound ? [isBeyond(sortKeys, bound, list.join !== undefined)] : [])],
    end,
  );
  const pages = parentsOf(list, parentIds, bind).map(
    (parents) => `
    SELECT parent.id AS "parentId", item.*
    FROM ${parents} AS parent(id)
    CROSS JOIN LATERAL (
      SELECT ${list.columns},
        ARRAY[${sortKeys.map((key) => `(${key.expression})::text`).join(', ')}] AS "sortKey",
        row_number() OVER (ORDER BY ${order}) AS place
      ${narrowed}
      ${end}
    ) AS item`,
  );
  const rows = await sql.query<Row & { parentId: number; sortKey: string[] }>(
    `/* ${list.name} */${pages.join(' UNION ALL ')}
    ORDER BY "parentId", place`,
    values,
    { isPlannedByValues: list.plannedFor !== undefined },
  );
  const byParent = new Map(parentIds.map((id) => [id, [] as typeof rows]));
  for (const row of rows) byParent.get(row.parentId)!.push(row);
  return parentIds.map((id) => {
    const found = byParent.get(id)!;
    const shown = found.slice(0, limit).map((row) => ({ row: row as Row, sortKey: row.sortKey }));
    return { rows: isBackward ? shown.reverse() : shown, hasMore: found.length > limit };
  });
}

/** Nobody pages through more, and to count further would cost ever more. */
export const mostCounted = 10_000;

export interface Count {
  /** At most `mostCounted`. */
  rows: number;
  /** Whether there are more. */
  isLowerBound: boolean;
}

/** One statement. @returns how many rows the list of each parent has, in the order of `parentIds`. */
export async function countRows(
  sql: SqlExecutor,
  list: ListDefinition,
  parentIds: readonly number[],
): Promise<Count[]> {
  const values = [...(list.values ?? [])];
  const bind = bindInto(values);
  const limit = bind(mostCounted + 1);
  const counts = parentsOf(list, parentIds, bind).map(
    (parents) => `
    SELECT parent.id, (
      SELECT count(*)::int FROM (
        SELECT FROM ${list.from} WHERE ${list.where.join(' AND ') || 'true'} LIMIT ${limit}
      ) AS counted
    ) AS count
    FROM ${parents} AS parent(id)`,
  );
  const found = await sql.query<{ id: number; count: number }>(
    `/* count of ${list.name} */${counts.join(' UNION ALL ')}`,
    values,
    { isPlannedByValues: list.plannedFor !== undefined },
  );
  const byParent = new Map(found.map((row) => [row.id, row.count]));
  return parentIds.map((id) => {
    const rows = byParent.get(id) ?? 0;
    return { rows: Math.min(rows, mostCounted), isLowerBound: rows > mostCounted };
  });
}

/** More parents than this share one plan: planning would take longer than it saves. */
const mostPlannedApart = 30;

/** Where the parents come from: each by itself, as a value that is planned for, or all in one go. */
function parentsOf({ plannedFor }: ListDefinition, parentIds: readonly number[], bind: Bind): string[] {
  const isEachApart =
    parentIds.length === 1 || (plannedFor === 'each parent' && parentIds.length <= mostPlannedApart);
  return plannedFor && isEachApart
    ? parentIds.map((id) => `(SELECT ${bind(id)}::int)`)
    : [`unnest(${bind(parentIds)}::int[])`];
}

function fromWhere({ from, join, parts }: ListDefinition, conditions: string[], end: string): string {
  const where = conditions.join(' AND ') || 'true';
  const joined = join?.sql ?? '';
  if (!parts) return `FROM ${from} ${joined} WHERE ${where}`;
  return `FROM (
        SELECT first.* FROM ${parts.from}
        CROSS JOIN LATERAL (
          SELECT ${from}.* FROM ${from} ${joined} WHERE ${where} AND ${parts.condition} ${end}
        ) AS first
      ) AS ${from} ${joined}`;
}

/**
 * (a, b) beyond (x, y). Where keys go different ways it is a > x OR (a = x AND b < y). PostgreSQL enters an index
 * neither by an OR nor by columns of two tables: the first key's bound is said once more on its own for these.
 */
function isBeyond(sortKeys: SortKey[], bound: string[], isJoined: boolean): string {
  const comparison = (index: number) => (sortKeys[index]!.isDescending ? '<' : '>');
  const entry = `${sortKeys[0]!.expression} ${comparison(0)}= ${bound[0]}`;
  if (sortKeys.every((_, index) => comparison(index) === comparison(0))) {
    const row = `(${sortKeys.map((key) => key.expression).join(', ')}) ${comparison(0)} (${bound.join(', ')})`;
    return isJoined ? `${entry} AND ${row}` : row;
  }
  const alternatives = sortKeys.map((key, index) => {
    const equals = sortKeys.slice(0, index).map((earlier, i) => `${earlier.expression} = ${bound[i]}`);
    return `(${[...equals, `${key.expression} ${comparison(index)} ${bound[index]}`].join(' AND ')})`;
  });
  return `${entry} AND (${alternatives.join(' OR ')})`;
}
