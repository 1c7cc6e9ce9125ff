import type { Client } from 'pg';
import { createDays } from '../../src/engagement/event-days.store';

const dayMs = 24 * 3_600_000;
/** What a view comes to, by what is said below: impressions of one to six entries, and a click now and then. */
const eventsInView = 3.66;

/**
 * Some events on each of so many days that end today, the same for the same seed. Articles are read as often as
 * their rank has it: half as often for twice the rank. Under each stand the same six entries, of which readers see the
 * first one to six, and click the first more often than the last.
 */
export async function writeEvents(
  client: Client,
  { events, days, seed, onDay }: { events: number; days: number; seed: number; onDay: () => void },
): Promise<void> {
  const today = Math.floor(Date.now() / dayMs) * dayMs;
  const dates = Array.from({ length: days }, (_, ago) =>
    new Date(today - ago * dayMs).toISOString().slice(0, 10),
  );
  await createDays(client, dates);
  await client.query('SELECT setseed($1)', [seed]);
  const views = Math.round(events / days / eventsInView);
  for (const [ago, day] of dates.entries()) {
    await client.query(writeDay, [day, views, ago < days / 3 ? 'default@2' : 'default@1']);
    onDay();
  }
  await client.query('/* bench: after a load */ ANALYZE engagement_event');
}

const writeDay = `/* bench: events of a day */
  WITH article AS MATERIALIZED (
    SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS number FROM review WHERE status = 'PUBLISHED'
  ), shown AS MATERIALIZED (
    SELECT
      gen_view.view, 1 + (floor(power(number, random()))::bigint * 7919 % number)::int AS place,
      1 + floor(random() * 6)::int AS seen, $1::timestamp AT TIME ZONE 'UTC' + random() * interval '1 day' AS at
    FROM article CROSS JOIN (
      SELECT md5($1 || place)::uuid AS view FROM generate_series(1, $2::int) AS place
    ) AS gen_view
  )
  INSERT INTO engagement_event (
    day, view, slot, kind, occurred_at, received_at, review_id, target_id, source, foremost, kinds, profile
  )
  SELECT
    $1::date, view, slot, kind, at, at, ids[place], ids[1 + (place * 31 + slot * 977) % number],
    CASE way WHEN 0 THEN 'PINNED' WHEN 1 THEN 'FALLBACK' ELSE 'RELATED' END::engagement_source,
    CASE WHEN way < 2 THEN 'NONE' WHEN way < 6 THEN 'DIRECTOR' WHEN way < 11 THEN 'ACTOR' WHEN way < 19 THEN 'GENRE'
      ELSE 'ERA' END::engagement_foremost,
    CASE WHEN way < 2 THEN 0 WHEN way < 6 THEN 13 WHEN way < 11 THEN 14 WHEN way < 19 THEN 12 ELSE 8 END,
    $3
  FROM shown
  CROSS JOIN article
  CROSS JOIN generate_series(0, 5) AS slot
  CROSS JOIN LATERAL (SELECT abs(hashint4(place * 6 + slot)::bigint) % 20 AS way) AS entry
  CROSS JOIN (VALUES ('IMPRESSION'::engagement_kind, 1.0), ('CLICK', 0.08)) AS event (kind, chance)
  WHERE slot < seen AND (kind = 'IMPRESSION' OR random() < chance / (1 + 0.35 * slot))`;
