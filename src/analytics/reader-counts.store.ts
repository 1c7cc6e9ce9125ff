import { type Bind, bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import type { ForemostKind, ListSource } from '../engagement/dimensions';
import type { ArticleCriteria } from './analytics-filter';
import { isCounted } from './articles.store';
import { type Period, weeksAndDays } from './period';

/** Of what figures are: what was read under these articles, in this period and the one before. */
export interface Scope {
  criteria: ArticleCriteria;
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
export const asAsked = { isPlannedByValues: true };

export const engagementSums =
  'coalesce(sum(impressions), 0)::float8 AS impressions, coalesce(sum(clicks), 0)::float8 AS clicks';
export const readingSums =
  'coalesce(sum(views), 0)::float8 AS views, coalesce(sum(followed_views), 0)::float8 AS "followedViews"';

/** What counts: everything where no articles are named, what has been retracted since included. */
export function narrowedTo(
  criteria: ArticleCriteria,
  bind: Bind,
): { with: string; holds: (reviewId: string) => string } {
  if (Object.keys(criteria).length === 0) return { with: '', holds: () => 'true' };
  return {
    with: `WITH counted_review AS MATERIALIZED (SELECT review.id FROM review WHERE ${isCounted(criteria, bind)})`,
    holds: (reviewId) => `${reviewId} IN (SELECT id FROM counted_review)`,
  };
}

export function isWithin(column: string, { from, to }: Period, bind: Bind): string {
  return `${column} BETWEEN ${bind(from)}::date AND ${bind(to)}::date`;
}

/** One statement. @returns a row for each placement and day that anything happened in, demo events apart. */
export async function countPlacements(
  sql: SqlExecutor,
  { criteria, current, previous }: Scope,
): Promise<PlacementCounts[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const narrowed = narrowedTo(criteria, bind);
  const part = (table: string, column: string, period: Period, isCurrent: boolean) =>
    `SELECT ${isCurrent} AS is_current, placement_id, is_demo, sum(impressions) AS impressions, sum(clicks) AS clicks
    FROM ${table} WHERE ${isWithin(column, period, bind)} AND ${narrowed.holds('review_id')}
    GROUP BY placement_id, is_demo`;
  const partsOf = (period: Period, isCurrent: boolean) => {
    if (!narrowed.with) return [part('engagement_placement_day', 'day', period, isCurrent)];
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
export async function countDays(
  sql: SqlExecutor,
  { criteria, current, previous }: Scope,
): Promise<DayCounts[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  const narrowed = narrowedTo(criteria, bind);
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
