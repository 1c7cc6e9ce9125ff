import { migrations } from '../../src/database/data-source';
import { createStore, noTemplate } from '../support/store';
import { cleanUp, startService } from './program';

afterAll(cleanUp);

it('five instances that start together on an empty database migrate it once, and load the samples once', async () => {
  const store = await createStore({ template: noTemplate });
  const env = { DATABASE_URL: store.url, DATABASE_POOL_SIZE: '3' };
  const instances = await Promise.all(Array.from({ length: 5 }, () => startService({ env })));
  const loaders = instances.filter((instance) => instance.stdout().includes('(the sample publication)'));
  expect(loaders).toHaveLength(1);

  const answers = await Promise.all(
    instances.map(async ({ url, query }) => ({
      ready: (await fetch(`${url}/readyz`)).status,
      answer: await query('{ reviews { totalCount } review(slug: "pig") { related { nodes { slug } } } }'),
    })),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ ready: 200, answer: { reviews: { totalCount: 73 } } });

  const ran = await store.sql.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  expect(ran.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  const [publications] = await store.sql.query('SELECT count(*)::int FROM publication');
  expect(publications).toEqual({ count: 1 });

  const ended = await Promise.all(instances.map((instance) => instance.stop()));
  expect(ended.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
    Array(5).fill({ exitCode: 0, stderr: '' }),
  );
  await store.drop();
});
