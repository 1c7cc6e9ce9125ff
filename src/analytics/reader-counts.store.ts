import { type Bind, bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import type { ForemostKind, ListSource } from '../engagement/dimensions';
import type { ArticleCriteria } from './analytics-filter';
import { isCounted } from './articles.store';
import { type Period, weeksAndDays } from './period';

/** All; a few, which are looked up one by one; or so many that all rows of a period are gone through for them. */
export type CountedArticles = 'all' | { ids: number[] } | 'many';

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

const mostLookedUp = 1_000;

export async function whichArticles(sql: SqlExecutor, criteria: ArticleCriteria): Promise<CountedArticles> {
  if (Object.keys(criteria).length === 0) return 'all';
  const values: unknown[] = [];
  const bind = bindInto(values);
  const rows = await sql.query<{ id: number }>(
    `/* articles that count */
    SELECT review.id FROM review WHERE ${isCounted(criteria, bind)} LIMIT ${bind(mostLookedUp + 1)}`,
    values,
  );
  return rows.length > mostLookedUp ? 'many' : { ids: rows.map(({ id }) => id) };
}

/** What has been retracted since counts among all. @returns how a statement begins, and a condition on an id in it. */
export function narrowedTo(
  { criteria, articles }: Scope,
  bind: Bind,
): { with: string; holds: (reviewId: string) => string } {
  if (articles === 'all') return { with: '', holds: () => 'true' };
  if (articles === 'many') {
    return {
      with: `WITH counted_review AS MATERIALIZED (SELECT review.id FROM review WHERE ${isCounted(criteria, bind)})`,
      // Not the column itself: by its index, a page would be fetched for each row, thrice as slowly as all of them.
      holds: (reviewId) => `(${reviewId} + 0) IN (SELECT id FROM counted_review)`,
    };
  }
  return { with: '', holds: (reviewId) => `${reviewId} = ANY (${bind(articles.ids)}::int[])` };
}

export function isWithin(column: string, { from, to }: Period, bind: Bind): string {
  return `${column} BETWEEN ${bind(from)}::date AND ${bind(to)}::date`;
}

/** One statement. @returns a row for each placement and day that anything happened in, demo events apart. */
export async function countPlacements(sql: SqlExecutor, scope: Scope): Promise<PlacementCounts[]> {
  const { articles, current, previous } = scope;
  const values: unknown[] = [];
  const bind = bindInto(values);
  const narrowed = narrowedTo(scope, bind);
  const part = (table: string, column: string, period: Period, isCurrent: boolean) =>
    `SELECT ${isCurrent} AS is_current, placement_id, is_demo, sum(impressions) AS impressions, sum(clicks) AS clicks
    FROM ${table} WHERE ${isWithin(column, period, bind)} AND ${narrowed.holds('review_id')}
    GROUP BY placement_id, is_demo`;
  const partsOf = (period: Period, isCurrent: boolean) => {
    if (articles === 'all') return [part('engagement_placement_day', 'day', period, isCurrent)];
    const { weeks, days } = weeksAndDays(period);
    return [
      ...(weeks ? [part('engagement_week', 'week', weeks, isCurrent)] : []),
      ...days.map((stretch) => part('engagement_day', 'day', stretch, isCurrent)),
    ];
  };
  return sql.query<PlacementCounts>(
    `/* engagement by placement */ ${narrowed.with}
    SELECT is_current AS "isCurrent", is_demo AS "isDemo", slot, source, foremost, profile, ${engagementSums}
    FROM (${[...partsOf(current, true), ...partsOf(previous, false)].join(' UNION ALL ')}) AS part
    JOIN engagement_placement ON engagement_placement.id = placement_id
    GROUP BY is_current, is_demo, slot, source, foremost, profile`,
    values,
    asAsked,
  );
}

/** One statement. @returns a row for each day of both periods on which anything happened, earliest first. */
export async function countDays(sql: SqlExecutor, scope: Scope): Promise<DayCounts[]> {
  const { current, previous } = scope;
  const values: unknown[] = [];
  const bind = bindInto(values);
  const narrowed = narrowedTo(scope, bind);
  return sql.query<DayCounts>(
    `/* engagement by day */ ${narrowed.with}
    SELECT day::text, ${engagementSums}, ${readingSums}
    FROM engagement_review_day
    WHERE ${isWithin('day', { from: previous.from, to: current.to }, bind)} AND ${narrowed.holds('review_id')}
    GROUP BY day
    ORDER BY day`,
    values,
    asAsked,
  );
}
