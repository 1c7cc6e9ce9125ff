import type { SqlExecutor } from '../../database/sql';
import { countOf } from './merge-films.store';

/**
 * The catalogue's credits with the people of the store, actors numbered from 0 in the order that it has.
 * @param hasIds whether it knows people by ids; if not, who is meant on a film goes before who has the name at large.
 */
export async function resolveCredits(sql: SqlExecutor, { hasIds }: { hasIds: boolean }): Promise<void> {
  const person = hasIds
    ? 'coalesce(person_match.person_id, colleague.person_id)'
    : 'coalesce(colleague.person_id, person_match.person_id)';
  await sql.query(
    `/* credits with people */
    CREATE TEMP TABLE resolved_credit ON COMMIT DROP AS
    SELECT *, CASE WHEN role = 'ACTOR' THEN least(
      row_number() OVER (PARTITION BY film_id, role ORDER BY told_billing NULLS LAST, person_id) - 1, 32767
    )::smallint END AS billing
    FROM (
      SELECT film_id, role, ${person} AS person_id, bool_and(owns) AS owns, bool_and(is_to_add) AS is_to_add,
        bool_and(wanted_credit.is_new) AS is_new, min("character") AS "character", min(billing) AS told_billing
      FROM wanted_credit LEFT JOIN colleague USING (film_id, person_key)
      LEFT JOIN person_match ON person_match.key = wanted_credit.person_key
      WHERE ${person} IS NOT NULL
      GROUP BY film_id, role, ${person}
    ) AS meant`,
  );
  await sql.query('/* count credits with people */ ANALYZE resolved_credit');
}

/** By name alone two people had become one: the catalogue, which knows them apart, says whose credit it is. */
export async function takeBackCredits(sql: SqlExecutor): Promise<number> {
  return countOf(
    sql,
    `/* take back credits of namesakes */
    DELETE FROM credit
    USING colleague JOIN person_match ON person_match.key = colleague.person_key
    WHERE credit.film_id = colleague.film_id AND credit.person_id = colleague.person_id
      AND person_match.person_id <> colleague.person_id
      AND EXISTS (
        SELECT FROM resolved_credit AS told
        WHERE (told.film_id, told.role, told.person_id) = (credit.film_id, credit.role, person_match.person_id)
          AND told.owns
      )
      AND NOT EXISTS (
        SELECT FROM resolved_credit AS told
        WHERE (told.film_id, told.role, told.person_id) = (credit.film_id, credit.role, credit.person_id)
      )`,
  );
}

export async function addCredits(sql: SqlExecutor): Promise<number> {
  return countOf(
    sql,
    `/* add credits */
    INSERT INTO credit (film_id, person_id, role, "character", billing)
    SELECT film_id, person_id, role, "character", billing FROM resolved_credit AS told
    WHERE is_to_add AND (is_new OR NOT EXISTS (
      SELECT FROM credit
      WHERE (credit.film_id, credit.role, credit.person_id) = (told.film_id, told.role, told.person_id)
    ))
    ORDER BY film_id, role, billing`,
  );
}

/** Of films that the catalogue owns. Actors whom it does not name stay, behind those whom it does. */
export async function updateCredits(sql: SqlExecutor): Promise<number> {
  return countOf(
    sql,
    `/* update credits */
    UPDATE credit SET "character" = told."character", billing = told.billing
    FROM (
      SELECT credit.id, coalesce(told."character", credit."character") AS "character",
        CASE WHEN told.film_id IS NOT NULL THEN told.billing ELSE (
          cast_size.actors - 1 + row_number() OVER (
            PARTITION BY credit.film_id, told.film_id IS NULL ORDER BY credit.billing, credit.id
          )
        )::smallint END AS billing
      FROM (
        SELECT film_id, count(*) AS actors FROM resolved_credit WHERE role = 'ACTOR' AND owns AND NOT is_new
        GROUP BY film_id
      ) AS cast_size
      JOIN credit ON credit.film_id = cast_size.film_id AND credit.role = 'ACTOR'
      LEFT JOIN resolved_credit AS told
        ON (told.film_id, told.role, told.person_id) = (credit.film_id, credit.role, credit.person_id)
      WHERE told.film_id IS NOT NULL OR credit.billing IS NOT NULL
    ) AS told
    WHERE credit.id = told.id AND (credit."character", credit.billing) IS DISTINCT FROM (told."character", told.billing)`,
  );
}
