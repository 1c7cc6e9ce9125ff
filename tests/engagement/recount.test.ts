import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type { Client } from 'pg';
import { aloneWithCounts, takeIn } from '../../src/engagement/engagement.store';
import type { EngagementEvent } from '../../src/engagement/engagement-event';
import { createDays, dropDaysBefore } from '../../src/engagement/event-days.store';
import { countAnew, recount } from '../../src/engagement/recount.store';
import { createStore, type TestStore } from '../support/store';
import { connectTo, countsAndRecount, emptyEngagement, eventOf } from './events';

let store: TestStore;
let client: Client;
beforeAll(async () => {
  store = await createStore();
  client = await connectTo(store.url);
});
afterAll(async () => {
  await client.end();
  await store.drop();
});
beforeEach(async () => {
  await store.sql.query(emptyEngagement);
  await store.sql.query(`UPDATE engagement_calendar SET time_zone = 'UTC', kept_from = NULL`);
});

const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia'];

async function expectRightCounts(): Promise<void> {
  const [kept, recounted] = await countsAndRecount(store.sql);
  expect(kept).toEqual(recounted);
}

const at = (iso: string): EngagementEvent =>
  eventOf({ occurredAt: new Date(iso), receivedAt: new Date(iso) });

/** Around midnight in each zone, and around changes of clocks in New York and on Lord Howe. */
const moments = [
  '2026-03-08T04:30:00Z',
  '2026-04-04T14:45:00Z',
  '2026-10-03T15:30:00Z',
  '2026-11-01T05:30:00Z',
];

describe('a time zone', () => {
  it.each(zones)('%s: what comes after, and what came before, counts by its days', async (timeZone) => {
    const events = fc.sample(
      fc.record({
        view: fc.constantFrom(...Array.from({ length: 30 }, () => randomUUID())),
        slot: fc.constantFrom(0, 1, 2),
        kind: fc.constantFrom('IMPRESSION' as const, 'CLICK' as const),
        occurredAt: fc
          .tuple(fc.constantFrom(...moments), fc.integer({ min: -100, max: 100 }))
          .map(([moment, quarters]) => new Date(Date.parse(moment) + quarters * 900_000)),
        reviewId: fc.constantFrom(1, 2),
      }),
      { numRuns: 200, seed: 5 },
    );
    const taken = events.map((event) => eventOf({ ...event, receivedAt: event.occurredAt }));
    await takeIn(client, taken.slice(0, 100));
    const { timeZone: changedTo, from } = await recount(client, { timeZone });
    expect([changedTo, from]).toEqual([timeZone, null]);
    await expectRightCounts();
    await takeIn(client, taken.slice(100));
    await expectRightCounts();
    await recount(client);
    await expectRightCounts();
  });

  it.each(['Europe/Atlantis', 'posixrules', '+02:00', 'EST5EDT,M3.2.0,M11.1.0', '', "x'--"])(
    'that there is not changes nothing: %j',
    async (timeZone) => {
      await takeIn(client, [at('2026-03-04T23:30:00Z')]);
      await expect(recount(client, { timeZone })).rejects.toThrow(/^there is no time zone/);
      expect(await store.sql.query('SELECT time_zone FROM engagement_calendar')).toEqual([
        { time_zone: 'UTC' },
      ]);
      await expectRightCounts();
    },
  );
});

it('counts what was counted wrongly, or not at all, demo events apart', async () => {
  const events = Array.from({ length: 40 }, (_, place) =>
    eventOf({ slot: place % 3, kind: place % 7 === 0 ? 'CLICK' : 'IMPRESSION', reviewId: 1 + (place % 2) }),
  );
  await takeIn(client, events);
  await store.sql.query('UPDATE engagement_event SET is_demo = true WHERE slot = 1');
  await store.sql.query('UPDATE engagement_day SET impressions = impressions + 1');
  await store.sql.query('DELETE FROM engagement_placement_day');
  expect(await recount(client)).toEqual({ events: 40, timeZone: 'UTC', from: null });
  await expectRightCounts();
});

it('adds up to nothing where there are no events', async () => {
  expect(await recount(client, { timeZone: 'Asia/Kolkata' })).toMatchObject({ events: 0 });
  await expectRightCounts();
});

it('leaves what was counted of events that have gone, the day on which they end included', async () => {
  const days = ['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02', '2026-02-03'];
  await createDays(client, days);
  await takeIn(
    client,
    days.flatMap((day) => [at(`${day}T02:00:00Z`), at(`${day}T20:00:00Z`)]),
  );
  await dropDaysBefore(client, '2026-02-01');
  // In New York, 1 February begins at 05:00 of UTC; in Kolkata it began on 31 January, of which nothing is left.
  expect(await recount(client)).toMatchObject({ events: 6, from: '2026-02-01' });
  const byDay = () =>
    store.sql.query('SELECT day::text, impressions FROM engagement_placement_day ORDER BY day');
  expect(await byDay()).toEqual(days.map((day) => ({ day, impressions: 2 })));
  expect(await recount(client, { timeZone: 'Asia/Kolkata' })).toMatchObject({ from: '2026-02-02' });
  expect(await byDay()).toEqual([
    { day: '2026-01-30', impressions: 2 },
    { day: '2026-01-31', impressions: 2 },
    { day: '2026-02-01', impressions: 2 },
    { day: '2026-02-02', impressions: 2 },
    { day: '2026-02-03', impressions: 2 },
    { day: '2026-02-04', impressions: 1 },
  ]);
  expect(
    await store.sql.query(
      'SELECT week::text, sum(impressions)::int AS impressions FROM engagement_week GROUP BY 1 ORDER BY 1',
    ),
  ).toEqual([
    { week: '2026-01-26', impressions: 6 },
    { week: '2026-02-02', impressions: 5 },
  ]);
});

it('is all or nothing, and what comes meanwhile waits', async () => {
  await takeIn(client, [at('2026-03-04T12:00:00Z')]);
  const other = await connectTo(store.url);
  let taken: Promise<number> | undefined;
  const broken = aloneWithCounts(client, async () => {
    await store.sql.query('DELETE FROM engagement_week'); // on another connection, committed
    await countAnew(client);
    taken = takeIn(other, [at('2026-03-05T12:00:00Z')]);
    expect(await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))])).toBe(
      'waits',
    );
    throw new Error('broken off');
  });
  await expect(broken).rejects.toThrow('broken off');
  expect(await taken).toBe(1);
  expect(await store.sql.query('SELECT impressions FROM engagement_week')).toEqual([{ impressions: 1 }]);
  await recount(client);
  await expectRightCounts();
  await other.end();
});
