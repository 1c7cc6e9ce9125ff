import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config';
import { findFreePort } from '../../src/database/postmaster';
import { faultsBy } from '../../src/http/health';
import { type Service, startService } from '../../src/service';
import { waitUntil } from '../service/program';
import { scrape } from '../support/metrics';
import { startTestService } from '../support/service';
import { createStore, sampleTemplate } from '../support/store';

it('a service is not ready, and says why, until its index is loaded; what needs no index it answers', async () => {
  const store = await createStore({ template: sampleTemplate });
  const runner = store.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('LOCK TABLE film_genre IN ACCESS EXCLUSIVE MODE');
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const config = { PORT: String(port), DATABASE_URL: store.url, LOAD_SAMPLES: 'false', LOG_LEVEL: 'silent' };
  const starting: Promise<Service> = startService(readConfig(config));
  const post = async (query: string) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data: unknown; errors?: { extensions: { code: string } }[] };
  };
  try {
    for (let tries = 0; tries < 100; tries++) {
      if (await fetch(`${url}/healthz`).catch(() => undefined)) break;
      await sleep(50);
    }
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'not ready',
      faults: ['the relatedness index is not loaded'],
    });
    expect((await post('{ review(slug: "pig") { slug } }')).data).toEqual({ review: { slug: 'pig' } });
    const { errors } = await post('{ review(slug: "pig") { related { profile } } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SERVICE_UNAVAILABLE']);
    const { values: metrics } = await scrape(url);
    expect(metrics.get('reelgraph_index_lag_seconds')).toBe(Number.POSITIVE_INFINITY);
    expect(metrics.get('reelgraph_index_films')).toBe(0);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  const service = await starting;
  await waitUntil(async () => (await fetch(`${url}/readyz`)).status === 200, 5_000);
  expect((await post('{ review(slug: "pig") { related { profile } } }')).errors).toBeUndefined();
  await service.stop();
  await store.drop();
});

describe('what a service lacks', () => {
  const readings = {
    isStopping: () => false,
    index: { lagSeconds: () => 0.5 },
    doesStoreAnswer: async () => true,
  };

  it.each<[string, Partial<typeof readings>, string[]]>([
    ['nothing', {}, []],
    ['nothing, where much is just being imported', { index: { lagSeconds: () => 29 } }, []],
    [
      'an index',
      { index: { lagSeconds: () => Number.POSITIVE_INFINITY } },
      ['the relatedness index is not loaded'],
    ],
    [
      'the last minute',
      { index: { lagSeconds: () => 61.2 } },
      ['the relatedness index is 61 s behind the store'],
    ],
    ['the store', { doesStoreAnswer: async () => false }, ['the store does not answer']],
    ['time', { isStopping: () => true }, ['the service is stopping']],
  ])('%s', async (_what, changed, faults) => {
    expect(await faultsBy({ ...readings, ...changed })()).toEqual(faults);
  });

  it('is known by asking the store now and then, though it is told as it is', async () => {
    let asked = 0;
    let isStopping = false;
    const findFaults = faultsBy({
      ...readings,
      isStopping: () => isStopping,
      doesStoreAnswer: async () => ++asked > 0,
    });
    for (let look = 0; look < 100; look++) expect(await findFaults()).toEqual([]);
    expect(asked).toBe(1);
    isStopping = true;
    expect(await findFaults()).toEqual(['the service is stopping']);
    await waitUntil(async () => (await findFaults()).length > 0 && asked === 2, 3_000);
  });
});

it('health is told by HEAD too, is kept by nobody, and asks the store once however many look', async () => {
  const service = await startTestService();
  const asked = async () =>
    (await scrape(service.url)).values.get(
      'reelgraph_sql_statement_duration_seconds_count{statement="does it answer?"}',
    );
  for (const path of ['/healthz', '/readyz'])
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(service.url + path, { method });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await response.text()).toMatch(method === 'HEAD' ? /^$/ : /^\{"status":"(ok|ready)"\}$/);
    }
  await Promise.all(Array.from({ length: 200 }, () => fetch(`${service.url}/readyz`)));
  expect(await asked()).toBeLessThan(10);
  await service.stop();
});
