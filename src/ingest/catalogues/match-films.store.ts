import type { SqlExecutor } from '../../database/sql';
import { acceptFrom, askFrom } from '../matching/confidence';
import type { FilmLikeness } from '../matching/film-evidence';

/** Staged films that come a second time, by an id of theirs or, where they have none, by title and year. */
export async function dropDoubleFilms(
  sql: SqlExecutor,
): Promise<{ file: number; line: number; firstLine: number }[]> {
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
      RETURNING staged_film.file, staged_film.line, double.first_line
    ), credits AS (
      DELETE FROM staged_credit USING dropped
      WHERE (staged_credit.file, staged_credit.line) = (dropped.file, dropped.line)
    )
    SELECT file, line, first_line AS "firstLine" FROM dropped ORDER BY file, line`,
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
    WITH found AS (
      SELECT key, film.id, 1 AS rank FROM staged_film JOIN film ON film.imdb_id = staged_film.imdb_id
      UNION ALL SELECT key, film.id, 2 FROM staged_film JOIN film ON film.tmdb_id = staged_film.tmdb_id
      UNION ALL SELECT key, film_id, 3 FROM staged_film JOIN former_film AS f ON f.imdb_id = staged_film.imdb_id
      UNION ALL SELECT key, film_id, 4 FROM staged_film JOIN former_film AS f ON f.tmdb_id = staged_film.tmdb_id
    ), meant AS (
      SELECT DISTINCT ON (key) key, id, rank FROM found ORDER BY key, rank
    ), matched AS (
      INSERT INTO film_match (key, film_id, is_new)
      SELECT DISTINCT ON (id) key, id, false FROM meant ORDER BY id, rank, key
      RETURNING key
    )
    -- Two that were merged here are one film: the one that still has its id tells of it.
    DELETE FROM staged_film
    WHERE key IN (SELECT key FROM meant EXCEPT SELECT key FROM matched)
    RETURNING file, line, title`,
  );
  await sql.query('/* count matches */ ANALYZE film_match');
  return dropped;
}

/** A staged film and one of the store that may be it. */
export interface FilmPair extends FilmLikeness {
  place: number;
}

/** Further apart two films of one title are two, or somebody would be asked of every remake. */
const mostYearsApart = 2;

/** Puts together films of one title, or original title, a few years apart, whose ids do not say that they are two. */
export async function pairFilmsByTitle(sql: SqlExecutor): Promise<void> {
  // Put down and counted: the join is planned by how many there are, and no title's key is made twice.
  await sql.query(
    `/* titles of the catalogue */
    CREATE TEMP TABLE staged_title ON COMMIT DROP AS
    SELECT DISTINCT key, imdb_id, tmdb_id, release_year, name, title_key(name) AS title_key
    FROM staged_film, unnest(ARRAY[title, original_title]) AS name
    WHERE name IS NOT NULL AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = staged_film.key)
      AND EXISTS (SELECT FROM film)`,
  );
  await sql.query(
    `/* titles of the store */
    CREATE TEMP TABLE known_title ON COMMIT DROP AS
    SELECT DISTINCT film.id AS film_id, imdb_id, tmdb_id, release_year, name, title_key(name) AS title_key
    FROM film, unnest(ARRAY[title, original_title]) AS name
    WHERE name IS NOT NULL AND NOT EXISTS (SELECT FROM film_match WHERE film_match.film_id = film.id)
      -- Without this a store full of films with ids would be gone through by their titles for nothing.
      AND (imdb_id IS NULL OR tmdb_id IS NULL OR EXISTS (
        SELECT FROM staged_film WHERE staged_film.imdb_id IS NULL AND staged_film.tmdb_id IS NULL
      ))`,
  );
  await sql.query('/* count titles */ ANALYZE staged_title, known_title');
  await sql.query(
    `/* films of one title */
    CREATE TEMP TABLE film_pair ON COMMIT DROP AS
    SELECT (row_number() OVER (ORDER BY key, film_id))::int AS place, key, film_id, is_title_same, year_gap,
      NULL::float8 AS odds, NULL::float8 AS confidence
    FROM (
      SELECT key, film_id, bool_or(match_key(staged.name) = match_key(known.name)) AS is_title_same,
        min(abs(staged.release_year - known.release_year)) AS year_gap
      FROM known_title AS known JOIN staged_title AS staged USING (title_key)
      WHERE title_key <> ''
        AND (staged.imdb_id = known.imdb_id) IS NOT FALSE AND (staged.tmdb_id = known.tmdb_id) IS NOT FALSE
        AND coalesce(abs(staged.release_year - known.release_year), 0) <= ${mostYearsApart}
      GROUP BY key, film_id
    ) AS paired`,
  );
  await sql.query(
    `/* people of these films */
    CREATE TEMP TABLE film_pair_people ON COMMIT DROP AS
    SELECT key, array_agg(match_key(name)) FILTER (WHERE role = 'DIRECTOR') AS directors,
      array_agg(lower(name)) FILTER (WHERE role = 'ACTOR') AS actors
    FROM (SELECT DISTINCT key FROM film_pair) AS pair
    JOIN staged_credit ON film_key = pair.key
    JOIN (SELECT key AS person_key, name FROM catalogue_person) AS person USING (person_key)
    WHERE role IN ('DIRECTOR', 'ACTOR')
    GROUP BY key`,
  );
  await sql.query('/* count pairs */ ANALYZE film_pair, film_pair_people');
}

export function filmPairs(
  sql: SqlExecutor,
  { after, limit }: { after: number; limit: number },
): Promise<FilmPair[]> {
  return sql.query(
    `/* pairs of films */
    WITH page AS (SELECT * FROM film_pair WHERE place > $1 ORDER BY place LIMIT $2)
    SELECT place, is_title_same AS "isTitleSame", year_gap AS "yearGap", coalesce(people.directors, '{}') AS directors,
      coalesce(people.actors, '{}') AS actors, coalesce(known.directors, '{}') AS "knownDirectors",
      coalesce(known.actors, '{}') AS "knownActors"
    FROM page LEFT JOIN film_pair_people AS people USING (key)
    LEFT JOIN LATERAL (
      SELECT array_agg(match_key(name)) FILTER (WHERE role = 'DIRECTOR') AS directors,
        array_agg(lower(name)) FILTER (WHERE role = 'ACTOR') AS actors
      FROM credit JOIN person ON person.id = credit.person_id WHERE credit.film_id = page.film_id
    ) AS known ON true
    ORDER BY place`,
    [after, limit],
  );
}

/** @param pairs the odds that each is one film. */
export async function weighPairs(
  sql: SqlExecutor,
  pairs: readonly { place: number; odds: number }[],
): Promise<void> {
  await sql.query(
    `/* weigh pairs of films */
    UPDATE film_pair SET odds = weighed.odds
    FROM unnest($1::int[], $2::float8[]) AS weighed (place, odds) WHERE film_pair.place = weighed.place`,
    [pairs.map(({ place }) => place), pairs.map(({ odds }) => odds)],
  );
}

/** Takes the pairs that are sure enough, given what else each of the two could be. */
export async function acceptPairs(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* drop pairs that somebody has yet to decide */
    DELETE FROM film_pair USING match, film_pair AS better
    WHERE match.kind = 'FILM' AND match.status = 'WAITING' AND match.subject_id = film_pair.film_id
      AND better.key = film_pair.key AND better.film_id = match.candidate_id`,
  );
  await sql.query(
    `/* how sure pairs of films are */
    UPDATE film_pair SET confidence = compared.confidence
    FROM (
      SELECT place, odds / (1 + greatest(sum(odds) OVER (PARTITION BY key), sum(odds) OVER (PARTITION BY film_id)))
        AS confidence
      FROM film_pair
    ) AS compared WHERE film_pair.place = compared.place`,
  );
  await sql.query(
    `/* accept pairs of films */
    INSERT INTO film_match (key, film_id, is_new) SELECT key, film_id, false FROM film_pair WHERE confidence >= $1`,
    [acceptFrom],
  );
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

/** Films without an id that can only be one of the store which another line is about: told twice, a year apart say. */
export async function dropRepeatedFilms(
  sql: SqlExecutor,
): Promise<{ file: number; line: number; title: string; slug: string }[]> {
  return sql.query(
    `/* drop films that are told twice */
    WITH repeated AS (
      SELECT DISTINCT ON (key) key, slug FROM film_pair JOIN film ON film.id = film_pair.film_id
      WHERE odds / (1 + odds) >= $1 AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = film_pair.key)
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
