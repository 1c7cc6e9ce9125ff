import type { SqlExecutor } from '../../database/sql';
import { acceptFrom } from '../matching/confidence';
import type { FilmLikeness } from '../matching/film-evidence';

/** A staged film and one of the store that may be it. */
export interface FilmPair extends FilmLikeness {
  place: number;
}

/** Ids of two catalogues do not say that they are two. */
const mayBeOne = `(staged.imdb_id = known.imdb_id) IS NOT FALSE AND (staged.tmdb_id = known.tmdb_id) IS NOT FALSE`;

/** What `match_key` makes of a name, in a third of the time: most are plain letters. */
const nameKey = `CASE WHEN name ~ '^[A-Za-z]+( [A-Za-z]+)*$' THEN lower(name COLLATE "C") ELSE match_key(name) END`;

/** Further apart two films of one title are two, or somebody would be asked of every remake. */
const mostYearsApart = 2;

/**
 * Puts together films of one title, or original title, a few years apart, and films of one year of which one has the
 * title of the other and a subtitle behind it, where their ids do not say that they are two.
 */
export async function pairFilmsByTitle(sql: SqlExecutor): Promise<void> {
  // Put down and counted: the join is planned by how many there are, and no title's key is made twice.
  await sql.query(
    `/* titles of the catalogue */
    CREATE TEMP TABLE staged_title ON COMMIT DROP AS
    SELECT DISTINCT key, imdb_id, tmdb_id, release_year, name, title_key(name) AS title_key,
      CASE WHEN name = title THEN title_head_key(name) END AS head_key
    FROM staged_film, unnest(ARRAY[title, original_title]) AS name
    WHERE name IS NOT NULL AND NOT EXISTS (SELECT FROM film_match WHERE film_match.key = staged_film.key)
      AND EXISTS (SELECT FROM film)`,
  );
  await sql.query(
    `/* titles of the store */
    CREATE TEMP TABLE known_title ON COMMIT DROP AS
    SELECT DISTINCT film.id AS film_id, imdb_id, tmdb_id, release_year, name, title_key(name) AS title_key,
      CASE WHEN name = title THEN title_head_key(name) END AS head_key
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
    SELECT (row_number() OVER (ORDER BY key, film_id))::int AS place, key, film_id, title_likeness, year_gap,
      NULL::float8 AS odds, NULL::float8 AS confidence
    FROM (
      -- In the order of letters, the best one is last.
      SELECT key, film_id, max(title_likeness) AS title_likeness, min(year_gap) AS year_gap
      FROM (
        SELECT key, film_id, abs(staged.release_year - known.release_year) AS year_gap,
          CASE WHEN match_key(staged.name) = match_key(known.name) THEN 'SAME' ELSE 'NEAR' END AS title_likeness
        FROM known_title AS known JOIN staged_title AS staged USING (title_key)
        WHERE title_key <> '' AND coalesce(abs(staged.release_year - known.release_year), 0) <= ${mostYearsApart}
          AND ${mayBeOne}
        UNION ALL
        SELECT key, film_id, 0, 'HEAD' FROM known_title AS known JOIN staged_title AS staged
          ON (staged.title_key, staged.release_year) = (known.head_key, known.release_year)
        WHERE ${mayBeOne}
        UNION ALL
        SELECT key, film_id, 0, 'HEAD' FROM known_title AS known JOIN staged_title AS staged
          ON (staged.head_key, staged.release_year) = (known.title_key, known.release_year)
        WHERE ${mayBeOne}
      ) AS alike
      GROUP BY key, film_id
    ) AS paired`,
  );
  await sql.query(
    `/* people of these films */
    CREATE TEMP TABLE film_pair_people ON COMMIT DROP AS
    SELECT key, array_agg(${nameKey}) FILTER (WHERE role = 'DIRECTOR') AS directors,
      array_agg(${nameKey}) FILTER (WHERE role = 'ACTOR') AS actors
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
    SELECT place, title_likeness AS title, year_gap AS "yearGap", coalesce(people.directors, '{}') AS directors,
      coalesce(people.actors, '{}') AS actors, coalesce(known.directors, '{}') AS "knownDirectors",
      coalesce(known.actors, '{}') AS "knownActors"
    FROM page LEFT JOIN film_pair_people AS people USING (key)
    LEFT JOIN LATERAL (
      SELECT array_agg(${nameKey}) FILTER (WHERE role = 'DIRECTOR') AS directors,
        array_agg(${nameKey}) FILTER (WHERE role = 'ACTOR') AS actors
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
