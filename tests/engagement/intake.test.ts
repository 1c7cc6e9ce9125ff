import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type { Client } from 'pg';
import { eventKinds, foremostKinds, listSources } from '../../src/engagement/dimensions';
import { takeIn } from '../../src/engagement/engagement.store';
import type { EngagementEvent } from '../../src/engagement/engagement-event';
import { Intake } from '../../src/engagement/intake';
import { createStore, type TestStore } from '../support/store';
import { connectTo, countsAndRecount, emptyEngagement, eventOf } from './events';

const hourMs = 3_600_000;

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
beforeEach(() => store.sql.query(emptyEngagement));

const countEvents = async () =>
  (await store.sql.query<{ count: number }>('SELECT count(*)::int AS count FROM engagement_event'))[0]!.count;

async function expectRightCounts(): Promise<void> {
  const [kept, recounted] = await countsAndRecount(store.sql);
  expect(kept).toEqual(recounted);
}

const at = (iso: string) => ({ occurredAt: new Date(iso), receivedAt: new Date(iso) });

describe('what is taken in', () => {
  it('is stored as it is, and counted by day, by week, by review and by entry', async () => {
    const view = randomUUID();
    const shown = eventOf({
      view,
      ...at('2026-03-04T05:59:59.999Z'),
      source: 'PINNED',
      foremost: 'NONE',
      kinds: 0,
    });
    const other = eventOf({ view, slot: 1, targetId: 22, ...at('2026-03-04T06:00:00Z'), kinds: 5 });
    const clicked: EngagementEvent = { ...other, kind: 'CLICK' };
    expect(await takeIn(client, [shown, other, clicked])).toBe(3);
    expect(await store.sql.query('SELECT * FROM engagement_event ORDER BY slot, kind')).toEqual(
      [shown, other, clicked].map((event) => ({
        day: new Date('2026-03-04'),
        view: event.view,
        slot: event.slot,
        kind: event.kind,
        occurred_at: event.occurredAt,
        received_at: event.receivedAt,
        review_id: event.reviewId,
        target_id: event.targetId,
        source: event.source,
        foremost: event.foremost,
        kinds: event.kinds,
        profile: event.profile,
        is_demo: false,
      })),
    );
    const [kept] = await countsAndRecount(store.sql);
    const day = '2026-03-04';
    const pinned = {
      ...{ slot: 0, source: 'PINNED', foremost: 'NONE', kinds: 0, profile: 'default@2', is_demo: false },
      ...{ impressions: 1, clicks: 0 },
    };
    const related = {
      ...{ slot: 1, source: 'RELATED', foremost: 'DIRECTOR', kinds: 5, profile: 'default@2', is_demo: false },
      ...{ impressions: 1, clicks: 1 },
    };
    expect(kept).toEqual({
      days: [
        { ...pinned, day, review_id: 11, target_id: 21 },
        { ...related, day, review_id: 11, target_id: 22 },
      ],
      weeks: [pinned, related].map((placed) => ({ ...placed, week: '2026-03-02', review_id: 11 })),
      placements: [pinned, related].map((placed) => ({ ...placed, day })),
      reviews: [
        {
          ...{ day, review_id: 11, is_demo: false, impressions: 2, clicks: 1 },
          ...{ views: 1, followed_views: 1 },
        },
      ],
      targets: [
        { day, target_id: 21, is_demo: false, impressions: 1, clicks: 0 },
        { day, target_id: 22, is_demo: false, impressions: 1, clicks: 1 },
      ],
    });
    await expectRightCounts();
  });

  it('counts once, however often it comes in a batch, and in batches', async () => {
    const event = eventOf();
    expect(await takeIn(client, [event, { ...event }, eventOf(), event])).toBe(2);
    expect(await takeIn(client, [eventOf(), event])).toBe(1);
    expect(await takeIn(client, [event])).toBe(0);
    expect(await countEvents()).toBe(3);
    await expectRightCounts();
  });

  it('counts once when it comes again with another age, across the borders of days too', async () => {
    const event = eventOf(at('2026-03-04T23:59:59Z'));
    expect(await takeIn(client, [event, { ...event, ...at('2026-03-05T00:00:01Z') }])).toBe(1);
    expect(await takeIn(client, [{ ...event, ...at('2026-03-05T00:00:02Z') }])).toBe(0);
    expect(
      await takeIn(client, [
        {
          ...event,
          receivedAt: new Date('2026-03-10T12:00:00Z'),
          occurredAt: new Date('2026-03-08T12:00:00Z'),
        },
      ]),
    ).toBe(0);
    expect(await countEvents()).toBe(1);
    await expectRightCounts();
  });

  it('is not the same for being of another slot, kind or view', async () => {
    const event = eventOf();
    const others: Partial<EngagementEvent>[] = [{ slot: 1 }, { kind: 'CLICK' }, { view: randomUUID() }];
    expect(await takeIn(client, [event, ...others.map((other) => ({ ...event, ...other }))])).toBe(4);
  });

  it('goes to the day and hour in which it occurred, however late it comes', async () => {
    const receivedAt = new Date('2026-03-11T00:30:00Z');
    const late = [1, 24, 25, 7 * 24].map((hours) =>
      eventOf({ receivedAt, occurredAt: new Date(receivedAt.getTime() - hours * hourMs) }),
    );
    await takeIn(client, [eventOf({ receivedAt, occurredAt: receivedAt })]);
    await takeIn(client, late);
    const days = await store.sql.query<{ day: string }>(
      'SELECT day::text FROM engagement_event ORDER BY day',
    );
    expect(days.map(({ day }) => day)).toEqual([
      '2026-03-04',
      '2026-03-09',
      '2026-03-10',
      '2026-03-10',
      '2026-03-11',
    ]);
    await expectRightCounts();
  });

  it.each(['Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'])(
    'goes by UTC, whatever the time zone of the server, also while clocks change: %s',
    async (zone) => {
      const elsewhere = await connectTo(store.url, { options: `-c timezone=${zone}` });
      // Both ways, in Europe and in America.
      const changes = [
        '2026-03-29T01:00:00Z',
        '2026-10-25T01:00:00Z',
        '2026-03-08T07:00:00Z',
        '2026-11-01T06:00:00Z',
      ];
      const minutes = [-90, -60, -30, -1, 0, 30, 59, 60, 90];
      const events = changes.flatMap((change) =>
        minutes.map((minute) => eventOf(at(new Date(Date.parse(change) + minute * 60_000).toISOString()))),
      );
      expect(await takeIn(elsewhere, events)).toBe(events.length);
      await elsewhere.end();
      await expectRightCounts();
    },
  );

  it('is nothing where one of a batch cannot be written', async () => {
    await expect(takeIn(client, [eventOf(), eventOf({ slot: 70_000 })])).rejects.toThrow('out of range');
    expect(await countEvents()).toBe(0);
    expect(await takeIn(client, [eventOf()])).toBe(1); // over the same connection
  });
});

describe('counts', () => {
  const day = Date.parse('2026-03-04T00:00:00Z');
  const pick = <Value>(...values: Value[]) => fc.constantFrom(...values);
  const views = Array.from({ length: 4 }, () => randomUUID());
  const events = fc.record<EngagementEvent>({
    view: pick(...views),
    slot: pick(0, 1, 2),
    kind: pick(...eventKinds),
    occurredAt: fc.integer({ min: 0, max: 3 * 24 * 4 }).map((quarters) => new Date(day + quarters * 900_000)),
    receivedAt: fc.constant(new Date('2026-03-07T12:00:00Z')),
    reviewId: pick(1, 2, 3),
    targetId: pick(1, 2, 3),
    source: pick(...listSources),
    foremost: pick(...foremostKinds),
    kinds: pick(0, 5, 15),
    profile: pick('default@2', 'auteurs@1', 'a "quoted", {braced} \\ name@1'),
  });

  it('are those of the events, whatever comes in whatever batches', async () => {
    await fc.assert(
      fc
        .asyncProperty(
          fc.array(fc.array(events, { minLength: 1, maxLength: 12 }), { maxLength: 5 }),
          async (batches) => {
            const seen = new Set<string>();
            for (const batch of batches) {
              const before = seen.size;
              for (const { view, slot, kind } of batch) seen.add(`${view} ${slot} ${kind}`);
              expect(await takeIn(client, batch)).toBe(seen.size - before);
            }
            expect(await countEvents()).toBe(seen.size);
            await expectRightCounts();
          },
        )
        .afterEach(() => store.sql.query(emptyEngagement)),
      { numRuns: 40 },
    );
  });
});

describe('two instances', () => {
  it('write beside each other: each event counts once, and none is lost', async () => {
    const errors: unknown[] = [];
    const batches: number[] = [];
    const intakes = [1, 2].map(
      () =>
        new Intake({
          url: store.url,
          onBatch: ({ added }) => batches.push(added),
          onError: (error) => errors.push(error),
        }),
    );
    const now = Date.now();
    const all = Array.from({ length: 3_000 }, (_, number) =>
      eventOf({
        view: randomUUID(),
        slot: number % 6,
        kind: number % 10 === 0 ? 'CLICK' : 'IMPRESSION',
        reviewId: 1 + (number % 40),
        targetId: 50 + (number % 30),
        occurredAt: new Date(now - (number % 50) * hourMs),
        receivedAt: new Date(now),
      }),
    );
    const beacons = Array.from({ length: all.length / 5 }, (_, place) => all.slice(place * 5, place * 5 + 5));
    // Each beacon to both, those of the second in the other order.
    await Promise.all([
      ...beacons.map((beacon) => intakes[0]!.take(beacon)),
      ...beacons.toReversed().map((beacon) => intakes[1]!.take(beacon)),
    ]);
    await Promise.all(intakes.map((intake) => intake.stop()));
    expect(errors).toEqual([]);
    expect(batches.length).toBeLessThan(20);
    expect(batches.reduce((sum, added) => sum + added)).toBe(all.length);
    expect(await countEvents()).toBe(all.length);
    await expectRightCounts();
  });
});

describe('an intake', () => {
  const intakeOf = (url = store.url) => {
    const errors: unknown[] = [];
    return { intake: new Intake({ url, onError: (error) => errors.push(error) }), errors };
  };

  it('acknowledges what can be read by others from then on', async () => {
    const { intake } = intakeOf();
    await intake.take([eventOf()]);
    expect(await countEvents()).toBe(1);
    await intake.stop();
  });

  it('takes more at once from whom it has just answered', async () => {
    const { intake } = intakeOf();
    for (let time = 0; time < 3; time++) await intake.take([eventOf()]);
    expect(await countEvents()).toBe(3);
    await intake.stop();
  });

  it('takes so many at most; what it has taken is written, and then it takes more', async () => {
    const { intake, errors } = intakeOf();
    const many = Array.from({ length: 10_000 }, () => eventOf());
    const taken = [intake.take(many), intake.take(many.map((event) => ({ ...event, slot: 1 })))];
    expect(intake.queueLength).toBe(20_000);
    await expect(intake.take([eventOf()])).rejects.toMatchObject({ name: 'IntakeFull' });
    await Promise.all(taken);
    expect(intake.queueLength).toBe(0);
    await intake.take([eventOf()]);
    expect(await countEvents()).toBe(20_001);
    await intake.stop();
    expect(errors).toEqual([]);
  });

  it('writes what it has taken before it stops, and takes nothing more', async () => {
    const { intake } = intakeOf();
    const taken = intake.take([eventOf()]);
    await intake.stop();
    await taken;
    expect(await countEvents()).toBe(1);
    await expect(intake.take([eventOf()])).rejects.toMatchObject({ name: 'StoreUnavailableError' });
  });

  it('says so where there is no store, and keeps nothing back', async () => {
    const { intake, errors } = intakeOf('postgres://nobody@127.0.0.1:1/none');
    await expect(Promise.all([intake.take([eventOf()]), intake.take([eventOf()])])).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect([intake.queueLength, errors.length]).toEqual([0, 1]);
    await intake.stop();
  });

  it('goes on over another connection when its own has been cut', async () => {
    const { intake, errors } = intakeOf();
    for (let round = 0; round < 3; round++) {
      await intake.take([eventOf()]);
      await store.sql.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'reelgraph engagement' AND datname = current_database()`,
      );
    }
    await intake.take([eventOf()]);
    await intake.stop();
    expect(errors).toEqual([]);
    expect(await countEvents()).toBe(4);
  });
});
