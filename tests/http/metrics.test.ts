import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodes } from '../../src/errors';
import { limitsThatAreHit } from '../../src/http/metrics';
import { projectRoot } from '../../src/project';
import { waitUntil } from '../service/program';
import { scrape } from '../support/metrics';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  // No statement is to end before the test has looked at it.
  service = await startTestService({
    settings: { STATEMENT_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '60000' },
  });
});
afterAll(() => service.stop());

const post = async (body: object, signal?: AbortSignal) => {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  return response.json();
};
const read = async (series: string) => (await scrape(service.url)).values.get(`reelgraph_${series}`);
/** Labels of a metric, without those of its buckets. */
const labelsOf = async (name: string) =>
  [...(await scrape(service.url)).values.keys()].flatMap(
    (series) => new RegExp(`^reelgraph_${name}\\{(.*)\\}$`).exec(series)?.[1] ?? [],
  );

it('/metrics has what the process, the index, the pool and the callers do, by names as Prometheus has them', async () => {
  await post({ query: '{ genres { name } }' });
  const { types, values } = await scrape(service.url);
  expect(Object.fromEntries([...types].filter(([name]) => name.startsWith('reelgraph_')))).toEqual({
    reelgraph_build_info: 'gauge',
    reelgraph_engagement_batch_duration_seconds: 'histogram',
    reelgraph_engagement_batch_events: 'histogram',
    reelgraph_engagement_events_total: 'counter',
    reelgraph_engagement_queue_events: 'gauge',
    reelgraph_engagement_refused_total: 'counter',
    reelgraph_errors_total: 'counter',
    reelgraph_http_requests_in_flight: 'gauge',
    reelgraph_http_requests_total: 'counter',
    reelgraph_index_films: 'gauge',
    reelgraph_index_lag_seconds: 'gauge',
    reelgraph_index_people: 'gauge',
    reelgraph_index_reviews: 'gauge',
    reelgraph_index_size_bytes: 'gauge',
    reelgraph_limits_hit_total: 'counter',
    reelgraph_operation_duration_seconds: 'histogram',
    reelgraph_pool_connections: 'gauge',
    reelgraph_pool_idle_connections: 'gauge',
    reelgraph_pool_waiting: 'gauge',
    reelgraph_sql_statement_duration_seconds: 'histogram',
    reelgraph_sql_statement_failures_total: 'counter',
  });
  for (const [name, type] of types) {
    if (!name.startsWith('reelgraph_')) continue;
    expect({ name, isTotal: name.endsWith('_total') }).toEqual({ name, isTotal: type === 'counter' });
    expect(name).not.toMatch(/_(ms|milliseconds|kb|mb|percent)(_|$)/);
  }
  expect(values.get(`reelgraph_build_info{version="0.1.0",node="${process.version}"}`)).toBe(1);
  expect(values.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  expect(values.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
});

it('the alerts of the examples look at metrics that are there', async () => {
  const rules = readFileSync(join(projectRoot, 'examples/prometheus/rules.yml'), 'utf8');
  const named = rules.match(/(reelgraph|nodejs|process)_\w+/g)!;
  const { types } = await scrape(service.url);
  expect(named.length).toBeGreaterThan(4);
  for (const name of named) expect([...types.keys()]).toContain(name.replace(/_(bucket|count|sum)$/, ''));
});

it('every code of the table, and every limit, is there before it counts anything', async () => {
  const labels = (name: string, values: readonly string[]) => values.map((value) => `${name}="${value}"`);
  expect((await labelsOf('errors_total')).sort()).toEqual(labels('code', Object.keys(errorCodes)).sort());
  expect(await labelsOf('limits_hit_total')).toEqual(labels('limit', limitsThatAreHit));
});

const operations = (operation: string, outcome: string) =>
  `operation_duration_seconds_count{operation="${operation}",outcome="${outcome}"}`;
const requests = (route: string, status: string) =>
  `http_requests_total{route="${route}",status="${status}"}`;

describe('what is counted', () => {
  it.each<[string, () => Promise<unknown>, string[]]>([
    [
      'an operation that is answered',
      () => post({ query: 'query Genres { genres { name } }' }),
      [
        operations('Genres', 'ok'),
        requests('/graphql', '2xx'),
        'sql_statement_duration_seconds_count{statement="genres"}',
      ],
    ],
    ['one without a name', () => post({ query: '{ __typename }' }), [operations('anonymous', 'ok')]],
    [
      'one that the caller can mend',
      () => post({ query: 'query Genres { film { id } genres { name } }' }),
      [operations('Genres', 'refused'), 'errors_total{code="BAD_USER_INPUT"}'],
    ],
    [
      'a document without an operation',
      () => post({ query: 'nonsense' }),
      [operations('other', 'refused'), 'errors_total{code="GRAPHQL_PARSE_FAILED"}'],
    ],
    [
      'an address where nothing is',
      () => fetch(`${service.url}/no-such`),
      [requests('none', '4xx'), 'errors_total{code="BAD_REQUEST"}'],
    ],
    [
      'an array of operations',
      () => post([{ query: '{ __typename }' }]),
      ['limits_hit_total{limit="MAX_BATCH"}', 'errors_total{code="LIMIT_EXCEEDED"}'],
    ],
    [
      'a page that is too large',
      () => post({ query: '{ films(first: 101) { totalCount } }' }),
      ['limits_hit_total{limit="MAX_PAGE_SIZE"}'],
    ],
    ['a look at the health', () => fetch(`${service.url}/healthz`), [requests('/healthz', '2xx')]],
  ])('%s, each time that it comes', async (_what, ask, counters) => {
    const before = (await scrape(service.url)).values;
    await ask();
    await ask();
    const after = (await scrape(service.url)).values;
    for (const series of counters) {
      const name = `reelgraph_${series}`;
      expect({ name, more: (after.get(name) ?? 0) - (before.get(name) ?? 0) }).toEqual({ name, more: 2 });
    }
  });

  it('an operation that fails here, and the statement that fails with it', async () => {
    await service.store.sql.query('ALTER TABLE publication RENAME TO publication_away');
    await post({ query: 'query Failing { publication(slug: "x") { name } }' });
    await service.store.sql.query('ALTER TABLE publication_away RENAME TO publication');
    expect(await read(operations('Failing', 'failed'))).toBe(1);
    expect(await read('errors_total{code="INTERNAL_SERVER_ERROR"}')).toBe(1);
    expect(await read('sql_statement_failures_total{statement="publication by slug"}')).toBe(1);
  });
});

it.each(['REQUEST_TIMEOUT_MS', 'STATEMENT_TIMEOUT_MS'])('what %s gives up is counted', async (name) => {
  const hasty = await startTestService({ settings: { [name]: '300' } });
  const { dataSource } = hasty.store;
  await dataSource.query(`ALTER TABLE genre RENAME TO genre_at_once`);
  await dataSource.query(`CREATE VIEW genre AS SELECT genre_at_once.* FROM genre_at_once, pg_sleep(1)`);
  await fetch(`${hasty.url}/graphql?query={genres{name}}`);
  const { values } = await scrape(hasty.url);
  expect(values.get(`reelgraph_limits_hit_total{limit="${name}"}`)).toBe(1);
  expect(values.get('reelgraph_errors_total{code="TIMEOUT"}')).toBe(1);
  await hasty.stop();
});

it('what waits is told without waiting for it, and given up by a caller it counts no more', async () => {
  const runner = service.store.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('LOCK TABLE genre IN ACCESS EXCLUSIVE MODE');
  const leaving = new AbortController();
  const asked = Array.from({ length: 12 }, (_, place) =>
    post({ query: '{ genres { name } }' }, place < 6 ? leaving.signal : undefined).catch(() => 'gone'),
  );
  try {
    await waitUntil(async () => (await read('pool_waiting')) === 2, 5_000);
    expect(await read('pool_connections')).toBe(10);
    expect(await read('pool_idle_connections')).toBe(0);
    expect(await read('http_requests_in_flight')).toBe(13);
    leaving.abort();
    await waitUntil(async () => (await read('http_requests_in_flight')) === 7, 5_000);
    await waitUntil(async () => (await read(requests('/graphql', 'aborted'))) === 6, 5_000);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  await Promise.all(asked);
  await waitUntil(async () => (await read('pool_waiting')) === 0, 5_000);
  expect(await read('http_requests_in_flight')).toBe(1);
});

it('however many names callers make up, there are as many series as there were', async () => {
  const ask = async (names: string[], fields: string) => {
    for (let first = 0; first < names.length; first += 50)
      await Promise.all(
        names.slice(first, first + 50).map((name) => post({ query: `query ${name} { ${fields} }` })),
      );
  };
  const numbered = (prefix: string, length: number) =>
    Array.from({ length }, (_, number) => `${prefix}${number}`);
  const seriesOf = async (prefix: string) =>
    (await labelsOf('operation_duration_seconds_count')).filter((labels) => labels.includes(`"${prefix}`));
  await ask(numbered('Refused', 100), 'nonsense');
  expect(await seriesOf('Refused')).toEqual([]);
  await ask([...numbered('Many', 1_000), `Long${'x'.repeat(1_000)}`], '__typename');
  expect((await seriesOf('Many')).length).toBeGreaterThan(20);
  expect((await labelsOf('operation_duration_seconds_count')).length).toBeLessThan(60);
  expect(await seriesOf('Long')).toEqual([]);
  expect(await read('operation_duration_seconds_count{operation="other",outcome="ok"}')).toBeGreaterThan(900);
});

it('/metrics tells how far behind the index is and how large', async () => {
  await waitUntil(async () => (await read('index_lag_seconds'))! < 2, 30_000);
  expect(await read('index_films')).toBe(73);
  expect(await read('index_reviews')).toBe(73);
  expect(await read('index_people')).toBeGreaterThan(500);
  expect(await read('index_size_bytes')).toBeGreaterThan(10_000);
  await service.store.sql.query(`UPDATE review SET status = 'DRAFT' WHERE slug = 'pig'`);
  await waitUntil(async () => (await read('index_reviews')) === 72, 30_000);
});
