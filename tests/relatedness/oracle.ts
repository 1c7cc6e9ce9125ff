import type { SqlExecutor } from '../../src/database/sql';
import type { Profile, RelationKind } from '../../src/relatedness/core/profile';

export interface OracleEntry {
  filmId: number;
  /** Null where films are ranked. */
  reviewId: number | null;
  units: number;
  scale: number;
  reasons: { kind: RelationKind; id: number; units: number }[];
}

export interface OracleQuery {
  filmId: number;
  first: number;
  kinds?: readonly RelationKind[] | undefined;
  exclude?: number[];
  minScore?: number;
  perFilm?: number;
}

/** The definition of relatedness, said in SQL as plainly as it goes: every film of the store is scored. */
const scoredFilms = `
  WITH profile(kind, weight) AS (
    VALUES ('DIRECTOR', $2::float8), ('ACTOR', $3::float8), ('GENRE', $4::float8)
  ),
  reviewed AS (SELECT DISTINCT film_id FROM review WHERE status = 'PUBLISHED'),
  carries AS (
    SELECT film_id, 'DIRECTOR' AS kind, person_id AS id, 1::float8 AS worth FROM credit WHERE role = 'DIRECTOR'
    UNION ALL
    SELECT film_id, 'ACTOR', person_id, 1 / (1 + $5::float8 * billing) FROM credit
    WHERE role = 'ACTOR' AND billing < $6::int
    UNION ALL
    SELECT film_id, 'GENRE', genre_id, 1 FROM film_genre
  ),
  feature AS (
    SELECT kind, id,
      greatest(0, ln(((SELECT count(*) FROM reviewed) + 1)::float8 / (count(reviewed.film_id) + 1))) AS rarity
    FROM carries LEFT JOIN reviewed USING (film_id)
    GROUP BY kind, id
  ),
  scale AS (
    SELECT sum(round(1e6 * weight * rarity * worth)) AS units
    FROM carries JOIN feature USING (kind, id) JOIN profile USING (kind)
    WHERE film_id = $1
  ),
  shared AS (
    SELECT there.film_id, kind, id, round(1e6 * weight * rarity * here.worth * there.worth) AS units
    FROM carries AS here
    JOIN carries AS there USING (kind, id)
    JOIN feature USING (kind, id)
    JOIN profile USING (kind)
    WHERE here.film_id = $1 AND there.film_id <> $1 AND ($7::text[] IS NULL OR kind = ANY($7::text[]))
  ),
  scored AS (
    SELECT film_id, sum(units)::float8 AS units, (SELECT units::float8 FROM scale) AS scale,
      json_agg(json_build_object('kind', kind, 'id', id, 'units', units)
        ORDER BY units DESC, array_position('{DIRECTOR,ACTOR,GENRE}', kind), id) FILTER (WHERE units > 0) AS reasons
    FROM shared GROUP BY film_id HAVING sum(units) > 0
  )`;

function scoreValues({ filmId, kinds }: OracleQuery, profile: Profile): unknown[] {
  const { weights, billingSlope, castDepth } = profile;
  return [filmId, weights.DIRECTOR, weights.ACTOR, weights.GENRE, billingSlope, castDepth, kinds ?? null];
}

export function oracleFilms(sql: SqlExecutor, query: OracleQuery, profile: Profile): Promise<OracleEntry[]> {
  return sql.query(
    `${scoredFilms}
    SELECT film_id AS "filmId", NULL AS "reviewId", units, scale, reasons FROM scored
    ORDER BY units DESC, (
      SELECT max(review_recency(date_published, copyright_year)) FROM review
      WHERE review.film_id = scored.film_id AND status = 'PUBLISHED'
    ) DESC NULLS LAST, film_id
    LIMIT $8`,
    [...scoreValues(query, profile), query.first],
  );
}

export function oracleReviews(
  sql: SqlExecutor,
  query: OracleQuery,
  profile: Profile,
): Promise<OracleEntry[]> {
  return sql.query(
    `${scoredFilms},
    candidate AS (
      SELECT film_id, review.id, review_recency(date_published, copyright_year) AS recency, units, scale, reasons,
        row_number() OVER (
          PARTITION BY film_id ORDER BY review_recency(date_published, copyright_year) DESC, review.id
        ) AS place
      FROM scored JOIN review USING (film_id)
      WHERE status = 'PUBLISHED' AND review.id <> ALL($9::int[])
    )
    SELECT film_id AS "filmId", id AS "reviewId", units, scale, reasons FROM candidate
    WHERE place <= $10 AND units / scale >= $11
    ORDER BY units DESC, recency DESC, id
    LIMIT $8`,
    [
      ...scoreValues(query, profile),
      query.first,
      query.exclude ?? [],
      query.perFilm ?? 1,
      query.minScore ?? 0,
    ],
  );
}
