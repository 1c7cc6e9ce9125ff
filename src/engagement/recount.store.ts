import type { ClientBase } from 'pg';
import { OperatorError } from '../errors';
import { aloneWithCounts } from './engagement.store';
import { dayKey, placement, reviewDayKey, rollUps, sumsFor, tally } from './roll-ups';

export interface Recounted {
  events: number;
  timeZone: string;
  /** The first day that was counted anew; null where all were. What lies before stays as it was counted. */
  from: string | null;
}

/**
 * Count all events that are kept anew, by the days of another time zone if one is named. Figures show the old counts
 * until it is done; meanwhile no event is taken in.
 * @throws OperatorError if there is no such time zone; then nothing has been changed.
 */
export function recount(client: ClientBase, { timeZone }: { timeZone?: string } = {}): Promise<Recounted> {
  return aloneWithCounts(client, async () => {
    if (timeZone !== undefined) await setTimeZone(client, timeZone);
    return countAnew(client);
  });
}

async function setTimeZone(client: ClientBase, name: string): Promise<void> {
  const { rowCount } = await client.query(
    `/* set time zone */ UPDATE engagement_calendar SET time_zone = $1
    WHERE EXISTS (SELECT FROM pg_timezone_names WHERE name = $1)`,
    [name],
  );
  if (rowCount === 0 || !isKnownToBrowsers(name)) {
    throw new OperatorError(`there is no time zone "${name}": name one as in Europe/Berlin, or UTC`);
  }
}

/** PostgreSQL has names that no browser knows, such as posixrules. */
function isKnownToBrowsers(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Count the events that are kept anew. To be called in `aloneWithCounts`. */
export async function countAnew(client: ClientBase): Promise<Recounted> {
  // Some ten million events are grouped: in memory, as far as it goes.
  await client.query(`SET LOCAL work_mem = '128MB'`);
  // A day that began before the first event that is kept would lose what is not there any more.
  const { rows } = await client.query<{
    from: string | null;
    timeZone: string;
  }>(`/* first day to count anew */
    SELECT
      to_char(
        kept_from::timestamp AT TIME ZONE 'UTC' AT TIME ZONE time_zone + interval '1 day' - interval '1 microsecond',
        'YYYY-MM-DD'
      ) AS from,
      time_zone AS "timeZone"
    FROM engagement_calendar`);
  const { from, timeZone } = rows[0]!;
  const first = from ?? '-infinity';
  await client.query(`/* placements of events */
    INSERT INTO engagement_placement (${placement})
    SELECT DISTINCT ${placement} FROM engagement_event EXCEPT SELECT ${placement} FROM engagement_placement`);
  await client.query('/* forget days */ DELETE FROM engagement_day WHERE day >= $1::date', [first]);
  await client.query('/* forget days of reviews */ DELETE FROM engagement_review_day WHERE day >= $1::date', [
    first,
  ]);
  const { rows: counted } = await client.query<{ events: number }>(countDays, [first]);
  await client.query(countReviewDays, [first]);
  for (const rollUp of rollUps) {
    const { table, key, dateOf } = rollUp;
    const begin = dateOf('$1');
    await client.query(`/* forget sums */ DELETE FROM ${table} WHERE ${key[0]} >= ${begin}`, [first]);
    await client.query(
      `/* sum up */ INSERT INTO ${table} (${key.join(', ')}, impressions, clicks)
      ${sumsFor(rollUp, `engagement_day WHERE day >= ${begin}`)} ${inOrder}`,
      [first],
    );
  }
  return { events: counted[0]!.events, timeZone, from };
}

/** Of days, and so of periods, rows are found by where they lie: those of a day lie together. */
const inOrder = 'ORDER BY 1';

const localDay = '(occurred_at AT TIME ZONE (SELECT time_zone FROM engagement_calendar))::date';

const countDays = `/* count days */
  WITH counted AS (
    INSERT INTO engagement_day (${dayKey.join(', ')}, impressions, clicks)
    SELECT ${localDay}, review_id, target_id, placement.id, is_demo, ${tally}
    FROM engagement_event JOIN engagement_placement AS placement USING (${placement})
    WHERE ${localDay} >= $1::date
    GROUP BY 1, 2, 3, 4, 5
    ${inOrder}
    RETURNING impressions + clicks AS events
  )
  SELECT coalesce(sum(events), 0)::float8 AS events FROM counted`;

const countReviewDays = `/* count days of reviews */
  INSERT INTO engagement_review_day (${reviewDayKey.join(', ')}, impressions, clicks, views, followed_views)
  SELECT day, review_id, is_demo, sum(impressions), sum(clicks),
    count(*) FILTER (WHERE impressions > 0), count(*) FILTER (WHERE clicks > 0)
  FROM (
    SELECT ${localDay} AS day, review_id, is_demo, view, ${tally}
    FROM engagement_event
    WHERE ${localDay} >= $1::date
    GROUP BY 1, 2, 3, 4
  ) AS views
  GROUP BY 1, 2, 3
  ${inOrder}`;
