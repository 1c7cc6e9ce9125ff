import { bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { type ArticleCounts, articleCounts, joinCountsOf } from './article-engagement.store';
import { isCounted } from './articles.store';
import { asAsked, type EngagementCounts, engagementSums, isWithin, type Scope } from './reader-counts.store';

/** @returns null for what is no published article, or not one of those that count; zeros where nothing was seen. */
export async function countArticle(
  sql: SqlExecutor,
  { criteria, current, previous }: Scope,
  reviewId: number,
): Promise<ArticleCounts | null> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const article = bind(reviewId);
  const [row] = await sql.query<ArticleCounts>(
    `/* engagement of an article */
    SELECT ${articleCounts}
    FROM review
    ${joinCountsOf('review.id', { current, previous }, bind)}
    WHERE review.id = ${article}::int AND ${isCounted(criteria, bind)}`,
    values,
    asAsked,
  );
  return row ?? null;
}

export type PlaceCounts = EngagementCounts & { reviewId: number };

/** @returns the articles under which an article was shown, most seen first. */
export function listPlaces(
  sql: SqlExecutor,
  { criteria, current }: Scope,
  { reviewId, limit }: { reviewId: number; limit: number },
): Promise<PlaceCounts[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  return sql.query<PlaceCounts>(
    `/* places of an article */
    SELECT place.* FROM (
      SELECT review_id AS "reviewId", ${engagementSums}
      FROM engagement_day
      WHERE target_id = ${bind(reviewId)}::int AND ${isWithin('day', current, bind)}
      GROUP BY review_id
    ) AS place
    JOIN review ON review.id = place."reviewId" AND ${isCounted(criteria, bind)}
    ORDER BY impressions DESC, clicks DESC, review.id
    LIMIT ${bind(limit)}`,
    values,
    asAsked,
  );
}
