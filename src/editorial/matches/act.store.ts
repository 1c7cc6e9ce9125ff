import type { SqlExecutor } from '../../database/sql';
import type { RowChange, Rows } from './row-change';

/** Numbers of what an act is about; and the highest that there were, above which all is what it has made. */
export interface Scope {
  films: readonly number[];
  people: readonly number[];
  matches: readonly number[];
  made: { film: number; person: number; match: number };
}

export async function highestNumbers(sql: SqlExecutor): Promise<Scope['made']> {
  const [highest] = await sql.query<Scope['made']>(
    `/* highest numbers */
    SELECT (SELECT coalesce(max(id), 0) FROM film) AS film, (SELECT coalesce(max(id), 0) FROM person) AS person,
      (SELECT coalesce(max(id), 0) FROM match) AS match`,
  );
  return highest!;
}

/** All rows that merging and splitting could change; of a review which film it is about. */
export async function rowsIn(sql: SqlExecutor, { films, people, matches, made }: Scope): Promise<Rows> {
  const isFilm = (column: string) => `(${column} = ANY($1::int[]) OR ${column} > $4)`;
  const isPerson = (column: string) => `(${column} = ANY($2::int[]) OR ${column} > $5)`;
  // What waits to be decided of two is decided when they are merged.
  const isMatch = (kind: string, place: number, former: string) =>
    `(kind = '${kind}' AND subject_id IN (
      SELECT unnest($${place}::int[]) UNION SELECT id FROM former_${former} WHERE ${former}_id = ANY($${place})
    ))`;
  const list = (table: string, row: string, where: string) =>
    `(SELECT coalesce(jsonb_agg(${row} ORDER BY ${row}), '[]') FROM ${table} WHERE ${where}) AS ${table}`;
  const [rows] = await sql.query<Rows>(
    `/* rows to restore */ SELECT ${[
      list('film', `to_jsonb(film) - 'words'`, isFilm('id')),
      list('person', `to_jsonb(person) - '{words,film_count}'::text[]`, isPerson('id')),
      list('former_film', 'to_jsonb(former_film)', `${isFilm('id')} OR ${isFilm('film_id')}`),
      list('former_person', 'to_jsonb(former_person)', `${isPerson('id')} OR ${isPerson('person_id')}`),
      list('film_genre', 'to_jsonb(film_genre)', isFilm('film_id')),
      list('credit', 'to_jsonb(credit)', `${isFilm('film_id')} OR ${isPerson('person_id')}`),
      list('review', `jsonb_build_object('id', id, 'film_id', film_id)`, isFilm('film_id')),
      list(
        'match',
        'to_jsonb(match)',
        `id = ANY($3::int[]) OR id > $6 OR ${isMatch('FILM', 1, 'film')} OR ${isMatch('PERSON', 2, 'person')}`,
      ),
    ].join(', ')}`,
    [films, people, matches, made.film, made.person, made.match],
  );
  return rows!;
}

export async function addAct(
  sql: SqlExecutor,
  act: { actor: string; action: string; subjects: readonly string[]; changes: readonly RowChange[] },
): Promise<number> {
  const [added] = await sql.query<{ id: number }>(
    `/* add act of matching */
    INSERT INTO matching_act (actor, action, subjects, changes) VALUES ($1, $2, $3, $4) RETURNING id`,
    [act.actor, act.action, act.subjects, JSON.stringify(act.changes)],
  );
  return added!.id;
}

export interface Act {
  id: number;
  action: string;
  subjects: string[];
  changes: RowChange[];
  undoneAt: Date | null;
  /** The latest act that changed the same things afterwards, and stands. */
  laterAct: number | null;
}

export async function findAct(sql: SqlExecutor, id: number): Promise<Act | null> {
  const [found] = await sql.query<Act>(
    `/* act of matching */
    SELECT id, action, subjects, changes, undone_at AS "undoneAt", (
      SELECT max(later.id) FROM matching_act AS later
      WHERE later.id > act.id AND later.undone_at IS NULL AND later.subjects && act.subjects
    ) AS "laterAct"
    FROM matching_act AS act WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return found ?? null;
}

/** The latest act that stands and has changed a thing. @param subject as in "match 3". */
export async function latestActOn(sql: SqlExecutor, subject: string): Promise<number | null> {
  const [latest] = await sql.query<{ id: number | null }>(
    `/* latest act on it */ SELECT max(id) AS id FROM matching_act WHERE undone_at IS NULL AND $1 = ANY(subjects)`,
    [subject],
  );
  return latest!.id;
}

export async function markUndone(sql: SqlExecutor, id: number): Promise<void> {
  await sql.query('/* act is undone */ UPDATE matching_act SET undone_at = clock_timestamp() WHERE id = $1', [
    id,
  ]);
}
