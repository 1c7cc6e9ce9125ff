import type { Client } from 'pg';
import { takeIn } from '../../src/engagement/engagement.store';
import { keepDays } from '../../src/engagement/event-days';
import { createDays, dropDaysBefore } from '../../src/engagement/event-days.store';
import { waitUntil } from '../service/program';
import { createStore, type TestStore } from '../support/store';
import { connectTo, countsAndRecount, eventOf } from './events';

let store: TestStore;
let client: Client;
beforeEach(async () => {
  store = await createStore();
  client = await connectTo(store.url, { lock_timeout: 2_000 });
});
afterEach(async () => {
  await client.end();
  await store.drop();
});

const daysThere = async () =>
  (
    await store.sql.query<{ day: string }>(
      `SELECT right(inhrelid::regclass::text, 8) AS day FROM pg_inherits
       WHERE inhparent = 'engagement_event'::regclass ORDER BY 1`,
    )
  ).map(({ day }) => day);

const isLeaving = async () =>
  (await store.sql.query('SELECT FROM pg_inherits WHERE inhdetachpending')).length > 0;

const on = (day: string) => {
  const at = new Date(`${day}T12:00:00Z`);
  return eventOf({ occurredAt: at, receivedAt: at });
};
const today = new Date('2026-03-01T00:10:00Z');

it('days are made ahead, and those before the last that is kept are dropped', async () => {
  await takeIn(client, [on('2026-02-18')]);
  await takeIn(client, [on('2026-02-19'), on('2026-02-20')]);
  expect(await keepDays(client, { today, retentionDays: 9 })).toEqual(['2026-02-18', '2026-02-19']);
  expect(await daysThere()).toEqual(['20260220', '20260301', '20260302', '20260303']);
  expect(await keepDays(client, { today, retentionDays: 9 })).toEqual([]);
});

it('counts stay when their events go', async () => {
  await takeIn(client, [on('2026-01-01'), on('2026-01-02')]);
  const [before] = await countsAndRecount(store.sql);
  await keepDays(client, { today, retentionDays: 8 });
  const [after] = await countsAndRecount(store.sql);
  expect(after).toEqual(before);
  expect(await store.sql.query('SELECT 1 FROM engagement_event')).toEqual([]);
});

it('a day that is missing is made with the first event of it, by several at once too', async () => {
  const clients = await Promise.all(Array.from({ length: 4 }, () => connectTo(store.url)));
  const added = await Promise.all(
    clients.map((each, place) => takeIn(each, [on('2026-02-18'), on(`2026-02-${19 + (place % 2)}`)])),
  );
  await Promise.all(clients.map((each) => each.end()));
  expect(added).toEqual([2, 2, 2, 2]);
  expect(await daysThere()).toEqual(['20260218', '20260219', '20260220']);
});

it('a day is dropped beside a writer and a reader that take their time, and neither waits', async () => {
  await takeIn(client, [on('2026-01-01'), on('2026-02-28')]);
  const reader = await connectTo(store.url);
  await reader.query('BEGIN; SELECT count(*) FROM engagement_event');
  const dropper = await connectTo(store.url);
  const dropped = dropDaysBefore(dropper, '2026-02-01');
  await waitUntil(isLeaving, 5_000);
  expect(await takeIn(client, [on('2026-02-28'), on('2026-03-05')])).toBe(2);
  const another = await store.sql.query('SELECT 1 FROM engagement_event');
  expect(another).toHaveLength(3); // the day that leaves is gone already
  expect(await dropDaysBefore(client, '2026-02-01')).toEqual([]); // that is being done
  await reader.query('COMMIT');
  expect(await dropped).toEqual(['2026-01-01']);
  expect(await daysThere()).toEqual(['20260228', '20260305']);
  await reader.end();
  await dropper.end();
});

it('what was interrupted is finished the next time', async () => {
  await takeIn(client, [on('2026-01-01'), on('2026-01-02'), on('2026-02-28')]);
  await client.query('ALTER TABLE engagement_event DETACH PARTITION engagement_event_20260102');
  const reader = await connectTo(store.url);
  await reader.query('BEGIN; SELECT count(*) FROM engagement_event');
  const impatient = await connectTo(store.url, { statement_timeout: 300 });
  await expect(dropDaysBefore(impatient, '2026-02-01')).rejects.toMatchObject({ code: '57014' });
  await reader.query('COMMIT');
  await client
    .query('ALTER TABLE engagement_event DETACH PARTITION engagement_event_20260102')
    .catch(() => undefined);
  expect(await dropDaysBefore(client, '2026-02-01')).toEqual(['2026-01-01', '2026-01-02']);
  expect(await store.sql.query(`SELECT 1 FROM pg_class WHERE relname ~ '^engagement_event_2026010'`)).toEqual(
    [],
  );
  await reader.end();
  await impatient.end();
});

it('days that are there are left alone', async () => {
  await createDays(client, ['2026-02-28', '2026-02-28', '2028-02-29']);
  await createDays(client, ['2026-02-28']);
  expect(await daysThere()).toEqual(['20260228', '20280229']);
  await expect(createDays(client, ["2026'--"])).rejects.toThrow('no day');
});
