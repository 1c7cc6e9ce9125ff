import { waitUntil } from '../service/program';
import { startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(service.url + path, { headers, redirect: 'manual' });
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the endpoint', () => {
  it('answers a POST', async () => {
    const response = await post({ query: '{ review(slug: "pig") { headline } }' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      data: { review: { headline: "'Pig' (2021) - Movie Review" } },
    });
  });

  it('answers a GET of a program', async () => {
    const query = encodeURIComponent('{ genres { name } }');
    const response = await get(`/graphql?query=${query}`);
    const { data } = (await response.json()) as { data: { genres: unknown[] } };
    expect(data.genres.length).toBeGreaterThan(11);
  });

  it('shows a browser GraphiQL, all of it from here', async () => {
    const response = await get('/graphql', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await response.text();
    expect(html).toContain('GraphiQL');
    expect(html).not.toMatch(/https?:\/\//);
    const assets = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(assets).toHaveLength(2);
    for (const path of assets) expect((await get(path)).status).toBe(200);
  });

  it.each([
    ['what is not JSON', '{"query": ', 400, 'BAD_REQUEST'],
    ['a document that is not GraphQL', { query: '{ review(' }, 200, 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', { query: '{ nonsense }' }, 200, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int) { reviews(first: $n) { totalCount } }', variables: { n: 'x' } },
      200,
      'BAD_USER_INPUT',
    ],
    ['no query at all', {}, 400, 'BAD_REQUEST'],
    ['a mutation that is not there', { query: 'mutation { x }' }, 200, 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', { query: 'subscription { x }' }, 200, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an operation that is not in the document',
      { query: 'query A { __typename } query B { __typename }' },
      200,
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('answers %s with a code and no stack', async (_what, body, status, code) => {
    const response = await post(body);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text).errors[0].extensions.code).toBe(code);
    expect(text).not.toMatch(/stack|node_modules|\.ts:|\.js:/);
  });

  it('does not repeat the value of a variable that does not fit', async () => {
    const response = await post({
      query: 'query ($n: Int) { reviews(first: $n) { totalCount } }',
      variables: { n: 'hunter2' },
    });
    expect(await response.text()).not.toContain('hunter2');
  });

  it('refuses other content types, and says nothing of what it runs on', async () => {
    const response = await post('query=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(response.status).toBe(415);
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it.each([['review(slug: "a\\u0000b") { id }'], ['search(query: "a\\u0000b") { totalCount }']])(
    'answers a NUL in %s with a code',
    async (field) => {
      const { errors } = (await (await post({ query: `{ ${field} }` })).json()) as {
        errors: { extensions: object }[];
      };
      expect(errors[0]!.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    },
  );
});

describe('a change in the store', () => {
  it('shows in related reviews within a second', async () => {
    const related = async () => {
      const response = await post({
        query: '{ review(slug: "pig") { related(first: 100) { nodes { slug } } } }',
      });
      const { data } = (await response.json()) as {
        data: { review: { related: { nodes: { slug: string }[] } } };
      };
      return data.review.related.nodes.map(({ slug }) => slug);
    };
    expect(await related()).toContain('moonstruck');
    await service.store.sql.query(`UPDATE review SET status = 'DRAFT' WHERE slug = 'moonstruck'`);
    expect(await related()).not.toContain('moonstruck');
    await service.store.sql.query(`UPDATE review SET status = 'PUBLISHED' WHERE slug = 'moonstruck'`);
    const deadline = Date.now() + 1000;
    let slugs = await related();
    while (!slugs.includes('moonstruck') && Date.now() < deadline) slugs = await related();
    expect(slugs).toContain('moonstruck');
  });
});

describe('health', () => {
  it('is told at /healthz and /readyz', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await get('/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready' });
  });

  it('is not there for paths that are not', async () => {
    const response = await get('/no-such');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('a store that goes away', () => {
  it('makes the service not ready and its answers SERVICE_UNAVAILABLE, until it is back', async () => {
    const other = await startTestService();
    const ask = async () =>
      (await (
        await fetch(`${other.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: '{ genres { name } }' }),
        })
      ).json()) as { data?: { genres: unknown[] }; errors?: { extensions: object }[] };
    const database = new URL(other.store.url).pathname.slice(1);
    const admin = service.store.sql;
    try {
      // Nobody may connect, and whoever is connected is sent away.
      await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        database,
      ]);
      const answers = [await ask(), await ask(), await ask()];
      for (const { errors } of answers)
        expect(errors?.[0]?.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE' });
      expect((await fetch(`${other.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${other.url}/healthz`)).status).toBe(200);

      await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
      expect((await ask()).data?.genres.length).toBeGreaterThan(0);
      await waitUntil(async () => (await fetch(`${other.url}/readyz`)).status === 200, 5_000);
    } finally {
      await other.stop();
    }
  });
});
