import { type Bind, bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { isPublished } from '../reviews/review.columns';
import { isCounted } from './articles.store';
import type { Period } from './period';
import {
  among,
  asAsked,
  type EngagementCounts,
  engagementSums,
  isWithin,
  type ReadingCounts,
  readingSums,
  type Scope,
} from './reader-counts.store';
import { z } from './wilson';

export type ArticleOrder =
  | 'VIEWS'
  | 'IMPRESSIONS'
  | 'CLICKS'
  | 'CLICK_THROUGH'
  | 'TIMES_SHOWN'
  | 'TIMES_FOLLOWED';

/** What became of what stands under an article, and of it under others. */
export interface ArticleCounts {
  under: EngagementCounts & ReadingCounts;
  previousUnder: EngagementCounts & ReadingCounts;
  asEntry: EngagementCounts;
}

/** What an order goes by: which counts, and of which article. */
const underIt = { table: 'engagement_review_day', article: 'review_id' };
const asEntry = { table: 'engagement_target_day', article: 'target_id' };
const orders: Record<ArticleOrder, { of: typeof underIt; by: string }> = {
  VIEWS: { of: underIt, by: 'sum(views)' },
  IMPRESSIONS: { of: underIt, by: 'sum(impressions)' },
  CLICKS: { of: underIt, by: 'sum(clicks)' },
  CLICK_THROUGH: { of: underIt, by: wilsonBound('low', 'sum(clicks)', 'sum(impressions)') },
  TIMES_SHOWN: { of: asEntry, by: 'sum(impressions)' },
  TIMES_FOLLOWED: { of: asEntry, by: 'sum(clicks)' },
};

/** One statement: all articles are put in order, and the rest is looked up of those that are shown. */
export async function listArticles(
  sql: SqlExecutor,
  { articles, current, previous }: Scope,
  { orderBy, limit }: { orderBy: ArticleOrder; limit: number },
): Promise<(ArticleCounts & { reviewId: number })[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const isAmong = among(articles, bind);
  const {
    of: { table, article },
    by,
  } = orders[orderBy];
  return sql.query<ArticleCounts & { reviewId: number }>(
    `/* articles by engagement */
    WITH ranked AS (
      SELECT counted.id, counted.rank FROM (
        SELECT ${article} AS id, ${by} AS rank FROM ${table}
        WHERE ${isWithin('day', current, bind)} AND ${isAmong(article)}
        GROUP BY ${article}
      ) AS counted
      JOIN review ON review.id = counted.id AND ${isPublished}
      ORDER BY counted.rank DESC, counted.id
      LIMIT ${bind(limit)}
    )
    SELECT ranked.id AS "reviewId", ${articleCounts}
    FROM ranked
    ${joinCountsOf('ranked.id', { current, previous }, bind)}
    ORDER BY ranked.rank DESC, ranked.id`,
    values,
    asAsked,
  );
}

/** `ArticleCounts`, of what `joinCountsOf` joins. */
export const articleCounts =
  'row_to_json(under) AS under, row_to_json(before) AS "previousUnder", row_to_json(entry) AS "asEntry"';

/** Looks up what became of one article; made for lists of few. */
export function joinCountsOf(
  article: string,
  { current, previous }: Pick<Scope, 'current' | 'previous'>,
  bind: Bind,
): string {
  const under = (period: Period) => `
    SELECT ${engagementSums}, ${readingSums} FROM engagement_review_day
    WHERE review_id = ${article} AND ${isWithin('day', period, bind)}`;
  return `
    CROSS JOIN LATERAL (${under(current)}) AS under
    CROSS JOIN LATERAL (${under(previous)}) AS before
    CROSS JOIN LATERAL (
      SELECT ${engagementSums} FROM engagement_target_day
      WHERE target_id = ${article} AND ${isWithin('day', current, bind)}
    ) AS entry`;
}

export type DeadEndCounts = ReadingCounts & { reviewId: number };

/** One statement. @returns articles whose upper bound of recirculation lies below half of that of all. */
export async function listDeadEnds(
  sql: SqlExecutor,
  { articles, current }: Scope,
  limit: number,
): Promise<DeadEndCounts[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const isAmong = among(articles, bind);
  return sql.query<DeadEndCounts>(
    `/* dead ends */
    WITH reading AS MATERIALIZED (
      SELECT review_id, ${readingSums}, ${wilsonBound('high', 'sum(followed_views)', 'sum(views)')} AS bound
      FROM engagement_review_day
      WHERE ${isWithin('day', current, bind)} AND ${isAmong('review_id')}
      GROUP BY review_id
    ), overall AS (
      SELECT least(sum("followedViews"), sum(views)) / nullif(sum(views), 0) AS recirculation FROM reading
    )
    SELECT review_id AS "reviewId", views, "followedViews"
    FROM reading
    JOIN overall ON reading.bound < overall.recirculation / 2
    JOIN review ON review.id = reading.review_id AND ${isPublished}
    ORDER BY bound, views DESC, review_id
    LIMIT ${bind(limit)}`,
    values,
    asAsked,
  );
}

export type EntryCounts = EngagementCounts & { reviewId: number };

/** @returns what stood under an article, most seen first; nothing where the article is not one of those that count. */
export async function listEntries(
  sql: SqlExecutor,
  { criteria, current }: Scope,
  { reviewId, limit }: { reviewId: number; limit: number },
): Promise<EntryCounts[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const article = bind(reviewId);
  return sql.query<EntryCounts>(
    `/* entries of an article */
    SELECT entry.* FROM (
      SELECT target_id AS "reviewId", ${engagementSums}
      FROM engagement_day
      WHERE review_id = ${article}::int AND ${isWithin('day', current, bind)}
        AND EXISTS (SELECT FROM review WHERE review.id = ${article}::int AND ${isCounted(criteria, bind)})
      GROUP BY target_id
    ) AS entry
    JOIN review ON review.id = entry."reviewId" AND ${isPublished}
    ORDER BY impressions DESC, clicks DESC, review.id
    LIMIT ${bind(limit)}`,
    values,
    asAsked,
  );
}

/** A bound of `wilsonInterval`, of sums of one article's rows. */
function wilsonBound(which: 'low' | 'high', successes: string, trials: string): string {
  const n = `${trials}::float8`;
  const hits = `least(${successes}, ${trials})::float8`;
  const reach = `${z} * sqrt(${hits} * (${n} - ${hits}) / ${n} + ${z ** 2 / 4})`;
  return `CASE
    WHEN ${trials} = 0 THEN ${which === 'low' ? 0 : 1}
    WHEN ${which === 'low' ? `${hits} = 0` : `${hits} = ${n}`} THEN ${which === 'low' ? 0 : 1}
    ELSE (${hits} + ${z ** 2 / 2} ${which === 'low' ? '-' : '+'} ${reach}) / (${n} + ${z ** 2})
  END`;
}
