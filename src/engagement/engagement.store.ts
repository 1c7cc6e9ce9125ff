import type { ClientBase } from 'pg';
import { codeOf } from '../errors';
import { type EngagementEvent, oldestEventMs } from './engagement-event';
import { createDays } from './event-days.store';

/**
 * One batch at a time in the whole store. Each raises the same few counts of the hour, so that they would wait for
 * each other in any case; so they cannot wait in a circle, and none overlooks what the other is just writing.
 */
const intakeLock = 7_360_007;

/**
 * Write events and raise the counts that they belong to, all in one transaction. An event that is there already,
 * from another batch or instance or twice in this one, is left out.
 * @returns how many were new. @throws whatever PostgreSQL says; then nothing has been written.
 */
export async function takeIn(client: ClientBase, events: readonly EngagementEvent[]): Promise<number> {
  try {
    return await write(client, events);
  } catch (error) {
    if (!isDayMissing(error)) throw error;
    await createDays(
      client,
      events.map(({ occurredAt }) => occurredAt.toISOString().slice(0, 10)),
    );
    return write(client, events);
  }
}

async function write(client: ClientBase, events: readonly EngagementEvent[]): Promise<number> {
  try {
    // The lock comes before the snapshot that the events are looked for in.
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${intakeLock})`);
    const { rows } = await client.query<{ added: number }>({
      name: 'take in',
      text: takeInText,
      values: valuesOf(events),
    });
    await client.query('COMMIT');
    return rows[0]!.added;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // then the connection is gone
    throw error;
  }
}

/** "no partition of relation … found for row", which shares its code with all checks. */
function isDayMissing(error: unknown): boolean {
  return codeOf(error) === '23514' && (error as { constraint?: string }).constraint === undefined;
}

function valuesOf(events: readonly EngagementEvent[]): unknown[] {
  const earliest = Math.min(...events.map(({ receivedAt }) => receivedAt.getTime()));
  const column = (read: (event: EngagementEvent) => string | number) => events.map(read);
  return [
    column(({ view }) => view),
    column(({ slot }) => slot),
    column(({ kind }) => kind),
    column(({ occurredAt }) => occurredAt.toISOString()),
    column(({ receivedAt }) => receivedAt.toISOString()),
    column(({ reviewId }) => reviewId),
    column(({ targetId }) => targetId),
    column(({ source }) => source),
    column(({ foremost }) => foremost),
    column(({ kinds }) => kinds),
    column(({ profile }) => profile),
    new Date(earliest - oldestEventMs).toISOString(),
  ];
}

/** An event can lie on another day than the first time that it came: it is looked for on all days that it can lie on. */
const takeInText = `/* take in events */
  WITH given AS (
    SELECT DISTINCT ON (view, slot, kind) *, (occurred_at AT TIME ZONE 'UTC')::date AS day
    FROM unnest(
      $1::uuid[], $2::smallint[], $3::engagement_kind[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::int[],
      $8::engagement_source[], $9::engagement_foremost[], $10::smallint[], $11::text[]
    ) AS event (
      view, slot, kind, occurred_at, received_at, review_id, target_id, source, foremost, kinds, profile
    )
    ORDER BY view, slot, kind, occurred_at
  ), known AS MATERIALIZED (
    SELECT view, slot, kind, day, review_id FROM engagement_event
    WHERE view = ANY ($1::uuid[]) AND day >= ($12::timestamptz AT TIME ZONE 'UTC')::date
  ), added AS (
    INSERT INTO engagement_event (
      day, view, slot, kind, occurred_at, received_at, review_id, target_id, source, foremost, kinds, profile
    )
    SELECT day, view, slot, kind, occurred_at, received_at, review_id, target_id, source, foremost, kinds, profile
    FROM given
    WHERE NOT EXISTS (
      SELECT FROM known WHERE (known.view, known.slot, known.kind) = (given.view, given.slot, given.kind)
    )
    RETURNING *
  ), hours AS (
    INSERT INTO engagement_hour AS total (hour, slot, source, foremost, kinds, profile, impressions, clicks)
    SELECT
      date_trunc('hour', occurred_at, 'UTC'), slot, source, foremost, kinds, profile,
      count(*) FILTER (WHERE kind = 'IMPRESSION'), count(*) FILTER (WHERE kind = 'CLICK')
    FROM added
    GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (hour, slot, source, foremost, kinds, profile) DO UPDATE
    SET impressions = total.impressions + excluded.impressions, clicks = total.clicks + excluded.clicks
  ), pairs AS (
    INSERT INTO engagement_day AS total (day, review_id, target_id, impressions, clicks)
    SELECT
      day, review_id, target_id,
      count(*) FILTER (WHERE kind = 'IMPRESSION'), count(*) FILTER (WHERE kind = 'CLICK')
    FROM added
    GROUP BY 1, 2, 3
    ON CONFLICT (review_id, day, target_id) DO UPDATE
    SET impressions = total.impressions + excluded.impressions, clicks = total.clicks + excluded.clicks
  ), reviews AS (
    INSERT INTO engagement_review_day AS total (
      day, review_id, views, followed_views, impressions, clicks, times_shown, times_followed
    )
    SELECT
      day, review_id,
      sum(views), sum(followed_views), sum(impressions), sum(clicks), sum(times_shown), sum(times_followed)
    FROM (
      SELECT
        day, review_id,
        count(DISTINCT view) FILTER (WHERE kind = 'IMPRESSION' AND is_first) AS views,
        count(DISTINCT view) FILTER (WHERE kind = 'CLICK' AND is_first) AS followed_views,
        count(*) FILTER (WHERE kind = 'IMPRESSION') AS impressions,
        count(*) FILTER (WHERE kind = 'CLICK') AS clicks,
        0 AS times_shown,
        0 AS times_followed
      FROM (
        SELECT day, review_id, view, kind, is_known IS NULL AS is_first
        FROM added
        LEFT JOIN (SELECT DISTINCT view, kind, day, review_id, true AS is_known FROM known) AS earlier
          USING (view, kind, day, review_id)
      ) AS as_what_is_read
      GROUP BY 1, 2
      UNION ALL
      SELECT
        day, target_id, 0, 0, 0, 0,
        count(*) FILTER (WHERE kind = 'IMPRESSION'), count(*) FILTER (WHERE kind = 'CLICK')
      FROM added
      GROUP BY 1, 2
    ) AS both_ways
    GROUP BY 1, 2
    ON CONFLICT (day, review_id) DO UPDATE
    SET views = total.views + excluded.views,
      followed_views = total.followed_views + excluded.followed_views,
      impressions = total.impressions + excluded.impressions,
      clicks = total.clicks + excluded.clicks,
      times_shown = total.times_shown + excluded.times_shown,
      times_followed = total.times_followed + excluded.times_followed
  )
  SELECT count(*)::int AS added FROM added`;
