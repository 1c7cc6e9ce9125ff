import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { SqlExecutor } from '../../src/database/sql';
import type { EngagementEvent } from '../../src/engagement/engagement-event';
import { type List, signListId } from '../../src/engagement/list-id';

export const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

export const someList: List = {
  reviewId: 11,
  profile: 'default@2',
  entries: [
    { reviewId: 21, source: 'PINNED', kinds: [] },
    { reviewId: 22, source: 'RELATED', kinds: ['ACTOR', 'DIRECTOR', 'ERA'] },
    { reviewId: 23, source: 'FALLBACK', kinds: [] },
  ],
};

export const newView = () => randomBytes(16).toString('base64url');

export interface Reported {
  kind: string;
  slot: number;
  ageMs: number;
}

/** What the widget sends: by default an impression of the first entry of `someList`, right now. */
export function beaconOf(
  listKey: Buffer,
  {
    view = newView(),
    list = someList,
    events = [{ kind: 'IMPRESSION', slot: 0, ageMs: 0 }],
  }: { view?: string; list?: List; events?: Reported[] } = {},
) {
  return { view, list: signListId(listKey, list), events };
}

export function postBeacon(
  url: string,
  beacon: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/engagement`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': browser, ...headers },
    body: typeof beacon === 'string' ? beacon : JSON.stringify(beacon),
  });
}

/** An impression of the first entry of `someList`, just now. */
export function eventOf(event: Partial<EngagementEvent> = {}): EngagementEvent {
  const now = new Date();
  return {
    view: randomUUID(),
    slot: 0,
    kind: 'IMPRESSION',
    occurredAt: now,
    receivedAt: now,
    reviewId: 11,
    targetId: 21,
    source: 'RELATED',
    foremost: 'DIRECTOR',
    kinds: 1,
    profile: 'default@2',
    ...event,
  };
}

export async function connectTo(
  url: string,
  settings: Partial<ConstructorParameters<typeof Client>[0] & object> = {},
) {
  const client = new Client({ connectionString: url, ...settings });
  await client.connect();
  return client;
}

/** Leaves the calendar and the placements as they are. */
export const emptyEngagement = `TRUNCATE engagement_event, engagement_day, engagement_week,
  engagement_placement_day, engagement_review_day, engagement_target_day`;

const placement = 'slot, source::text, foremost::text, kinds, profile';

/** What all tables of counts hold, and what they would hold if they were counted anew out of the events. */
export async function countsAndRecount(sql: SqlExecutor): Promise<[kept: object, recounted: object]> {
  const placed = (table: string, columns: string) =>
    sql.query<object>(`SELECT ${columns}, ${placement}, is_demo, impressions, clicks
      FROM ${table} JOIN engagement_placement ON id = placement_id`);
  const kept: Record<string, object[]> = {
    days: await placed('engagement_day', 'day::text, review_id, target_id'),
    weeks: await placed('engagement_week', 'week::text, review_id'),
    placements: await placed('engagement_placement_day', 'day::text'),
    reviews: await sql.query(`SELECT day::text, review_id, is_demo, views, followed_views, impressions, clicks
      FROM engagement_review_day`),
    targets: await sql.query(`SELECT day::text, target_id, is_demo, impressions, clicks
      FROM engagement_target_day`),
  };
  const [calendar] = await sql.query<{ time_zone: string }>('SELECT time_zone FROM engagement_calendar');
  const events = await sql.query<StoredEvent>(
    `SELECT view, slot, kind::text, review_id, target_id, source::text, foremost::text, kinds, profile, occurred_at,
      is_demo FROM engagement_event`,
  );
  return [sorted(kept), recount(events, calendar!.time_zone)];
}

export interface StoredEvent {
  view: string;
  slot: number;
  kind: string;
  review_id: number;
  target_id: number;
  source: string;
  foremost: string;
  kinds: number;
  profile: string;
  occurred_at: Date;
  is_demo: boolean;
}

/** In this language and not in SQL, so that the two can hardly be wrong in the same way. */
export function recount(events: readonly StoredEvent[], timeZone = 'UTC') {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const tables = {
    days: new Counts(),
    weeks: new Counts(),
    placements: new Counts(),
    targets: new Counts(),
    reviews: new Counts(),
  };
  const views = new Map<object, { seen: Set<string>; followed: Set<string> }>();
  for (const event of events) {
    const { slot, source, foremost, kinds, profile, is_demo, review_id, target_id, kind, view } = event;
    const day = dayOf.format(event.occurred_at);
    const placed = { slot, source, foremost, kinds, profile, is_demo };
    tables.days.raise({ day, review_id, target_id, ...placed }, kind);
    tables.weeks.raise({ week: mondayBefore(day), review_id, ...placed }, kind);
    tables.placements.raise({ day, ...placed }, kind);
    tables.targets.raise({ day, target_id, is_demo }, kind);
    const reading = tables.reviews.raise({ day, review_id, is_demo }, kind);
    if (!views.has(reading)) views.set(reading, { seen: new Set(), followed: new Set() });
    views.get(reading)![kind === 'CLICK' ? 'followed' : 'seen'].add(view);
  }
  return sorted({
    days: tables.days.rows,
    weeks: tables.weeks.rows,
    placements: tables.placements.rows,
    targets: tables.targets.rows,
    reviews: tables.reviews.rows.map((row) => ({
      ...row,
      views: views.get(row)!.seen.size,
      followed_views: views.get(row)!.followed.size,
    })),
  });
}

class Counts {
  readonly #byKey = new Map<string, { impressions: number; clicks: number }>();

  raise(key: object, kind: string): object {
    const text = JSON.stringify(key);
    const row = this.#byKey.get(text) ?? { ...key, impressions: 0, clicks: 0 };
    this.#byKey.set(text, row);
    row[kind === 'CLICK' ? 'clicks' : 'impressions']++;
    return row;
  }

  get rows(): object[] {
    return [...this.#byKey.values()];
  }
}

function mondayBefore(day: string): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** Rows by what they hold, and what each holds by name. */
function sorted(counts: Record<string, object[]>): Record<string, object[]> {
  const inOrder = (row: object) =>
    Object.fromEntries(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
  const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  return Object.fromEntries(
    Object.entries(counts).map(([name, rows]) => [name, rows.map(inOrder).sort(byText)]),
  );
}
