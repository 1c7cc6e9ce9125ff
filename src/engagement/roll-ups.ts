/** A table of counts that are sums of those in `engagement_day`. */
export interface RollUp {
  table: string;
  /** Its key, of which the first column is a day or the Monday of a week. */
  key: readonly string[];
  /** The first column of the key, as it comes of a day. */
  dateOf(day: string): string;
}

export const rollUps: readonly RollUp[] = [
  {
    table: 'engagement_week',
    key: ['week', 'review_id', 'placement_id', 'is_demo'],
    dateOf: (day) => `date_trunc('week', ${day}::date::timestamp)::date`,
  },
  { table: 'engagement_placement_day', key: ['day', 'placement_id', 'is_demo'], dateOf: (day) => day },
  { table: 'engagement_target_day', key: ['day', 'target_id', 'is_demo'], dateOf: (day) => day },
];

/** The columns of an event that say how its entry stood in the list, which one number stands for in counts. */
export const placement = 'profile, slot, source, foremost, kinds';

export const dayKey = ['day', 'review_id', 'target_id', 'placement_id', 'is_demo'] as const;

export const reviewDayKey = ['day', 'review_id', 'is_demo'] as const;

/** Impressions and clicks of events, as columns. */
export const tally = `
  count(*) FILTER (WHERE kind = 'IMPRESSION') AS impressions, count(*) FILTER (WHERE kind = 'CLICK') AS clicks`;

/** @param source a table, or more of a FROM, with the columns of `engagement_day`. @returns a roll-up of it. */
export function sumsFor({ key: [, ...others], dateOf }: RollUp, source: string): string {
  const key = [dateOf('day'), ...others].join(', ');
  return `SELECT ${key}, sum(impressions), sum(clicks) FROM ${source} GROUP BY ${key}`;
}

/** All tables of counts, with the first column of the key of each. */
export const countTables: readonly RollUp[] = [
  { table: 'engagement_day', key: dayKey, dateOf: (day) => `${day}::date` },
  { table: 'engagement_review_day', key: reviewDayKey, dateOf: (day) => `${day}::date` },
  ...rollUps,
];
