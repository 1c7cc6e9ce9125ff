import type { SqlExecutor } from '../../database/sql';
import { countOf } from './merge-films.store';

/** Whoever the catalogue credits and is not found is new. @param hasIds whether it knows people by ids. */
export async function gatherNewPeople(sql: SqlExecutor, { hasIds }: { hasIds: boolean }): Promise<void> {
  // Counted here, so that the store need not write each of them a second time when their credits come.
  const unknown = hasIds
    ? `SELECT ARRAY[key] AS keys, name, slug, birth_year, imdb_id, tmdb_id, films
      FROM (
        SELECT person_key AS key, count(DISTINCT film_id) AS films FROM wanted_credit
        WHERE is_to_add AND NOT EXISTS (SELECT FROM person_match WHERE person_match.key = wanted_credit.person_key)
        GROUP BY person_key
      ) AS credited JOIN catalogue_person USING (key)`
    : `SELECT keys, catalogue_person.name, slug, birth_year, imdb_id, tmdb_id, films
      FROM name_at_large JOIN catalogue_person ON catalogue_person.key = keys[1]
      WHERE NOT EXISTS (SELECT FROM person_match WHERE person_match.key = keys[1])`;
  await sql.query(
    `/* new people */
    CREATE TEMP TABLE new_person ON COMMIT DROP AS
    SELECT nextval(pg_get_serial_sequence('person', 'id'))::int AS id, keys, name, NULL::text AS slug, slug AS base,
      birth_year AS year, imdb_id, tmdb_id, coalesce(imdb_id, tmdb_id::text) AS id_of_source, films, place
    FROM (
      SELECT *, row_number() OVER (ORDER BY films DESC, keys) AS place FROM (${unknown}) AS unknown ORDER BY place
    ) AS placed`,
  );
  await sql.query(
    '/* match new people */ INSERT INTO person_match SELECT unnest(keys), id, true FROM new_person',
  );
  await sql.query('/* count new people */ ANALYZE new_person, person_match');
}

export async function addNewPeople(sql: SqlExecutor): Promise<number> {
  return countOf(
    sql,
    `/* add people */
    INSERT INTO person (id, slug, name, birth_year, imdb_id, tmdb_id, film_count)
    SELECT id, slug, name, year, imdb_id, tmdb_id, films FROM new_person ORDER BY id`,
  );
}

/**
 * What the store lacks of people that it has. Who was known by name only, out of articles, is spelt as in the
 * catalogue from now on, unless an editor has written them.
 */
export async function updatePeople(sql: SqlExecutor): Promise<number> {
  return countOf(
    sql,
    `/* update people */
    UPDATE person SET name = told.name, birth_year = told.birth_year, imdb_id = told.imdb_id, tmdb_id = told.tmdb_id
    FROM (
      SELECT person.id,
        CASE
          WHEN num_nonnulls(person.imdb_id, person.tmdb_id, person.wikidata_id) = 0
            AND num_nonnulls(c.imdb_id, c.tmdb_id) > 0 AND NOT EXISTS (
              SELECT FROM audit_entry
              WHERE subject_type = 'Person' AND subject_id = person.id AND action <> 'mergePeople'
            )
          THEN c.name ELSE person.name
        END AS name,
        coalesce(person.birth_year, c.birth_year) AS birth_year,
        coalesce(person.imdb_id, c.imdb_id) AS imdb_id,
        coalesce(person.tmdb_id, c.tmdb_id) AS tmdb_id
      FROM person_match JOIN catalogue_person AS c USING (key) JOIN person ON person.id = person_match.person_id
      WHERE NOT is_new
        -- Whoever was merged into somebody goes on under that one's name and ids.
        AND NOT EXISTS (
          SELECT FROM former_person WHERE former_person.imdb_id = c.imdb_id OR former_person.tmdb_id = c.tmdb_id
        )
    ) AS told
    WHERE person.id = told.id AND (person.name, person.birth_year, person.imdb_id, person.tmdb_id)
      IS DISTINCT FROM (told.name, told.birth_year, told.imdb_id, told.tmdb_id)`,
  );
}
