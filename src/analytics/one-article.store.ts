import { bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { isCounted } from './articles.store';
import {
  asAsked,
  type EngagementCounts,
  engagementSums,
  isWithin,
  type ReadingCounts,
  readingSums,
  type Scope,
} from './reader-counts.store';

export interface OneArticleCounts {
  under: EngagementCounts & ReadingCounts;
  previousUnder: EngagementCounts & ReadingCounts;
  asEntry: EngagementCounts;
}

/** @returns null for what is no published article, or not one of those that count; zeros where nothing was seen. */
export async function countArticle(
  sql: SqlExecutor,
  { criteria, current, previous }: Scope,
  reviewId: number,
): Promise<OneArticleCounts | null> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const article = bind(reviewId);
  const [row] = await sql.query<OneArticleCounts>(
    `/* engagement of an article */
    SELECT row_to_json(under) AS under, row_to_json(before) AS "previousUnder", row_to_json(entry) AS "asEntry"
    FROM review
    CROSS JOIN LATERAL (
      SELECT ${engagementSums}, ${readingSums} FROM engagement_review_day
      WHERE review_id = review.id AND ${isWithin('day', current, bind)}
    ) AS under
    CROSS JOIN LATERAL (
      SELECT ${engagementSums}, ${readingSums} FROM engagement_review_day
      WHERE review_id = review.id AND ${isWithin('day', previous, bind)}
    ) AS before
    CROSS JOIN LATERAL (
      SELECT ${engagementSums} FROM engagement_target_day
      WHERE target_id = review.id AND ${isWithin('day', current, bind)}
    ) AS entry
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
