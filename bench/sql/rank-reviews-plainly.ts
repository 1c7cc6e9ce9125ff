import type { SqlExecutor } from '../../src/database/sql';
import type { Profile } from '../../src/relatedness/core/profile';

/**
 * The reviews most related to a film by the join that people write first: all features of all films against the
 * film's own, each weighed by how rare it is, summed by film, the best six shown with their reviews. It scores
 * every film that shares as much as a genre.
 */
export function rankReviewsPlainly(
  sql: SqlExecutor,
  { filmId, first, profile }: { filmId: number; first: number; profile: Profile },
): Promise<{ reviewId: number; score: number }[]> {
  const { weights, billingSlope } = profile;
  return sql.query(
    `/* related reviews by the plain join */
    WITH shared AS (
      SELECT there.film_id,
        CASE role WHEN 'DIRECTOR' THEN $3::float8 ELSE $4::float8 END
          / (1 + $6::float8 * coalesce(here.billing, 0)) / (1 + $6::float8 * coalesce(there.billing, 0))
          * ln(((SELECT count(*) FROM film) + 1)::float8 / (carriers + 1)) AS contribution
      FROM credit AS here
      JOIN credit AS there USING (person_id, role)
      JOIN (SELECT person_id, role, count(*) AS carriers FROM credit GROUP BY person_id, role) AS counted
        USING (person_id, role)
      WHERE here.film_id = $1 AND there.film_id <> $1
      UNION ALL
      SELECT there.film_id, $5::float8 * ln(((SELECT count(*) FROM film) + 1)::float8 / (carriers + 1))
      FROM film_genre AS here
      JOIN film_genre AS there USING (genre_id)
      JOIN (SELECT genre_id, count(*) AS carriers FROM film_genre GROUP BY genre_id) AS counted USING (genre_id)
      WHERE here.film_id = $1 AND there.film_id <> $1
    )
    SELECT review.id AS "reviewId", sum(contribution) AS score
    FROM shared JOIN review ON review.film_id = shared.film_id AND review.status = 'PUBLISHED'
    GROUP BY review.id
    ORDER BY score DESC, review_recency(review.date_published, review.copyright_year) DESC, review.id
    LIMIT $2`,
    [filmId, first, weights.DIRECTOR, weights.ACTOR, weights.GENRE, billingSlope],
  );
}
