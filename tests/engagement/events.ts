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

/** What all tables of counts hold, and what they would hold if they were counted anew out of the events. */
export async function countsAndRecount(sql: SqlExecutor): Promise<[kept: object, recounted: object]> {
  const kept: Record<string, object[]> = {
    hours: await sql.query(`SELECT to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24') AS hour,
      slot, source::text, foremost::text, kinds, profile, impressions, clicks
      FROM engagement_hour`),
    days: await sql.query(`SELECT day::text, review_id, target_id, impressions, clicks
      FROM engagement_day`),
    reviews: await sql.query(`SELECT day::text, review_id, views, followed_views, impressions, clicks,
      times_shown, times_followed FROM engagement_review_day`),
  };
  return [
    sorted(kept),
    recount(
      await sql.query<StoredEvent>(`SELECT view, slot, kind::text, review_id, target_id,
    source::text, foremost::text, kinds, profile, occurred_at FROM engagement_event`),
    ),
  ];
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
}

/** In this language and not in SQL, so that the two can hardly be wrong in the same way. */
export function recount(events: readonly StoredEvent[]) {
  const hours = new Map<string, { impressions: number; clicks: number }>();
  const days = new Map<string, { impressions: number; clicks: number }>();
  const reviews = new Map<
    string,
    {
      seen: Set<string>;
      followed: Set<string>;
      impressions: number;
      clicks: number;
      shown: number;
      chosen: number;
    }
  >();
  const at = <Value>(map: Map<string, Value>, key: unknown[], empty: () => Value) => {
    const text = JSON.stringify(key);
    const value = map.get(text) ?? empty();
    map.set(text, value);
    return value;
  };
  const none = () => ({ impressions: 0, clicks: 0 });
  const noReview = () => ({
    ...none(),
    seen: new Set<string>(),
    followed: new Set<string>(),
    shown: 0,
    chosen: 0,
  });
  for (const event of events) {
    const iso = event.occurred_at.toISOString();
    const day = iso.slice(0, 10);
    const isClick = event.kind === 'CLICK';
    const hour = [
      `${day} ${iso.slice(11, 13)}`,
      event.slot,
      event.source,
      event.foremost,
      event.kinds,
      event.profile,
    ];
    const source = at(reviews, [day, event.review_id], noReview);
    const target = at(reviews, [day, event.target_id], noReview);
    for (const count of [
      at(hours, hour, none),
      at(days, [day, event.review_id, event.target_id], none),
      source,
    ]) {
      if (isClick) count.clicks++;
      else count.impressions++;
    }
    if (isClick) target.chosen++;
    else target.shown++;
    source[isClick ? 'followed' : 'seen'].add(event.view);
  }
  const listed = <Value>(map: Map<string, Value>, row: (key: never[], value: Value) => object) =>
    [...map].map(([key, value]) => row(JSON.parse(key), value));
  return sorted({
    hours: listed(hours, ([hour, slot, source, foremost, kinds, profile], counts) => ({
      ...{ hour, slot, source, foremost, kinds, profile },
      ...counts,
    })),
    days: listed(days, ([day, review_id, target_id], counts) => ({ day, review_id, target_id, ...counts })),
    reviews: listed(reviews, ([day, review_id], { seen, followed, impressions, clicks, shown, chosen }) => ({
      ...{ day, review_id, views: seen.size, followed_views: followed.size, impressions, clicks },
      ...{ times_shown: shown, times_followed: chosen },
    })),
  });
}

function sorted(counts: Record<string, object[]>): Record<string, object[]> {
  const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  return Object.fromEntries(Object.entries(counts).map(([name, rows]) => [name, [...rows].sort(byText)]));
}
