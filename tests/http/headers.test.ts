import { startTestService, type TestService } from '../support/service';
import { request, sendRaw } from './raw';

let service: TestService;
const allowed = 'https://www.example.com';
beforeAll(async () => {
  service = await startTestService({ settings: { CORS_ORIGINS: `${allowed}, http://localhost:3000` } });
});
afterAll(() => service.stop());

const ask = (path: string, init: RequestInit = {}, url = service.url) => fetch(url + path, init);
const post = (headers: Record<string, string> = {}, query = '{ __typename }') =>
  ask('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
const preflight = (origin: string) =>
  ask('/graphql', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
const corsHeaders = ({ headers }: Response) =>
  [...headers].filter(([name]) => name.startsWith('access-control-'));

describe('sites whose pages may ask', () => {
  it('are told so beforehand, for GET and POST, and for a while', async () => {
    const answer = await preflight(allowed);
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(corsHeaders(answer))).toEqual({
      'access-control-allow-origin': allowed,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-expose-headers': 'retry-after, x-request-id, ratelimit, ratelimit-policy',
      'access-control-max-age': '7200',
    });
    expect(answer.headers.get('vary')).toMatch(/origin/i);
  });

  it('may read answers and errors, without what a browser knows of the reader', async () => {
    for (const answer of [
      await post({ origin: allowed }),
      await post({ origin: allowed }, '{'),
      await ask('/no-such', { headers: { origin: allowed } }),
    ]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toMatch(/origin/i);
    }
  });

  it.each(['https://evil.example', `${allowed}.evil.example`, 'http://www.example.com', 'null', ''])(
    'are not others, such as "%s"',
    async (origin) => {
      expect(corsHeaders(await preflight(origin))).toEqual([]);
      const answer = await post({ origin });
      expect(corsHeaders(answer)).toEqual([]);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('vary')).toMatch(/origin/i);
    },
  );

  it.each([
    ['*', '*'],
    ['none', null],
  ])('are all or none by CORS_ORIGINS=%s', async (CORS_ORIGINS, told) => {
    const other = await startTestService({ settings: { CORS_ORIGINS } });
    const answer = await fetch(`${other.url}/healthz`, { headers: { origin: allowed } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(told);
    await other.stop();
  });
});

describe('a request that a page elsewhere could have a browser send unasked', () => {
  it.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
  ])('is refused with a body of %s', async (type, status) => {
    const answer = await post({ 'content-type': type });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  const get = (query: string, headers: Record<string, string> = {}, url?: string) =>
    ask(`/graphql?query=${encodeURIComponent(query)}`, { headers }, url);

  it.each<[string, Record<string, string>, number]>([
    ['a page elsewhere', { 'sec-fetch-site': 'cross-site' }, 400],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://x.example' }, 400],
    [
      'a page elsewhere that asks for leave',
      { 'sec-fetch-site': 'cross-site', 'apollo-require-preflight': '1' },
      200,
    ],
    ['an allowed page', { 'sec-fetch-site': 'cross-site', origin: allowed }, 200],
    ['a page from here', { 'sec-fetch-site': 'same-origin' }, 200],
    ['an address that is typed', { 'sec-fetch-site': 'none' }, 200],
  ])('may be a GET, of which the browser says that it is of %s', async (_what, headers, status) => {
    expect((await get('{ __typename }', headers)).status).toBe(status);
  });

  it('is answered where CSRF_PREVENTION is off', async () => {
    const other = await startTestService({ settings: { CSRF_PREVENTION: 'false' } });
    const answer = await get('{ __typename }', { 'sec-fetch-site': 'cross-site' }, other.url);
    expect(answer.status).toBe(200);
    await other.stop();
  });

  it('may be a GET, as long as it only reads', async () => {
    expect((await get('{ __typename }')).status).toBe(200);
    const mutation = await get(
      'mutation { hideRelated(input: { review: "x", related: "y" }) { __typename } }',
    );
    expect(mutation.status).toBe(405);
    expect(mutation.headers.get('allow')).toBe('POST');
  });
});

describe('a request id', () => {
  it.each(['a', 'Front.end_42-b', 'x'.repeat(64)])('is the one that came along: %s', async (id) => {
    expect((await post({ 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
  });

  it.each(['x'.repeat(65), 'a b', 'é', '{"a":1}', '<script>'])('is a new one instead of "%s"', async (id) => {
    const answer = await sendRaw(service.url, [
      request('GET /healthz', { headers: { 'x-request-id': id, connection: 'close' } }),
    ]);
    expect(answer!.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });

  it.each([
    ['what is not there', 'GET /no-such'],
    ['a path that cannot be decoded', 'GET /%zz'],
    ['a method that is none', 'BREW /graphql'],
    ['a preflight', 'OPTIONS /graphql'],
    ['a redirect', 'GET /'],
  ])('stands on every answer: %s', async (_what, line) => {
    const answer = await sendRaw(service.url, [request(line, { headers: { connection: 'close' } })]);
    expect(answer!.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('the metrics', () => {
  const from = (address: string, method = 'GET') =>
    ask('/metrics', { method, headers: { 'x-forwarded-for': address } });

  it('are for this network, and for others as if they were not there', async () => {
    expect((await from('10.1.2.3')).status).toBe(200);
    const missing = await (await ask('/no-such')).text();
    for (const method of ['GET', 'PUT', 'OPTIONS']) {
      const answer = await from('198.51.100.7', method);
      expect([answer.status, await answer.text()]).toEqual([404, missing]);
    }
    expect((await from('unknown')).status).toBe(404);
    // Handed on by a proxy of this network that is not believed, for whom it may be.
    expect((await from('198.51.100.7, 10.1.2.3')).status).toBe(404);
  });
});

it('every answer keeps browsers from guessing, framing and loading from elsewhere', async () => {
  for (const answer of [await post(), await ask('/graphql', { headers: { accept: 'text/html' } })]) {
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('server')).toBeNull();
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(answer.headers.get('vary')).toMatch(/accept/i);
  }
});
