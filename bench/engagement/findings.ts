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
      SELECT *, (kind = 'IMPRESSION')::int AS is_impression, (kind = 'CLICK')::int AS is_click
      FROM engagement_event
    ), recounted AS (
      SELECT 'hour' AS of, date_trunc('hour', occurred_at, 'UTC')::text || slot || source || foremost || kinds || profile AS what,
        sum(is_impression) AS impressions, sum(is_click) AS clicks, 0 AS views, 0 AS followed
      FROM events GROUP BY 1, 2
      UNION ALL
      SELECT 'day', concat_ws(' ', day, review_id, target_id), sum(is_impression), sum(is_click), 0, 0
      FROM events GROUP BY 1, 2
      UNION ALL
      SELECT 'review', concat_ws(' ', day, review_id), sum(is_impression), sum(is_click),
        count(DISTINCT view) FILTER (WHERE is_impression = 1), count(DISTINCT view) FILTER (WHERE is_click = 1)
      FROM events GROUP BY 1, 2
      UNION ALL
      SELECT 'target', concat_ws(' ', day, target_id), sum(is_impression), sum(is_click), 0, 0
      FROM events GROUP BY 1, 2
    ), kept AS (
      SELECT 'hour' AS of, hour::text || slot || source || foremost || kinds || profile AS what, impressions, clicks, 0 AS views, 0 AS followed
      FROM engagement_hour
      UNION ALL
      SELECT 'day', concat_ws(' ', day, review_id, target_id), impressions, clicks, 0, 0 FROM engagement_day
      UNION ALL
      SELECT 'review', concat_ws(' ', day, review_id), impressions, clicks, views, followed_views
      FROM engagement_review_day WHERE impressions + clicks > 0
      UNION ALL
      SELECT 'target', concat_ws(' ', day, review_id), times_shown, times_followed, 0, 0
      FROM engagement_review_day WHERE times_shown + times_followed > 0
    )
    SELECT count(*)::int AS rows FROM recounted FULL JOIN kept USING (of, what)
    WHERE (recounted.impressions, recounted.clicks, recounted.views, recounted.followed)
      IS DISTINCT FROM (kept.impressions, kept.clicks, kept.views, kept.followed)`);
  return { lost: views.length * eventsEach - there!.events, wrongCounts: wrong!.rows };
}
