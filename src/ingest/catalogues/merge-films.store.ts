import type { SqlExecutor } from '../../database/sql';
import type { FactsSource } from '../../films/facts-source';

/**
 * Whose facts stay as they are: those that an editor has written, and those of a catalogue that is trusted more.
 * Of these a catalogue fills in what is missing.
 */
export async function settleOwners(sql: SqlExecutor, source: FactsSource): Promise<void> {
  await sql.query(
    `/* films whose facts stay */
    UPDATE film_match SET owns = false FROM film
    WHERE film.id = film_match.film_id AND (facts_source > $1::facts_source OR EXISTS (
      SELECT FROM audit_entry
      WHERE subject_type = 'Film' AND subject_id = film.id AND action <> 'mergeFilms'
    ))`,
    [source],
  );
}

/** The staged films that are left are new ones. */
export async function gatherNewFilms(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* new films */
    CREATE TEMP TABLE new_film ON COMMIT DROP AS
    SELECT nextval(pg_get_serial_sequence('film', 'id'))::int AS id, key, NULL::text AS slug, slug AS base,
      release_year AS year, coalesce(imdb_id, tmdb_id::text) AS id_of_source, place
    FROM (
      SELECT *, row_number() OVER (ORDER BY vote_count DESC NULLS LAST, file, line) AS place FROM staged_film
      WHERE NOT EXISTS (SELECT FROM film_match WHERE film_match.key = staged_film.key)
      ORDER BY place
    ) AS unknown`,
  );
  await sql.query(
    '/* match new films */ INSERT INTO film_match (key, film_id, is_new) SELECT key, id, true FROM new_film',
  );
  await sql.query('/* count new films */ ANALYZE new_film, film_match');
}

export async function addNewFilms(sql: SqlExecutor, source: FactsSource): Promise<number> {
  return countOf(
    sql,
    `/* add films */
    INSERT INTO film (id, slug, title, original_title, release_year, runtime_minutes, cast_is_complete, imdb_id,
      tmdb_id, vote_count, vote_average, facts_source)
    SELECT new_film.id, new_film.slug, title, original_title, release_year, runtime_minutes,
      cast_is_complete AND EXISTS (SELECT FROM staged_actor_count WHERE staged_actor_count.key = new_film.key),
      imdb_id, tmdb_id, vote_count, vote_average, $1::facts_source
    FROM new_film JOIN staged_film USING (key) ORDER BY new_film.id`,
    [source],
  );
}

/**
 * The films that the store has: what the catalogue owns is as it says, of the rest what is missing is filled in. What
 * only articles have written so far is titled as in the catalogue from now on ("Matrix, The", "MIAMI VICE"), unless an
 * editor has written it; the slug stays, as readers have it in their addresses.
 */
export async function updateFilms(sql: SqlExecutor, source: FactsSource): Promise<number> {
  const fact = (name: string) =>
    `CASE WHEN owns THEN coalesce(staged.${name}, film.${name}) ELSE coalesce(film.${name}, staged.${name}) END AS ${name}`;
  const id = (name: string) =>
    `coalesce(film.${name}, (
      SELECT staged.${name} WHERE NOT EXISTS (SELECT FROM film AS other WHERE other.${name} = staged.${name})
    )) AS ${name}`;
  const columns = [
    'title',
    'original_title',
    'release_year',
    'runtime_minutes',
    'vote_count',
    'vote_average',
    'cast_is_complete',
    'imdb_id',
    'tmdb_id',
    'facts_source',
  ];
  return countOf(
    sql,
    `/* update films */
    UPDATE film SET ${columns.map((name) => `${name} = told.${name}`).join(', ')}
    FROM (
      SELECT film.id,
        CASE WHEN owns AND film.facts_source IS NULL THEN staged.title ELSE film.title END AS title,
        ${['original_title', 'release_year', 'runtime_minutes', 'vote_count', 'vote_average'].map(fact).join(', ')},
        film.cast_is_complete OR (owns AND staged.cast_is_complete AND EXISTS (
          SELECT FROM staged_actor_count WHERE staged_actor_count.key = staged.key
        )) AS cast_is_complete,
        ${['imdb_id', 'tmdb_id'].map(id).join(', ')},
        CASE WHEN owns THEN $1::facts_source ELSE film.facts_source END AS facts_source
      FROM film_match JOIN staged_film AS staged USING (key) JOIN film ON film.id = film_match.film_id
      WHERE NOT is_new
    ) AS told
    WHERE film.id = told.id
      AND (${columns.map((name) => `film.${name}`).join(', ')})
        IS DISTINCT FROM (${columns.map((name) => `told.${name}`).join(', ')})`,
    [source],
  );
}

/** Which staged films say who acts in them. */
export async function gatherCasts(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* films with a cast */
    CREATE TEMP TABLE staged_actor_count ON COMMIT DROP AS
    SELECT film_key AS key, count(*)::int AS actors FROM staged_credit WHERE role = 'ACTOR' GROUP BY film_key`,
  );
  await sql.query('/* count casts */ ANALYZE staged_actor_count');
}

export async function stagedGenres(sql: SqlExecutor): Promise<string[]> {
  const genres = await sql.query<{ name: string }>(
    `/* genres of the catalogue */
    SELECT DISTINCT name FROM staged_film JOIN film_match USING (key), unnest(genres) AS name ORDER BY name`,
  );
  return genres.map(({ name }) => name);
}

/** @param ids of the genres, in the order of the names. */
export async function addGenresToFilms(
  sql: SqlExecutor,
  { names, ids }: { names: readonly string[]; ids: readonly number[] },
): Promise<number> {
  return countOf(
    sql,
    `/* add genres to films */
    INSERT INTO film_genre (film_id, genre_id)
    SELECT DISTINCT film_id, genre.id
    FROM staged_film JOIN film_match USING (key), unnest(genres) AS named
    JOIN unnest($1::text[], $2::int[]) AS genre (name, id) ON genre.name = named
    WHERE (owns OR NOT EXISTS (SELECT FROM film_genre AS has WHERE has.film_id = film_match.film_id))
      AND NOT EXISTS (
        SELECT FROM film_genre AS has WHERE (has.film_id, has.genre_id) = (film_match.film_id, genre.id)
      )`,
    [names, ids],
  );
}

/** @param statement that writes. @returns how many rows it has written. */
export async function countOf(
  sql: SqlExecutor,
  statement: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const [name] = statement.split('\n', 1);
  const [written] = await sql.query<{ rows: number }>(
    `${name} WITH written AS (${statement.slice(name!.length)} RETURNING 1) SELECT count(*)::int AS rows FROM written`,
    values,
  );
  return written!.rows;
}
