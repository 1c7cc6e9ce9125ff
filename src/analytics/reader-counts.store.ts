import { type Bind, bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import type { ForemostKind, ListSource } from '../engagement/dimensions';
import type { ArticleCriteria } from './analytics-filter';
import { isCounted } from './articles.store';
import { type Period, weeksAndDays } from './period';

/** All, what has been retracted since included; or those of these ids, as PostgreSQL writes an array. */
export type CountedArticles = 'all' | { ids: string; areMany: boolean };

/** Of what figures are: what was read under these articles, in this period and the one before. */
export interface Scope {
  criteria: ArticleCriteria;
  articles: CountedArticles;
  current: Period;
  previous: Period;
}

export interface EngagementCounts {
  impressions: number;
  clicks: number;
}

export interface ReadingCounts {
  views: number;
  followedViews: number;
}

export interface PlacementCounts extends EngagementCounts {
  isCurrent: boolean;
  isDemo: boolean;
  slot: number;
  source: ListSource;
  foremost: ForemostKind;
  profile: string;
}

export interface DayCounts extends EngagementCounts, ReadingCounts {
  day: string;
}

/** Plans are made for the period and the articles that are asked for: between a day and two years, it takes another. */
export const asAsked = { isPlannedByValues: true, mayTakeWorkers: true };

export const engagementSums =
  'coalesce(sum(impressions), 0)::float8 AS impressions, coalesce(sum(clicks), 0)::float8 AS clicks';
export const readingSums =
  'coalesce(sum(views), 0)::float8 AS views, coalesce(sum(followed_views), 0)::float8 AS "followedViews"';

/** Of more articles, all rows of a period are gone through: article by article, a page is fetched for each row. */
const mostLookedUp = 1_000;

export async function whichArticles(sql: SqlExecutor, criteria: ArticleCriteria): Promise<CountedArticles> {
  if (Object.keys(criteria).length === 0) return 'all';
  const values: unknown[] = [];
  const [found] = await sql.query<{ ids: string; count: number }>(
    `/* articles that count */
    SELECT coalesce(array_agg(review.id), '{}')::text AS ids, count(*)::int AS count
    FROM review WHERE ${isCounted(criteria, bindInto(values))}`,
    values,
  );
  return { ids: found!.ids, areMany: found!.count > mostLookedUp };
}

/** @returns what makes a condition on a column that has ids of articles. */
export function among(articles: CountedArticles, bind: Bind): (column: string) => string {
  if (articles === 'all') return () => 'true';
  const { ids, areMany } = articles;
  // An array, as workers cannot see what is selected in another part of the statement.
  const array = `${bind(ids)}::int[]`;
  // Where they are many not the column itself, lest its index be used.
  return (column) => `${areMany ? `(${column} + 0)` : column} = ANY (${array})`;
}

export function isWithin(column: string, { from, to }: Period, bind: Bind): string {
  return `${column} BETWEEN ${bind(from)}::date AND ${bind(to)}::date`;
}

/** One statement. @returns a row for each placement and day that anything happened in, demo events apart. */
export async function countPlacements(
  sql: SqlExecutor,
  { articles, current, previous }: Scope,
): Promise<PlacementCounts[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const isAmong = among(articles, bind);
  const part = (table: string, column: string, period: Period, isCurrent: boolean) =>
    `SELECT ${isCurrent} AS is_current, placement_id, is_demo, impressions, clicks
    FROM ${table} WHERE ${isWithin(column, period, bind)} AND ${isAmong('review_id')}`;
  const partsOf = (period: Period, isCurrent: boolean) => {
    if (articles === 'all') return [part('engagement_placement_day', 'day', period, isCurrent)];
    const { weeks, days } = weeksAndDays(period);
    return [
      ...(weeks ? [part('engagement_week', 'week', weeks, isCurrent)] : []),
      ...days.map((stretch) => part('engagement_day', 'day', stretch, isCurrent)),
    ];
  };
  return sql.query<PlacementCounts>(
    `/* engagement by placement */
    SELECT is_current AS "isCurrent", is_demo AS "isDemo", slot, source, foremost, profile, impressions, clicks
    FROM (
      SELECT is_current, placement_id, is_demo, ${engagementSums}
      FROM (${[...partsOf(current, true), ...partsOf(previous, false)].join(' UNION ALL ')}) AS part
      GROUP BY is_current, placement_id, is_demo
    ) AS counted
    JOIN engagement_placement ON engagement_placement.id = placement_id`,
    values,
    asAsked,
  );
}

/** One statement. @returns a row for each day of both periods on which anything happened, earliest first. */
export async function countDays(
  sql: SqlExecutor,
  { articles, current, previous }: Scope,
): Promise<DayCounts[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const isAmong = among(articles, bind);
  return sql.query<DayCounts>(
    `/* engagement by day */
    SELECT day::text, ${engagementSums}, ${readingSums}
    FROM engagement_review_day
    WHERE ${isWithin('day', { from: previous.from, to: current.to }, bind)} AND ${isAmong('review_id')}
    GROUP BY day
    ORDER BY day`,
    values,
    asAsked,
  );
}
