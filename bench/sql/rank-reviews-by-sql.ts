import type { SqlExecutor } from '../../src/database/sql';
import type { Profile } from '../../src/relatedness/core/profile';

/** An entry as the index gives it. */
export interface SqlEntry {
  filmId: number;
  reviewId: number;
  score: number;
  reasons: { kind: 'DIRECTOR' | 'ACTOR'; id: number; contribution: number }[];
}

/**
 * The reviews most related to a film, ranked by PostgreSQL the way a careful programmer would do it: from the
 * film's people by index to their films, the sums taken over those few hundred rows, and a review looked up for
 * the best of them only.
 *
 * It does less than the index, all in favour of SQL: genres, years and fame are left out; how rare a person is
 * goes by their credits, which the index holds, not by their reviewed films, which it does not; and of the best
 * films three times as many as wanted are looked at for one with a published review.
 *
 * @param reviewedFilms N of the score; it changes so slowly that it would be kept in memory.
 */
export async function rankReviewsBySql(
  sql: SqlExecutor,
  {
    filmId,
    first,
    profile,
    reviewedFilms,
  }: { filmId: number; first: number; profile: Profile; reviewedFilms: number },
): Promise<SqlEntry[]> {
  const { weights, billingSlope, castDepth, midpoint } = profile;
  return sql.query<SqlEntry>(
    `/* related reviews by SQL */
    WITH here AS (
      SELECT person_id, role,
        CASE role WHEN 'DIRECTOR' THEN $4::float8 ELSE $5::float8 / (1 + $6::float8 * billing) END AS worth
      FROM credit
      WHERE film_id = $1 AND (role = 'DIRECTOR' OR role = 'ACTOR' AND billing < $7::int)
    ),
    feature AS (
      SELECT person_id, role, worth * greatest(0, ln(($3::float8 + 1) / (carriers + 1))) AS worth
      FROM here CROSS JOIN LATERAL (
        SELECT count(*) AS carriers FROM credit WHERE credit.person_id = here.person_id AND credit.role = here.role
      ) AS counted
    ),
    shared AS (
      SELECT credit.film_id, feature.role, feature.person_id,
        feature.worth / (1 + $6::float8 * coalesce(credit.billing, 0)) AS contribution
      FROM feature JOIN credit USING (person_id, role)
      WHERE credit.film_id <> $1 AND (credit.role = 'DIRECTOR' OR credit.billing < $7::int)
    ),
    scored AS (
      SELECT film_id, sum(contribution) AS score FROM shared GROUP BY film_id
      ORDER BY score DESC, film_id
      LIMIT 3 * $2::int
    ),
    listed AS (
      SELECT film_id, score, newest.id, recency
      FROM scored CROSS JOIN LATERAL (
        SELECT id, review_recency(date_published, copyright_year) AS recency FROM review
        WHERE review.film_id = scored.film_id AND status = 'PUBLISHED'
        ORDER BY recency DESC, id
        LIMIT 1
      ) AS newest
      ORDER BY score DESC, recency DESC, id
      LIMIT $2
    )
    SELECT film_id AS "filmId", id AS "reviewId", score / (score + $8::float8) AS score, (
      SELECT json_agg(
        json_build_object('kind', role, 'id', person_id, 'contribution', contribution / (score + $8::float8))
        ORDER BY contribution DESC
      )
      FROM shared WHERE shared.film_id = listed.film_id
    ) AS reasons
    FROM listed
    ORDER BY listed.score DESC, recency DESC, id`,
    [filmId, first, reviewedFilms, weights.DIRECTOR, weights.ACTOR, billingSlope, castDepth, midpoint],
  );
}

/** N of the score: how many films have a published review. */
export async function countReviewedFilms(sql: SqlExecutor): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `/* reviewed films */ SELECT count(DISTINCT film_id)::int AS count FROM review WHERE status = 'PUBLISHED'`,
  );
  return row!.count;
}
