import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config';
import { findFreePort } from '../../src/database/postmaster';
import { type Service, startService } from '../../src/service';
import { startTestService } from '../support/service';
import { createStore, sampleTemplate } from '../support/store';

/** @returns the value of each metric without labels, by name. */
async function readMetrics(url: string): Promise<Map<string, number>> {
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  const lines = (await response.text()).split('\n').filter((line) => /^\w+ /.test(line));
  return new Map(
    lines.map((line) => [line.split(' ')[0]!, Number(line.split(' ')[1]!.replace('+Inf', 'Infinity'))]),
  );
}

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
    const metrics = await readMetrics(url);
    expect(metrics.get('reelgraph_index_lag_seconds')).toBe(Number.POSITIVE_INFINITY);
    expect(metrics.get('reelgraph_index_films')).toBe(0);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  const service = await starting;
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await post('{ review(slug: "pig") { related { profile } } }')).errors).toBeUndefined();
  await service.stop();
  await store.drop();
});

it('/metrics tells how far behind the index is and how large', async () => {
  const service = await startTestService();
  const metrics = await readMetrics(service.url);
  expect(metrics.get('reelgraph_index_lag_seconds')).toBeLessThan(2);
  expect(metrics.get('reelgraph_index_films')).toBe(73);
  expect(metrics.get('reelgraph_index_reviews')).toBe(73);
  expect(metrics.get('reelgraph_index_people')).toBeGreaterThan(500);
  expect(metrics.get('reelgraph_index_size_bytes')).toBeGreaterThan(10_000);
  expect(metrics.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  await service.store.sql.query(`UPDATE review SET status = 'DRAFT' WHERE slug = 'pig'`);
  await sleep(1000);
  expect((await readMetrics(service.url)).get('reelgraph_index_reviews')).toBe(72);
  await service.stop();
});
