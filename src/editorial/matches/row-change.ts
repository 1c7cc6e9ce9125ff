/** A row as JSON, by the names of its columns. */
export type Row = Record<string, unknown>;

/** What an act has done to one row; null before it was there, or since it is not. */
export interface RowChange {
  table: RestoredTable;
  before: Row | null;
  after: Row | null;
}

/** The tables that merging and splitting write, and what tells their rows apart. */
export const keysOfTables = {
  film: ['id'],
  person: ['id'],
  former_film: ['id'],
  former_person: ['id'],
  film_genre: ['film_id', 'genre_id'],
  credit: ['id'],
  review: ['id'],
  match: ['id'],
} as const;

export type RestoredTable = keyof typeof keysOfTables;

/** Rows of each table. */
export type Rows = Record<RestoredTable, Row[]>;

/** Whoever has read a version must not take another state for it: versions only ever rise. */
const uncounted = ['version'];

export function changesBetweenRows(before: Rows, after: Rows): RowChange[] {
  return (Object.keys(keysOfTables) as RestoredTable[]).flatMap((table) => {
    const [were, are] = [before[table], after[table]].map(
      (rows) => new Map(rows.map((row) => [keyOf(table, row), row])),
    );
    const keys = new Set([...were!.keys(), ...are!.keys()]);
    return [...keys]
      .map((key) => ({ table, before: were!.get(key) ?? null, after: are!.get(key) ?? null }))
      .filter((change) => !change.before || !change.after || changedColumns(change).length > 0);
  });
}

/** Of a row that was there before and after. */
export function changedColumns({ before, after }: Pick<RowChange, 'before' | 'after'>): string[] {
  return Object.keys(before!).filter(
    (column) =>
      !uncounted.includes(column) && JSON.stringify(before![column]) !== JSON.stringify(after![column]),
  );
}

/** The films, people and matches that changes are about, as in "film 12". */
export function subjectsOf(changes: readonly RowChange[]): string[] {
  const subjects = changes.flatMap(({ table, before, after }) =>
    [before, after].flatMap((row) => {
      if (!row) return [];
      const own = ['film', 'person', 'match'].includes(table) ? [`${table} ${row.id}`] : [];
      return [...own, ...(['film', 'person'] as const).flatMap((name) => refersTo(row, name))];
    }),
  );
  return [...new Set(subjects)].sort();
}

function refersTo(row: Row, name: 'film' | 'person'): string[] {
  const id = row[`${name}_id`];
  return typeof id === 'number' ? [`${name} ${id}`] : [];
}

function keyOf(table: RestoredTable, row: Row): string {
  return keysOfTables[table].map((column) => row[column]).join(' ');
}
