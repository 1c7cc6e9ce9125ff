import type { SqlExecutor } from '../../database/sql';

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

/** What speaks for a staged film being one of the store, or against it. */
export interface FilmPair {
  place: number;
  /** In years; null where one of the two is not known. */
  yearGap: number | null;
  /** As `match_key` writes them. */
  directors: string[];
  actors: string[];
  knownDirectors: string[];
  knownActors: string[];
}

/** Puts together films of one title, or original title, about a year apart, whose ids do not say that they are two. */
export async function pairFilmsByTitle(sql: SqlExecutor): Promise<void> {
  // Put down and counted: the join is planned by how many there are, and no title's key is made twice.
  await sql.query(
    `/* titles of the catalogue */
    CREATE TEMP TABLE staged_title ON COMMIT DROP AS
    SELECT DISTINCT key, imdb_id, tmdb_id, release_year, match_key(name) AS title_key
    FROM staged_film, unnest(ARRAY[title, original_title]) AS name
    WHERE name IS NOT NULL AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = staged_film.key)
      AND EXISTS (SELECT FROM film)`,
  );
  await sql.query(
    `/* titles of the store */
    CREATE TEMP TABLE known_title ON COMMIT DROP AS
    SELECT DISTINCT film.id AS film_id, imdb_id, tmdb_id, release_year, match_key(name) AS title_key
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
    SELECT (row_number() OVER (ORDER BY key, film_id))::int AS place, key, film_id, year_gap, NULL::int AS rank
    FROM (
      SELECT DISTINCT key, film_id, abs(staged.release_year - known.release_year) AS year_gap
      FROM known_title AS known JOIN staged_title AS staged USING (title_key)
      WHERE title_key <> ''
        AND (staged.imdb_id = known.imdb_id) IS NOT FALSE AND (staged.tmdb_id = known.tmdb_id) IS NOT FALSE
        AND coalesce(abs(staged.release_year - known.release_year), 0) <= 1
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
    SELECT place, year_gap AS "yearGap", coalesce(people.directors, '{}') AS directors,
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

export async function rankPairs(
  sql: SqlExecutor,
  pairs: readonly { place: number; rank: number }[],
): Promise<void> {
  await sql.query(
    `/* rank pairs of films */
    UPDATE film_pair SET rank = ranked.rank
    FROM unnest($1::int[], $2::int[]) AS ranked (place, rank) WHERE film_pair.place = ranked.place`,
    [pairs.map(({ place }) => place), pairs.map(({ rank }) => rank)],
  );
}

/** Takes the pairs of a rank where each of the two has but the other. */
export async function acceptPairs(sql: SqlExecutor, rank: number): Promise<void> {
  await sql.query(
    `/* accept pairs of films */
    INSERT INTO film_match (key, film_id, is_new)
    SELECT key, film_id, false FROM (
      SELECT key, film_id, count(*) OVER (PARTITION BY key) AS films, count(*) OVER (PARTITION BY film_id) AS keys
      FROM film_pair
      WHERE rank = $1 AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = film_pair.key)
        AND NOT EXISTS (SELECT FROM film_match WHERE film_match.film_id = film_pair.film_id)
    ) AS pair WHERE films = 1 AND keys = 1`,
    [rank],
  );
}

export interface DoubtfulFilm {
  file: number;
  line: number;
  title: string;
  /** Of the store, that it could be. */
  slugs: string[];
  hasId: boolean;
}

/** Those that could be one of several; one without an id is put aside, one with an id is made anew. */
export function doubtfulFilms(sql: SqlExecutor): Promise<DoubtfulFilm[]> {
  return sql.query(
    `/* films that could be several */
    WITH doubtful AS (
      SELECT key, array_agg(slug ORDER BY slug) AS slugs
      FROM film_pair JOIN film ON film.id = film_pair.film_id
      WHERE rank IS NOT NULL AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = film_pair.key)
        AND NOT EXISTS (SELECT FROM film_match WHERE film_match.film_id = film_pair.film_id)
      GROUP BY key
    ), put_aside AS (
      DELETE FROM staged_film USING doubtful
      WHERE staged_film.key = doubtful.key AND imdb_id IS NULL AND tmdb_id IS NULL
    )
    SELECT file, line, title, slugs, imdb_id IS NOT NULL OR tmdb_id IS NOT NULL AS "hasId"
    FROM doubtful JOIN staged_film USING (key) ORDER BY file, line`,
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
      WHERE rank IS NOT NULL AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = film_pair.key)
        AND EXISTS (SELECT FROM film_match WHERE film_match.film_id = film_pair.film_id)
      ORDER BY key, rank, slug
    )
    DELETE FROM staged_film USING repeated
    WHERE staged_film.key = repeated.key AND imdb_id IS NULL AND tmdb_id IS NULL
    RETURNING file, line, title, repeated.slug`,
  );
}

/** What no review needs is merged another time. */
export async function keepReviewedFilms(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* keep films that have reviews */
    DELETE FROM staged_film WHERE NOT EXISTS (
      SELECT FROM film_match JOIN review USING (film_id) WHERE film_match.key = staged_film.key
    )`,
  );
  await sql.query(
    '/* and their matches */ DELETE FROM film_match WHERE NOT EXISTS (SELECT FROM staged_film WHERE key = film_match.key)',
  );
}
