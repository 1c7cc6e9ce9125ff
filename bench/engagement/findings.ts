import type { SqlExecutor } from '../../src/database/sql';

/** What the store has of what was sent. */
export interface Findings {
  /** Events of acknowledged beacons that are not there. */
  lost: number;
  /** Rows of counts that are not what the events come to. */
  wrongCounts: number;
}

export async function lookIntoStore(
  sql: SqlExecutor,
  { views, eventsEach }: { views: readonly string[]; eventsEach: number },
): Promise<Findings> {
  const [there] = await sql.query<{ events: number }>(
    `/* bench: acknowledged events */
    SELECT count(*)::int AS events FROM engagement_event WHERE view = ANY ($1::uuid[])`,
    [views],
  );
  const [wrong] = await sql.query<{ rows: number }>(`/* bench: counts and events */
    WITH events AS (
      SELECT *, (kind = 'IMPRESSION')::int AS is_impression, (kind = 'CLICK')::int AS is_click,
        (occurred_at AT TIME ZONE time_zone)::date AS local_day,
        concat_ws(' ', slot, source, foremost, kinds, profile) AS placement
      FROM engagement_event CROSS JOIN engagement_calendar
    ), recounted AS (
      SELECT 'day' AS of, concat_ws(' ', local_day, review_id, target_id, placement) AS what,
        sum(is_impression) AS impressions, sum(is_click) AS clicks, 0 AS views, 0 AS followed
      FROM events GROUP BY 1, 2
      UNION ALL
      SELECT 'week', concat_ws(' ', date_trunc('week', local_day::timestamp)::date, review_id, placement),
        sum(is_impression), sum(is_click), 0, 0
      FROM events GROUP BY 1, 2
      UNION ALL
      SELECT 'placement', concat_ws(' ', local_day, placement), sum(is_impression), sum(is_click), 0, 0
      FROM events GROUP BY 1, 2
      UNION ALL
      SELECT 'review', concat_ws(' ', local_day, review_id), sum(is_impression), sum(is_click),
        count(DISTINCT view) FILTER (WHERE is_impression = 1), count(DISTINCT view) FILTER (WHERE is_click = 1)
      FROM events GROUP BY 1, 2
      UNION ALL
      SELECT 'target', concat_ws(' ', local_day, target_id), sum(is_impression), sum(is_click), 0, 0
      FROM events GROUP BY 1, 2
    ), placements AS (
      SELECT id AS placement_id, concat_ws(' ', slot, source, foremost, kinds, profile) AS placement
      FROM engagement_placement
    ), kept AS (
      SELECT 'day' AS of, concat_ws(' ', day, review_id, target_id, placement) AS what,
        impressions, clicks, 0 AS views, 0 AS followed
      FROM engagement_day JOIN placements USING (placement_id)
      UNION ALL
      SELECT 'week', concat_ws(' ', week, review_id, placement), impressions, clicks, 0, 0
      FROM engagement_week JOIN placements USING (placement_id)
      UNION ALL
      SELECT 'placement', concat_ws(' ', day, placement), impressions, clicks, 0, 0
      FROM engagement_placement_day JOIN placements USING (placement_id)
      UNION ALL
      SELECT 'review', concat_ws(' ', day, review_id), impressions, clicks, views, followed_views
      FROM engagement_review_day
      UNION ALL
      SELECT 'target', concat_ws(' ', day, target_id), impressions, clicks, 0, 0 FROM engagement_target_day
    )
    SELECT count(*)::int AS rows FROM recounted FULL JOIN kept USING (of, what)
    WHERE (recounted.impressions, recounted.clicks, recounted.views, recounted.followed)
      IS DISTINCT FROM (kept.impressions, kept.clicks, kept.views, kept.followed)`);
  return { lost: views.length * eventsEach - there!.events, wrongCounts: wrong!.rows };
}
