import type { SqlExecutor } from '../../database/sql';
import { acceptFrom, askFrom } from '../matching/confidence';

/** Staged films that come a second time, by an id of theirs or, where they have none, by title and year. */
export async function dropDoubleFilms(
  sql: SqlExecutor,
): Promise<{ file: number; line: number; title: string; firstLine: number }[]> {
  return sql.query(
    `/* drop films that come twice */
    WITH named AS (
      SELECT ctid, file, line, unnest(CASE
        WHEN imdb_id IS NULL AND tmdb_id IS NULL
          THEN ARRAY['title ' || match_key(title) || coalesce(' ' || release_year, '')]
        ELSE ARRAY['imdb ' || imdb_id, 'tmdb ' || tmdb_id]
      END) AS name
      FROM staged_film
    ), placed AS (
      SELECT ctid, file, line, first_value(line) OVER same AS first_line, row_number() OVER same AS place
      FROM named WHERE name IS NOT NULL
      WINDOW same AS (PARTITION BY name ORDER BY file, line)
    ), dropped AS (
      DELETE FROM staged_film USING (SELECT DISTINCT ON (ctid) * FROM placed WHERE place > 1) AS double
      WHERE staged_film.ctid = double.ctid
      RETURNING staged_film.file, staged_film.line, staged_film.title, double.first_line
    ), credits AS (
      DELETE FROM staged_credit USING dropped
      WHERE (staged_credit.file, staged_credit.line) = (dropped.file, dropped.line)
    )
    SELECT file, line, title, first_line AS "firstLine" FROM dropped ORDER BY file, line`,
  );
}

/** Finds films of the store by the ids of the catalogue; `rank` is lower where that says more. */
export async function findFilmsById(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* films of the catalogue's ids */
    CREATE TEMP TABLE film_of_id ON COMMIT DROP AS
    SELECT key, id AS film_id, min(rank) AS rank FROM (
      SELECT key, film.id, 1 AS rank FROM staged_film JOIN film ON film.imdb_id = staged_film.imdb_id
      UNION ALL SELECT key, film.id, 2 FROM staged_film JOIN film ON film.tmdb_id = staged_film.tmdb_id
      UNION ALL SELECT key, film_id, 3 FROM staged_film JOIN former_film AS f ON f.imdb_id = staged_film.imdb_id
      UNION ALL SELECT key, film_id, 4 FROM staged_film JOIN former_film AS f ON f.tmdb_id = staged_film.tmdb_id
    ) AS found GROUP BY key, id`,
  );
  await sql.query("/* count films of the catalogue's ids */ ANALYZE film_of_id");
}

/** Staged films whose ids are of two films of the store. */
export function dropFilmsOfTwo(
  sql: SqlExecutor,
): Promise<{ file: number; line: number; title: string; slugs: string[] }[]> {
  return sql.query(
    `/* drop films whose ids are of two */
    WITH two AS (
      SELECT key, array_agg(slug ORDER BY rank, slug) AS slugs FROM film_of_id JOIN film ON film.id = film_id
      GROUP BY key HAVING count(*) > 1
    ), dropped AS (
      DELETE FROM staged_film USING two WHERE staged_film.key = two.key RETURNING file, line, title, two.slugs
    ), forgotten AS (
      DELETE FROM film_of_id USING two WHERE film_of_id.key = two.key
    )
    SELECT * FROM dropped ORDER BY file, line`,
  );
}

/** Which staged film is which of the store; `owns` is whether the catalogue may replace its facts. */
export async function matchFilmsById(
  sql: SqlExecutor,
): Promise<{ file: number; line: number; title: string }[]> {
  await sql.query(
    `/* films of the store that are meant */
    CREATE TEMP TABLE film_match (
      key text PRIMARY KEY, film_id int UNIQUE, is_new boolean NOT NULL, owns boolean NOT NULL DEFAULT true
    ) ON COMMIT DROP`,
  );
  const dropped = await sql.query<{ file: number; line: number; title: string }>(
    `/* match films by id */
    WITH matched AS (
      INSERT INTO film_match (key, film_id, is_new)
      SELECT DISTINCT ON (film_id) key, film_id, false FROM film_of_id ORDER BY film_id, rank, key
      RETURNING key
    )
    -- Two that were merged here are one film: the one that still has its id tells of it.
    DELETE FROM staged_film
    WHERE key IN (SELECT key FROM film_of_id EXCEPT SELECT key FROM matched)
    RETURNING file, line, title`,
  );
  await sql.query('/* count matches */ ANALYZE film_match');
  return dropped;
}

/** A pair neither of whose films has found another, and that may be one. */
const isOpen = `NOT EXISTS (SELECT FROM film_match WHERE film_match.key = film_pair.key)
  AND NOT EXISTS (SELECT FROM film_match WHERE film_match.film_id = film_pair.film_id AND NOT film_match.is_new)`;

export interface DoubtfulFilm {
  file: number;
  line: number;
  title: string;
  /** Of the store, that it could be. */
  slugs: string[];
  /** A film of its own is made of it; if not, it is left out. */
  isMade: boolean;
}

/**
 * Those that may be films of the store. One that is surely one of them, but not which, is put aside if it has no id;
 * all others are made anew, and somebody decides.
 */
export function doubtfulFilms(sql: SqlExecutor): Promise<DoubtfulFilm[]> {
  return sql.query(
    `/* films that could be several */
    WITH doubtful AS (
      SELECT key, array_agg(slug ORDER BY slug) AS slugs, sum(odds) AS odds
      FROM film_pair JOIN film ON film.id = film_pair.film_id
      WHERE odds / (1 + odds) >= $2 AND ${isOpen}
      GROUP BY key
    ), put_aside AS (
      DELETE FROM staged_film USING doubtful
      WHERE staged_film.key = doubtful.key AND imdb_id IS NULL AND tmdb_id IS NULL AND odds / (1 + odds) >= $1
      RETURNING staged_film.key
    )
    SELECT file, line, title, slugs, key NOT IN (SELECT key FROM put_aside) AS "isMade"
    FROM doubtful JOIN staged_film USING (key) ORDER BY file, line`,
    [acceptFrom, askFrom],
  );
}

/**
 * Films without an id that can only be one of the store which another line is about: told twice, a year apart say. One
 * with a subtitle beside one without is rather about how that was made.
 */
export async function dropRepeatedFilms(
  sql: SqlExecutor,
): Promise<{ file: number; line: number; title: string; slug: string }[]> {
  return sql.query(
    `/* drop films that are told twice */
    WITH repeated AS (
      SELECT DISTINCT ON (key) key, slug FROM film_pair JOIN film ON film.id = film_pair.film_id
      WHERE odds / (1 + odds) >= $1 AND title_likeness <> 'HEAD'
        AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = film_pair.key)
        AND EXISTS (SELECT FROM film_match WHERE film_match.film_id = film_pair.film_id)
      ORDER BY key, odds DESC, slug
    )
    DELETE FROM staged_film USING repeated
    WHERE staged_film.key = repeated.key AND imdb_id IS NULL AND tmdb_id IS NULL
    RETURNING file, line, title, repeated.slug`,
    [acceptFrom],
  );
}

/** What no review needs is merged another time. What the film of one may be is needed, for somebody to decide. */
export async function keepReviewedFilms(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* keep films that have reviews */
    DELETE FROM staged_film WHERE NOT EXISTS (
      SELECT FROM film_match JOIN review USING (film_id) WHERE film_match.key = staged_film.key
      UNION ALL
      SELECT FROM film_pair JOIN review USING (film_id)
      WHERE film_pair.key = staged_film.key AND confidence >= $1 AND ${isOpen}
    )`,
    [askFrom],
  );
  await sql.query(
    '/* and their matches */ DELETE FROM film_match WHERE NOT EXISTS (SELECT FROM staged_film WHERE key = film_match.key)',
  );
}
