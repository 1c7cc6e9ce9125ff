import type { SqlExecutor } from '../../database/sql';
import { acceptFrom } from '../matching/confidence';
import { nameWeights } from '../matching/person-evidence';

/** Each person of the catalogue once. */
export async function gatherPeople(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* people of the catalogue */
    CREATE TEMP TABLE catalogue_person ON COMMIT DROP AS
    SELECT DISTINCT ON (key) * FROM staged_person ORDER BY key`,
  );
  await sql.query('/* count people */ ANALYZE catalogue_person');
}

/** Credits of people whom the catalogue does not have. */
export function creditsOfNobody(
  sql: SqlExecutor,
): Promise<{ file: number; line: number; personKey: string }[]> {
  return sql.query(
    `/* credits of nobody */
    SELECT DISTINCT file, line, person_key AS "personKey" FROM staged_credit
    WHERE NOT EXISTS (SELECT FROM catalogue_person WHERE catalogue_person.key = staged_credit.person_key)
    ORDER BY file, line, person_key LIMIT 100000`,
  );
}

/**
 * What the catalogue says of each person's job on each film, once; `is_to_add` where the catalogue may add to the
 * credits that the film has in this role.
 */
export async function gatherCredits(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* credits of the catalogue */
    CREATE TEMP TABLE wanted_credit ON COMMIT DROP AS
    SELECT film_id, is_new, owns, person_key, role, min("character") AS "character", min(billing) AS billing,
      owns OR NOT EXISTS (
        SELECT FROM credit WHERE credit.film_id = film_match.film_id AND credit.role = staged_credit.role
      ) AS is_to_add
    FROM staged_credit JOIN film_match ON film_match.key = staged_credit.film_key
    JOIN catalogue_person ON catalogue_person.key = staged_credit.person_key
    GROUP BY film_id, is_new, owns, person_key, role`,
  );
  await sql.query('/* count credits */ ANALYZE wanted_credit');
}

/** Who is meant, by the ids that the catalogue and the store have in common. */
export async function matchPeopleById(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* people of the store that are meant */
    CREATE TEMP TABLE person_match (
      key text PRIMARY KEY, person_id int NOT NULL, is_new boolean NOT NULL
    ) ON COMMIT DROP`,
  );
  await sql.query(
    `/* match people by id */
    INSERT INTO person_match
    SELECT DISTINCT ON (key) key, id, false FROM (
      SELECT key, person.id, 1 AS rank FROM catalogue_person AS c JOIN person ON person.imdb_id = c.imdb_id
      UNION ALL SELECT key, person.id, 2 FROM catalogue_person AS c JOIN person ON person.tmdb_id = c.tmdb_id
      UNION ALL SELECT key, person_id, 3 FROM catalogue_person AS c JOIN former_person AS f ON f.imdb_id = c.imdb_id
      UNION ALL SELECT key, person_id, 4 FROM catalogue_person AS c JOIN former_person AS f ON f.tmdb_id = c.tmdb_id
    ) AS found ORDER BY key, rank`,
  );
  await sql.query('/* count matches */ ANALYZE person_match');
}

/** The people of films that the store has, by name: those of the catalogue who are not found yet, and its own. */
export async function gatherNames(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* names that a catalogue has for people of known films */
    CREATE TEMP TABLE wanted_name ON COMMIT DROP AS
    SELECT film_id, person_key, match_key(name) AS name_key, slug, imdb_id, tmdb_id
    FROM (SELECT DISTINCT film_id, person_key FROM wanted_credit WHERE NOT is_new) AS wanted
    JOIN catalogue_person ON catalogue_person.key = wanted.person_key
    WHERE NOT EXISTS (SELECT FROM person_match WHERE person_match.key = wanted.person_key)`,
  );
  await sql.query(
    `/* names that the store has for them */
    CREATE TEMP TABLE known_name ON COMMIT DROP AS
    SELECT film_id, person.id AS person_id, match_key(name) AS name_key, imdb_id, tmdb_id
    FROM (
      SELECT DISTINCT credit.film_id, credit.person_id
      FROM credit JOIN (SELECT DISTINCT film_id FROM wanted_name) AS film USING (film_id)
    ) AS credited JOIN person ON person.id = credited.person_id`,
  );
  await sql.query('/* count names */ ANALYZE wanted_name, known_name');
  await sql.query(
    `/* who of a film's own people is meant */
    CREATE TEMP TABLE colleague (film_id int, person_key text, person_id int, PRIMARY KEY (film_id, person_key))
    ON COMMIT DROP`,
  );
}

/** Ids of two catalogues do not say that they are two. */
const mayBeOne = `(wanted.imdb_id = known.imdb_id) IS NOT FALSE AND (wanted.tmdb_id = known.tmdb_id) IS NOT FALSE`;

/** Whoever has the same name on the same film; or had it, before they were merged into somebody. */
export async function matchColleaguesByName(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* match people within a film */
    INSERT INTO colleague
    SELECT DISTINCT ON (film_id, person_key) film_id, person_key, person_id FROM (
      SELECT film_id, person_key, person_id, 1 AS rank
      FROM wanted_name AS wanted JOIN known_name AS known USING (film_id, name_key) WHERE ${mayBeOne}
      UNION ALL
      SELECT film_id, person_key, person_id, 2
      FROM wanted_name AS wanted JOIN former_person USING (slug) JOIN known_name AS known USING (film_id, person_id)
      WHERE ${mayBeOne}
    ) AS found ORDER BY film_id, person_key, rank, person_id`,
  );
}

/** A film's people that are left on both sides. */
export interface Strangers {
  filmId: number;
  wanted: { key: string; nameKey: string }[];
  known: { id: number; nameKey: string }[];
}

export function strangers(
  sql: SqlExecutor,
  { after, limit }: { after: number; limit: number },
): Promise<Strangers[]> {
  return sql.query(
    `/* people of a film that are left */
    WITH page AS (
      SELECT DISTINCT film_id FROM wanted_name AS wanted
      WHERE film_id > $1 AND NOT EXISTS (
        SELECT FROM colleague WHERE (colleague.film_id, colleague.person_key) = (wanted.film_id, wanted.person_key)
      )
      ORDER BY film_id LIMIT $2
    ), wanted AS (
      SELECT film_id, jsonb_agg(jsonb_build_object('key', person_key, 'nameKey', name_key) ORDER BY person_key) AS people
      FROM wanted_name AS wanted JOIN page USING (film_id)
      WHERE NOT EXISTS (
        SELECT FROM colleague WHERE (colleague.film_id, colleague.person_key) = (wanted.film_id, wanted.person_key)
      )
      GROUP BY film_id
    ), known AS (
      SELECT film_id, jsonb_agg(jsonb_build_object('id', person_id, 'nameKey', name_key) ORDER BY person_id) AS people
      FROM known_name AS known JOIN page USING (film_id)
      WHERE NOT EXISTS (
        SELECT FROM colleague WHERE (colleague.film_id, colleague.person_id) = (known.film_id, known.person_id)
      )
      GROUP BY film_id
    )
    SELECT film_id AS "filmId", wanted.people AS wanted, coalesce(known.people, '[]') AS known
    FROM page JOIN wanted USING (film_id) LEFT JOIN known USING (film_id) ORDER BY film_id`,
    [after, limit],
  );
}

export async function addColleagues(
  sql: SqlExecutor,
  colleagues: readonly { filmId: number; personKey: string; personId: number }[],
): Promise<void> {
  await sql.query(
    `/* match people within a film by spelling */
    INSERT INTO colleague
    SELECT film_id, person_key, person_id FROM unnest($1::int[], $2::text[], $3::int[]) AS c (film_id, person_key, person_id)
    JOIN wanted_name AS wanted USING (film_id, person_key) JOIN known_name AS known USING (film_id, person_id)
    WHERE ${mayBeOne}
    ON CONFLICT DO NOTHING`,
    [
      colleagues.map(({ filmId }) => filmId),
      colleagues.map(({ personKey }) => personKey),
      colleagues.map(({ personId }) => personId),
    ],
  );
}

/**
 * Where the catalogue knows people by ids: who is meant on one film is meant on all of them. Two of its people are
 * two of ours; the one who is meant on more films is the one that we have.
 */
export async function matchPeopleByFilms(sql: SqlExecutor): Promise<void> {
  await sql.query(
    `/* match people by their films */
    WITH counted AS (
      SELECT person_key, person_id, count(*) AS films FROM colleague
      WHERE NOT EXISTS (SELECT FROM person_match WHERE person_match.person_id = colleague.person_id)
      GROUP BY person_key, person_id
    ), best AS (
      SELECT DISTINCT ON (person_key) person_key, person_id, films FROM counted
      ORDER BY person_key, films DESC, person_id
    )
    INSERT INTO person_match
    SELECT DISTINCT ON (person_id) person_key, person_id, false FROM best ORDER BY person_id, films DESC, person_key`,
  );
}

/**
 * Where the catalogue has no ids: whoever is the only one of the name, or the only one of the name in that job. The
 * others are somebody new, one for each name.
 * @returns the new ones among several namesakes.
 */
export async function matchPeopleAtLarge(
  sql: SqlExecutor,
): Promise<{ name: string; namesakes: number; films: number }[]> {
  await sql.query(
    `/* people who are on none of their films yet */
    CREATE TEMP TABLE name_at_large ON COMMIT DROP AS
    SELECT name_key, born, min(name) AS name, array_agg(DISTINCT key) AS keys, array_agg(DISTINCT role) AS roles,
      count(DISTINCT film_id)::int AS films
    FROM (
      SELECT match_key(name) AS name_key, coalesce(birth_year, 0) AS born, name, key, role, film_id FROM wanted_credit
      JOIN catalogue_person ON catalogue_person.key = wanted_credit.person_key
      WHERE is_to_add AND NOT EXISTS (
        SELECT FROM colleague
        WHERE (colleague.film_id, colleague.person_key) = (wanted_credit.film_id, wanted_credit.person_key)
      )
    ) AS wanted GROUP BY name_key, born`,
  );
  await sql.query('/* count names */ ANALYZE name_at_large');
  await sql.query(
    `/* match people at large */
    CREATE TEMP TABLE namesake ON COMMIT DROP AS
    SELECT name_key, born, id, odds / (1 + sum(odds) OVER (PARTITION BY name_key, born)) AS confidence
    FROM (
      SELECT name_key, born, id, exp(CASE
        WHEN does_job THEN ${nameWeights.inRole}
        WHEN bool_or(does_job) OVER (PARTITION BY name_key, born) THEN ${nameWeights.besideOneInRole}
        ELSE ${nameWeights.inAnotherRole}
      END::float8) AS odds
      FROM (
        SELECT name_key, born, person.id, EXISTS (
          SELECT FROM person_role WHERE person_role.person_id = person.id AND role = ANY(roles)
        ) AS does_job
        FROM name_at_large JOIN person ON match_key(person.name) = name_key
        WHERE born = 0 OR coalesce(person.birth_year, born) = born
      ) AS known
    ) AS weighed`,
  );
  await sql.query(
    `/* keep matches at large */
    INSERT INTO person_match
    SELECT unnest(keys), id, false FROM name_at_large JOIN namesake USING (name_key, born) WHERE confidence >= $1`,
    [acceptFrom],
  );
  return sql.query(
    `/* namesakes of new people */
    SELECT name, count(*)::int AS namesakes, films FROM name_at_large JOIN namesake USING (name_key, born)
    GROUP BY name_key, born, name, films HAVING max(confidence) < $1 ORDER BY name`,
    [acceptFrom],
  );
}
