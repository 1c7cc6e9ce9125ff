import type { SqlExecutor } from '../../src/database/sql';
import type { Collaborator } from '../../src/relatedness/core/collaborators';
import type { FilmOrPerson } from '../../src/relatedness/core/path';

const places = `
  place AS (
    SELECT film_id, person_id, min(
      CASE role WHEN 'DIRECTOR' THEN 0 WHEN 'ACTOR' THEN least(coalesce(billing, 255), 255) ELSE 255 END
    ) AS place
    FROM credit GROUP BY film_id, person_id
  )`;

/**
 * The best of all shortest chains, said in SQL as plainly as it goes: how far everything is from the end, then
 * every chain that comes nearer with each step.
 */
export async function oraclePath(
  sql: SqlExecutor,
  from: FilmOrPerson,
  to: FilmOrPerson,
): Promise<FilmOrPerson[] | null> {
  const [best] = await sql.query<{ nodes: string[] }>(
    `WITH RECURSIVE ${places},
    step AS (
      SELECT 'Film' AS "fromType", film_id AS "fromId", 'Person' AS "toType", person_id AS "toId", place FROM place
      UNION ALL
      SELECT 'Person', person_id, 'Film', film_id, place FROM place
    ),
    reached AS (
      SELECT $3 AS type, $4::int AS id, 0 AS distance
      UNION
      SELECT "fromType", "fromId", distance + 1 FROM reached JOIN step ON "toType" = type AND "toId" = id
      WHERE distance < 2 * (SELECT count(DISTINCT person_id) FROM credit)
    ),
    away AS (SELECT type, id, min(distance) AS distance FROM reached GROUP BY type, id),
    chain AS (
      SELECT type, id, distance, 0 AS places, ARRAY[id] AS ids, ARRAY[type || ' ' || id] AS nodes FROM away
      WHERE type = $1 AND id = $2
      UNION ALL
      SELECT next.type, next.id, next.distance, places + place, ids || next.id,
        nodes || (next.type || ' ' || next.id)
      FROM chain
      JOIN step ON "fromType" = chain.type AND "fromId" = chain.id
      JOIN away AS next ON next.type = "toType" AND next.id = "toId" AND next.distance = chain.distance - 1
    )
    SELECT nodes FROM chain WHERE distance = 0 ORDER BY places, ids LIMIT 1`,
    [from.type, from.id, to.type, to.id],
  );
  return best
    ? best.nodes.map((node) => {
        const [type, id] = node.split(' ') as [FilmOrPerson['type'], string];
        return { type, id: Number(id) };
      })
    : null;
}

/** Everyone who has worked with a person, in order. */
export function oracleCollaborators(sql: SqlExecutor, personId: number): Promise<Collaborator[]> {
  return sql.query(
    `WITH ${places}
    SELECT there.person_id AS "personId",
      array_agg(film.id ORDER BY film.release_year DESC NULLS LAST, film.id) AS "filmIds"
    FROM place AS here
    JOIN place AS there USING (film_id)
    JOIN film ON film.id = film_id
    WHERE here.person_id = $1 AND there.person_id <> $1
    GROUP BY there.person_id
    ORDER BY count(*) DESC,
      sum(CASE WHEN there.place < 255 THEN round(1e6 / (1 + there.place)) ELSE 0 END) DESC,
      there.person_id`,
    [personId],
  );
}
