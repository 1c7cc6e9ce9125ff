import type { ClientBase } from 'pg';
import { codeOf } from '../errors';
import { type EngagementEvent, oldestEventMs } from './engagement-event';
import { createDays } from './event-days.store';
import { dayKey, placement, type RollUp, reviewDayKey, rollUps, sumsFor, tally } from './roll-ups';

/**
 * One batch at a time in the whole store. Each raises the same few counts of the day, so that they would wait for
 * each other in any case; so they cannot wait in a circle, and none overlooks what the other is just writing.
 */
const intakeLock = 7_360_007;

/** The clocks of two instances differ by less. What either takes for now is the latest that an event can lie at. */
const clockDriftMs = 24 * 3_600_000;

/** What `takeIn` wants of its connection. */
export const writerSettings = {
  timezone: 'UTC',
  // A day's partition grows faster than its statistics: planned by them, it would now and then be read as a whole.
  enable_seqscan: 'off',
  jit: 'off',
  plan_cache_mode: 'force_custom_plan', // leaves out the days that nothing can lie on
};

/**
 * Write events and raise the counts that they belong to, all in one transaction. An event that is there already,
 * from another batch or instance or twice in this one, is left out.
 * @param isDemo whether they are made up; real ones unless told.
 * @returns how many were new. @throws whatever PostgreSQL says; then nothing has been written.
 */
export async function takeIn(
  client: ClientBase,
  events: readonly EngagementEvent[],
  { isDemo = false }: { isDemo?: boolean } = {},
): Promise<number> {
  const values = [...valuesOf(events), isDemo];
  try {
    return await write(client, values);
  } catch (error) {
    if (!isDayMissing(error)) throw error;
    await createDays(
      client,
      events.map(({ occurredAt }) => occurredAt.toISOString().slice(0, 10)),
    );
    return write(client, values);
  }
}

function write(client: ClientBase, values: readonly unknown[]): Promise<number> {
  return aloneWithCounts(client, async () => {
    const { rows } = await client.query<{ added: number }>({
      name: 'take in',
      text: takeInText,
      values: values as unknown[],
    });
    return rows[0]!.added;
  });
}

/** Does work in a transaction, while nobody else takes events in or changes counts. */
export async function aloneWithCounts<Result>(
  client: ClientBase,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    // The lock comes before the snapshot that events are looked for in.
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${intakeLock})`);
    const result = await work();
    await client.query('COMMIT');
    return result;
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
  const arrivals = events.map(({ receivedAt }) => receivedAt.getTime());
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
    new Date(Math.min(...arrivals) - oldestEventMs).toISOString(),
    new Date(Math.max(...arrivals) + clockDriftMs).toISOString(),
  ];
}

/** Adds to the counts that are there already. */
function raise(
  { table, key }: Pick<RollUp, 'table' | 'key'>,
  rows: string,
  counts = ['impressions', 'clicks'],
): string {
  return `
    INSERT INTO ${table} AS total (${[...key, ...counts].join(', ')})
    ${rows}
    ON CONFLICT (${key.join(', ')}) DO UPDATE
    SET ${counts.map((count) => `${count} = total.${count} + excluded.${count}`).join(', ')}`;
}

/**
 * An event can lie on another day than the first time that it came: it is looked for on all days that it can lie on.
 * `day` of an event is of UTC, `local_day` of the calendar that the counts go by.
 */
const takeInText = `/* take in events */
  WITH calendar AS (
    SELECT time_zone FROM engagement_calendar
  ), given AS (
    SELECT DISTINCT ON (view, slot, kind) *, (occurred_at AT TIME ZONE 'UTC')::date AS day
    FROM unnest(
      $1::uuid[], $2::smallint[], $3::engagement_kind[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::int[],
      $8::engagement_source[], $9::engagement_foremost[], $10::smallint[], $11::text[]
    ) AS event (
      view, slot, kind, occurred_at, received_at, review_id, target_id, source, foremost, kinds, profile
    )
    ORDER BY view, slot, kind, occurred_at
  ), known AS MATERIALIZED (
    SELECT view, slot, kind, review_id, is_demo, (occurred_at AT TIME ZONE time_zone)::date AS local_day
    FROM engagement_event CROSS JOIN calendar
    WHERE view = ANY ($1::uuid[]) AND day BETWEEN ($12::timestamptz AT TIME ZONE 'UTC')::date AND ($13::timestamptz AT TIME ZONE 'UTC')::date
  ), inserted AS (
    INSERT INTO engagement_event (
      day, view, slot, kind, occurred_at, received_at, review_id, target_id, source, foremost, kinds, profile, is_demo
    )
    SELECT
      day, view, slot, kind, occurred_at, received_at, review_id, target_id, source, foremost, kinds, profile, $14
    FROM given
    WHERE NOT EXISTS (
      SELECT FROM known WHERE (known.view, known.slot, known.kind) = (given.view, given.slot, given.kind)
    )
    RETURNING *
  ), added AS MATERIALIZED (
    SELECT inserted.*, (occurred_at AT TIME ZONE time_zone)::date AS local_day FROM inserted CROSS JOIN calendar
  ), used AS (
    SELECT DISTINCT ${placement} FROM added
  ), met_before AS MATERIALIZED (
    SELECT id, ${placement} FROM used JOIN engagement_placement USING (${placement})
  ), met_first AS (
    INSERT INTO engagement_placement (${placement})
    SELECT ${placement} FROM used EXCEPT SELECT ${placement} FROM met_before
    RETURNING id, ${placement}
  ), counted AS MATERIALIZED (
    SELECT local_day AS day, review_id, target_id, id AS placement_id, is_demo, ${tally}
    FROM added JOIN (TABLE met_before UNION ALL TABLE met_first) AS placement USING (${placement})
    GROUP BY 1, 2, 3, 4, 5
  ), days AS (
    ${raise({ table: 'engagement_day', key: dayKey }, 'TABLE counted')}
  ), ${rollUps.map((rollUp) => `${rollUp.table}_raised AS (${raise(rollUp, sumsFor(rollUp, 'counted'))})`).join(', ')},
  reviews AS (
    ${raise(
      { table: 'engagement_review_day', key: reviewDayKey },
      `SELECT
        local_day, review_id, is_demo, ${tally},
        count(DISTINCT view) FILTER (WHERE kind = 'IMPRESSION' AND is_first),
        count(DISTINCT view) FILTER (WHERE kind = 'CLICK' AND is_first)
      FROM (
        SELECT local_day, review_id, is_demo, view, kind, is_known IS NULL AS is_first
        FROM added
        LEFT JOIN (SELECT DISTINCT local_day, review_id, is_demo, view, kind, true AS is_known FROM known) AS earlier
          USING (local_day, review_id, is_demo, view, kind)
      ) AS under_it
      GROUP BY 1, 2, 3`,
      ['impressions', 'clicks', 'views', 'followed_views'],
    )}
  )
  SELECT count(*)::int AS added FROM added`;
