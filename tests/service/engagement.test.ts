import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beaconOf, newView, postBeacon, recount, type StoredEvent } from '../engagement/events';
import { OwnPostgres } from '../support/own-postgres';
import { cleanUp, makeFolder, type RunningService, startService, waitUntil } from './program';

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await OwnPostgres.start({ dataDir: join(await makeFolder(), 'data'), maxConnections: 40 });
});
afterAll(async () => {
  await postgres?.stop();
  await cleanUp();
});

const env = () => ({ DATABASE_URL: postgres.url, LOG_LEVEL: 'fatal' });

async function listKey(): Promise<Buffer> {
  const [secret] = await postgres.ask<{ value: Buffer }>('SELECT value FROM secret');
  return secret!.value;
}

/** Sends beacons of three events, many at a time, until it is stopped. @returns what stops it and tells what came of them. */
function sendBeacons(urls: string[], key: Buffer) {
  const acknowledged: string[] = [];
  const statuses = new Map<number | string, number>();
  let isOver = false;
  const send = async (worker: number) => {
    while (!isOver) {
      const view = newView();
      const kinds = ['IMPRESSION', 'IMPRESSION', 'CLICK'];
      const beacon = beaconOf(key, {
        view,
        events: kinds.map((kind, place) => ({ kind, slot: place % 2, ageMs: 0 })),
      });
      const answer = await postBeacon(urls[worker % urls.length]!, beacon).catch(() => undefined);
      const status = answer?.status ?? 'no answer';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 204) acknowledged.push(Buffer.from(view, 'base64url').toString('hex'));
      else await sleep(20);
    }
  };
  const sending = Promise.all(Array.from({ length: 20 }, (_, worker) => send(worker)));
  return {
    acknowledged,
    statuses,
    stop: async () => {
      isOver = true;
      await sending;
    },
  };
}

/** All that was acknowledged is there as a whole, and what is there is counted. */
async function expectNothingLost(acknowledged: string[]): Promise<void> {
  const events = await postgres.ask<StoredEvent>('SELECT *, kind::text, source::text FROM engagement_event');
  const byView = new Map<string, number>();
  for (const { view } of events) {
    const hex = view.replaceAll('-', '');
    byView.set(hex, (byView.get(hex) ?? 0) + 1);
  }
  expect(acknowledged.filter((view) => byView.get(view) !== 3)).toEqual([]);
  expect([...byView.values()].filter((count) => count !== 3)).toEqual([]); // nothing by halves either
  expect(acknowledged.length).toBeGreaterThan(50);
  const { placements } = recount(events) as { placements: { impressions: number; clicks: number }[] };
  const [kept] = await postgres.ask<{ impressions: number; clicks: number }>(
    'SELECT sum(impressions)::int AS impressions, sum(clicks)::int AS clicks FROM engagement_placement_day',
  );
  const sum = (of: 'impressions' | 'clicks') => placements.reduce((total, day) => total + day[of], 0);
  expect(kept).toEqual({ impressions: sum('impressions'), clicks: sum('clicks') });
}

it('what was acknowledged is there when the service is killed', async () => {
  const service = await startService({ env: env() });
  const beacons = sendBeacons([service.url], await listKey());
  await waitUntil(() => beacons.acknowledged.length > 100, 10_000);
  await service.stop('SIGKILL');
  await beacons.stop();
  await expectNothingLost(beacons.acknowledged);
});

it('two instances, of which one is told to end: it answers and writes what it has taken, and ends cleanly', async () => {
  const services = await Promise.all([startService({ env: env() }), startService({ env: env() })]);
  const beacons = sendBeacons(
    services.map(({ url }) => url),
    await listKey(),
  );
  await waitUntil(() => beacons.acknowledged.length > 100, 10_000);
  const ended = await services[0]!.stop();
  const before = beacons.acknowledged.length;
  await waitUntil(() => beacons.acknowledged.length > before + 50, 10_000);
  await beacons.stop();
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  expect([...beacons.statuses.keys()].filter((status) => ![204, 'no answer'].includes(status))).toEqual([]);
  await expectNothingLost(beacons.acknowledged);
  await services[1]!.stop();
});

it('PostgreSQL stopped, killed and frozen: 503 and when to try again meanwhile, then as before', async () => {
  const service: RunningService = await startService({ env: env() });
  const key = await listKey();
  const beacons = sendBeacons([service.url], key);
  const refusedOnce = async () => {
    let retryAfter: string | null = null;
    let code: string | undefined;
    await waitUntil(async () => {
      const answer = await postBeacon(service.url, beaconOf(key));
      if (answer.status !== 503) return false;
      retryAfter = answer.headers.get('retry-after');
      code = ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions
        .code;
      return true;
    }, 15_000);
    expect([retryAfter, code]).toEqual(['5', 'SERVICE_UNAVAILABLE']);
  };
  const takesAgain = async () => {
    const before = beacons.acknowledged.length;
    await waitUntil(() => beacons.acknowledged.length > before + 50, 20_000);
  };
  await takesAgain();
  await postgres.stop();
  await refusedOnce();
  await postgres.startAgain();
  await takesAgain();
  await postgres.kill();
  await refusedOnce();
  await postgres.startAgain();
  await takesAgain();
  postgres.freeze();
  try {
    await refusedOnce();
  } finally {
    postgres.thaw();
  }
  await takesAgain();
  await beacons.stop();
  expect([...beacons.statuses.keys()].sort()).toEqual([204, 503]);
  await expectNothingLost(beacons.acknowledged);
  expect(await service.stop()).toMatchObject({ exitCode: 0, stderr: '' });
});
