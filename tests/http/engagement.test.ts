import { request } from 'node:http';
import { sharedSecret } from '../../src/access/secret.store';
import { isErrorCode } from '../../src/errors';
import { beaconOf, newView, postBeacon, someList } from '../engagement/events';
import { scrape } from '../support/metrics';
import { startTestService, type TestService } from '../support/service';

const weekMs = 7 * 24 * 3_600_000;

let service: TestService;
let key: Buffer;
beforeAll(async () => {
  service = await startTestService();
  key = await sharedSecret(service.store.sql, 'list ids');
});
afterAll(() => service.stop());

const stored = () =>
  service.store.sql.query<Record<string, unknown>>(
    'SELECT * FROM engagement_event ORDER BY received_at, slot, kind',
  );
const refusedFor = async (reason: string) =>
  (await scrape(service.url)).values.get(`reelgraph_engagement_refused_total{reason="${reason}"}`) ?? 0;
const seen = { kind: 'IMPRESSION', slot: 0, ageMs: 0 };

it.each(['text/plain;charset=UTF-8', 'text/plain', 'application/json'])(
  'a beacon of type %s is answered 204, and by then its events are in the store',
  async (type) => {
    const view = newView();
    const events = [
      { kind: 'IMPRESSION', slot: 1, ageMs: 5_000.4 },
      { kind: 'CLICK', slot: 1, ageMs: 0 },
    ];
    const from = Date.now();
    const response = await postBeacon(service.url, beaconOf(key, { view, events }), { 'content-type': type });
    expect([response.status, await response.text()]).toEqual([204, '']);
    const written = (await stored()).slice(-2);
    expect(written).toMatchObject(
      [0, 1].map((place) => ({
        kind: events[place]!.kind,
        slot: 1,
        review_id: someList.reviewId,
        target_id: 22,
        source: 'RELATED',
        foremost: 'ACTOR',
        kinds: 0b1011,
        profile: 'default@2',
      })),
    );
    const [shown, clicked] = written.map(({ occurred_at }) => (occurred_at as Date).getTime());
    expect(clicked! - shown!).toBe(5_000);
    expect(clicked).toBeGreaterThanOrEqual(from);
    expect(String(written[0]!.view).replaceAll('-', '')).toBe(Buffer.from(view, 'base64url').toString('hex'));
  },
);

it('a list of the API has an id by which its entries are known when they are clicked', async () => {
  const asked = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `{ review(slug: "pig") { related(first: 20) {
        listId profile edges { source reasons { kind } node { slug } }
      } } }`,
    }),
  });
  const { listId, profile, edges } = (await asked.json()).data.review.related;
  expect(listId.length).toBeLessThan(200);
  const slot = 2;
  const beacon = { view: newView(), list: listId, events: [{ kind: 'CLICK', slot, ageMs: 0 }] };
  expect((await postBeacon(service.url, beacon)).status).toBe(204);
  const clicked = await service.store.sql.query(
    `SELECT below.slug AS below, target.slug AS target, slot, source::text, foremost::text, profile
     FROM engagement_event
     JOIN review AS below ON below.id = review_id
     JOIN review AS target ON target.id = target_id
     WHERE view = $1`,
    [Buffer.from(beacon.view, 'base64url').toString('hex')],
  );
  const { source, reasons, node } = edges[slot];
  expect(clicked).toEqual([
    { below: 'pig', target: node.slug, slot, source, foremost: reasons[0].kind, profile },
  ]);
});

it('the same again is answered the same, and counts once', async () => {
  const beacon = beaconOf(key);
  const before = (await stored()).length;
  const answers = await Promise.all([1, 2, 3].map(() => postBeacon(service.url, beacon)));
  answers.push(await postBeacon(service.url, beacon));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
  expect((await stored()).length).toBe(before + 1);
});

describe('refused, and nothing written, is', () => {
  const beacon = (changes: object = {}) => ({ ...beaconOf(key), ...changes });
  const events = (...events: unknown[]) => beacon({ events });
  const padding = (length: number) => beacon({ padding: 'x'.repeat(length) });

  it.each<[string, () => unknown, [number, string, string], Record<string, string>?]>([
    ['what is no JSON', () => '{"view":', [400, 'BAD_REQUEST', 'malformed']],
    ['nothing', () => '', [400, 'BAD_REQUEST', 'malformed']],
    ['null', () => 'null', [400, 'BAD_REQUEST', 'malformed']],
    ['a list', () => '[]', [400, 'BAD_REQUEST', 'malformed']],
    ['a key that is dangerous', () => '{"__proto__": 1}', [400, 'BAD_REQUEST', 'malformed']],
    [
      'a form',
      () => 'view=1',
      [415, 'BAD_REQUEST', 'malformed'],
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['no view', () => beacon({ view: undefined }), [400, 'BAD_REQUEST', 'malformed']],
    ['a short view', () => beacon({ view: 'abc' }), [400, 'BAD_REQUEST', 'malformed']],
    [
      'a view of other letters',
      () => beacon({ view: `${newView().slice(1)}+` }),
      [400, 'BAD_REQUEST', 'malformed'],
    ],
    ['a number for a list', () => beacon({ list: 7 }), [400, 'BAD_REQUEST', 'malformed']],
    ['no events', () => events(), [400, 'BAD_REQUEST', 'malformed']],
    ['events that are none', () => beacon({ events: { length: 1 } }), [400, 'BAD_REQUEST', 'malformed']],
    ['an event that is null', () => events(seen, null), [400, 'BAD_REQUEST', 'malformed']],
    ['an event of another kind', () => events({ ...seen, kind: 'HOVER' }), [400, 'BAD_REQUEST', 'malformed']],
    ['a slot below 0', () => events({ ...seen, slot: -1 }), [400, 'BAD_REQUEST', 'malformed']],
    ['half a slot', () => events({ ...seen, slot: 0.5 }), [400, 'BAD_REQUEST', 'malformed']],
    ['a slot as text', () => events({ ...seen, slot: '0' }), [400, 'BAD_REQUEST', 'malformed']],
    ['an event of the future', () => events({ ...seen, ageMs: -1 }), [400, 'BAD_REQUEST', 'malformed']],
    ['an age as text', () => events({ ...seen, ageMs: '1' }), [400, 'BAD_REQUEST', 'malformed']],
    [
      'an age without end',
      () => JSON.stringify(events(seen)).replace('"ageMs":0', '"ageMs":1e999'),
      [400, 'BAD_USER_INPUT', 'too old'],
    ],
    [
      'an event older than a week',
      () => events(seen, { ...seen, ageMs: weekMs + 1 }),
      [400, 'BAD_USER_INPUT', 'too old'],
    ],
    [
      'a slot behind the last',
      () => events(seen, { ...seen, slot: 3 }),
      [400, 'BAD_USER_INPUT', 'no such slot'],
    ],
    [
      'a list that was changed',
      () => beacon({ list: beaconOf(key).list.replace(/.$/, '!') }),
      [400, 'BAD_USER_INPUT', 'forged'],
    ],
    ['a list of another service', () => beaconOf(Buffer.alloc(32)), [400, 'BAD_USER_INPUT', 'forged']],
    ['51 events', () => events(...Array(51).fill(seen)), [400, 'LIMIT_EXCEEDED', 'too many']],
    ['more than 16 kB', () => padding(16_384), [413, 'LIMIT_EXCEEDED', 'oversized']],
    ['a crawler', () => beacon(), [403, 'FORBIDDEN', 'crawler'], { 'user-agent': 'Googlebot/2.1' }],
    ['a script', () => beacon(), [403, 'FORBIDDEN', 'crawler'], { 'user-agent': 'curl/8.14.1' }],
  ])('%s', async (_what, body, [status, code, reason], ...[headers]) => {
    const before = [(await stored()).length, await refusedFor(reason)] as const;
    const response = await postBeacon(service.url, body(), headers);
    const answer = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect({ status: response.status, code: answer.errors[0]!.extensions.code }).toEqual({ status, code });
    expect(isErrorCode(code)).toBe(true);
    expect(answer.errors[0]!.message).toMatch(/^[A-Z"].*\.$/);
    expect([(await stored()).length, await refusedFor(reason)]).toEqual([before[0], before[1] + 1]);
  });

  it('not what is just within', async () => {
    const full = beaconOf(key, {
      events: Array.from({ length: 50 }, (_, place) => ({
        kind: place < 25 ? 'IMPRESSION' : 'CLICK',
        slot: place % 3,
        ageMs: place === 0 ? weekMs : place,
      })),
    });
    const length = JSON.stringify({ ...full, padding: '' }).length;
    const before = (await stored()).length;
    expect((await postBeacon(service.url, { ...full, padding: 'x'.repeat(16_384 - length) })).status).toBe(
      204,
    );
    expect((await stored()).length).toBe(before + 6);
  });
});

it('a beacon with cookies leaves nothing of them, nor of who sent it', async () => {
  const secret = 'who-i-am-4711';
  await postBeacon(service.url, beaconOf(key), {
    cookie: `session=${secret}`,
    referer: `https://example.com/${secret}`,
    'x-forwarded-for': '203.0.113.77',
  });
  const everything = JSON.stringify(await stored());
  expect(everything).not.toMatch(/who-i-am|203\.0\.113|Mozilla|Chrome|127\.0\.0\.1/);
});

describe('pages of which origin may send beacons', () => {
  const send = async (url: string, origin?: string, method = 'POST') => {
    const body = JSON.stringify(beaconOf(key));
    const { hostname, port } = new URL(url);
    // Not by fetch, which does not let a header Origin through everywhere.
    return new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
      const asked = request(
        {
          hostname,
          port,
          path: '/engagement',
          method,
          headers: {
            ...(method === 'POST' && { 'content-type': 'application/json' }),
            'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
            ...(origin && { origin }),
            ...(method === 'OPTIONS' && {
              'access-control-request-method': 'POST',
              'access-control-request-headers': 'content-type',
            }),
          },
        },
        (answer) => {
          answer.resume().on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers }));
        },
      );
      asked.on('error', reject);
      asked.end(method === 'POST' ? body : undefined);
    });
  };

  it('any, unless it is said', async () => {
    for (const origin of ['https://elsewhere.example', 'null', undefined, service.url]) {
      const { status, headers } = await send(service.url, origin);
      expect([status, headers['access-control-allow-origin']]).toEqual([204, origin]);
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers.vary).toMatch(/\borigin\b/i);
    }
  });

  it('a browser that asks first is told so', async () => {
    const { status, headers } = await send(service.url, 'https://elsewhere.example', 'OPTIONS');
    expect({ status, ...headers }).toMatchObject({
      status: 204,
      'access-control-allow-origin': 'https://elsewhere.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
    });
  });

  it('those that are listed and its own, whatever may read answers', async () => {
    const settings = {
      ENGAGEMENT_ORIGINS: 'https://www.example.com, http://localhost:3000',
      CORS_ORIGINS: 'https://other.example',
    };
    const strict = await startTestService({ settings });
    key = await sharedSecret(strict.store.sql, 'list ids');
    const statuses = async (method: string) =>
      Promise.all(
        [
          'https://www.example.com',
          'http://localhost:3000',
          strict.url,
          'https://other.example',
          'null',
          undefined,
        ].map(async (origin) => {
          const { status, headers } = await send(strict.url, origin, method);
          return [status, headers['access-control-allow-origin']];
        }),
      );
    const expected = [
      [204, 'https://www.example.com'],
      [204, 'http://localhost:3000'],
      [204, strict.url],
      [403, undefined],
      [403, undefined],
      [403, undefined],
    ];
    expect(await statuses('POST')).toEqual(expected);
    expect(await statuses('OPTIONS')).toEqual(expected);
    expect(await strict.store.sql.query('SELECT FROM engagement_event')).toHaveLength(3);
    await strict.stop();
    key = await sharedSecret(service.store.sql, 'list ids');
  });
});

it('what is taken in shows in the metrics', async () => {
  const { values } = await scrape(service.url);
  const events = (await stored()).length;
  expect(values.get('reelgraph_engagement_events_total{outcome="added"}')).toBe(events);
  expect(values.get('reelgraph_engagement_events_total{outcome="repeated"}')).toBe(3 + 44);
  expect(values.get('reelgraph_engagement_batch_duration_seconds_count')).toBeGreaterThan(3);
  expect(values.get('reelgraph_engagement_queue_events')).toBe(0);
});
