import { createHash } from 'node:crypto';
import type { ErrorCode } from '../../../src/errors';
import { ask, asked, expectAnswer, json, post, type Row } from './harmless';
import { codesIn, secret, startTarget } from './target';
import type { HttpRequest } from './wire';

const target = startTarget();

const attackWith = (sent: HttpRequest, status: number, code?: ErrorCode) =>
  expectAnswer(target, () => target.send(sent), status, code);
const unasked = 'mutation { retractReview(input: { id: "UmV2aWV3OjE" }) { userErrors { code } } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (persistedQuery: unknown, query?: string) => ({ query, extensions: { persistedQuery } });

describe('methods', () => {
  it.each<Row<HttpRequest>>([
    ['GET of a mutation', get({ query: unasked }), 405, 'BAD_REQUEST'],
    [
      'GET of one of two operations',
      get({ query: `query A { __typename } ${unasked.replace('{', 'B {')}`, operationName: 'B' }),
      405,
      'BAD_REQUEST',
    ],
    ['GET of nothing', { method: 'GET', path: '/graphql' }, 400, 'BAD_REQUEST'],
    [
      'GET of two queries',
      { method: 'GET', path: '/graphql?query=%7B+__typename+%7D&query=%7B+a+%7D' },
      400,
      'BAD_REQUEST',
    ],
    ['GET of variables that are no JSON', get({ ...ask, variables: '{"a":' }), 400, 'BAD_REQUEST'],
    ['GET of variables that are a list', get({ ...ask, variables: '[1]' }), 400, 'BAD_REQUEST'],
    [
      'GET of letters that are none',
      { method: 'GET', path: '/graphql?query=%C0%AF%ED%A0%80' },
      200,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['GET of half an escape', { method: 'GET', path: '/graphql?query=%' }, 200, 'GRAPHQL_PARSE_FAILED'],
    ['GET with a callback, as a page elsewhere may write it in', get({ ...ask, callback: 'alert' }), 200],
    ['GET with a body', { ...get(ask), headers: json, body: asked }, 200],
    ['GET of a long query', get({ query: `{ __typename #${'a'.repeat(12_000)}\n}` }), 200],
    [
      'GET of a query too long',
      get({ query: `{ __typename #${'a'.repeat(60_000)}\n}` }),
      431,
      'LIMIT_EXCEEDED',
    ],
    ['DELETE', { method: 'DELETE', headers: json, body: asked }, 405, 'BAD_REQUEST'],
    ['PUT', { method: 'PUT', headers: json, body: asked }, 405, 'BAD_REQUEST'],
    ['PATCH', { method: 'PATCH', headers: json, body: asked }, 405, 'BAD_REQUEST'],
    ['TRACE', { method: 'TRACE', headers: { cookie: secret } }, 405, 'BAD_REQUEST'],
    ['PROPFIND', { method: 'PROPFIND' }, 405, 'BAD_REQUEST'],
    [
      'GET made a POST of',
      {
        ...get({ query: unasked }),
        headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' },
      },
      405,
      'BAD_REQUEST',
    ],
    ['POST made a DELETE of', post(ask, { 'x-http-method-override': 'DELETE' }), 200],
  ])('%s', (_what, ...row) => attackWith(...row));

  it.each(['HEAD', 'OPTIONS'])('%s gives nothing away', async (method) => {
    const [answer] = await target.attack(() =>
      target.send({ method, headers: { origin: 'https://evil.example' } }),
    );
    expect(answer!.status).toBeLessThan(500);
    expect(answer!.headers).not.toHaveProperty('access-control-allow-origin');
    expect(answer!.headers).not.toHaveProperty('access-control-allow-credentials');
  });
});

describe('persisted queries', () => {
  const version = 1;
  const query = '{ __typename }';
  it.each<Row<HttpRequest>>([
    [
      'a hash of nothing known',
      post(persisted({ version, sha256Hash: hashOf('{ a }') })),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    [
      'a hash of something else',
      post(persisted({ version, sha256Hash: hashOf('{ a }') }, query)),
      400,
      'BAD_REQUEST',
    ],
    [
      'another version',
      post(persisted({ version: 2, sha256Hash: hashOf(query) }, query)),
      400,
      'BAD_REQUEST',
    ],
    [
      'a hash that is a number',
      post(persisted({ version, sha256Hash: 1 })),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    [
      'a hash that is a list',
      post(persisted({ version, sha256Hash: [['a']] })),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    [
      'a hash that is an object',
      post(persisted({ version, sha256Hash: { toString: 1 } })),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    [
      'a hash of an object’s nature',
      post(persisted({ version, sha256Hash: 'constructor' })),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    [
      'a hash that is an object, by GET',
      get({ extensions: JSON.stringify({ persistedQuery: { version, sha256Hash: { toString: 1 } } }) }),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    ['no hash', post(persisted({ version })), 200, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a text', post(persisted(secret, query)), 400, 'BAD_REQUEST'],
    [
      'a mutation by GET',
      get({
        query: unasked,
        extensions: JSON.stringify({ persistedQuery: { version, sha256Hash: hashOf(unasked) } }),
      }),
      405,
      'BAD_REQUEST',
    ],
    ['as it should be', post(persisted({ version, sha256Hash: hashOf(query) }, query)), 200],
  ])('%s', (_what, ...row) => attackWith(...row));

  it.each([
    ['small', 500, 0],
    ['large', 500, 45_000],
  ])('many that are %s take no more memory than there is', async (_what, count, length) => {
    for (let sent = 0; sent < count; sent += 20) {
      await target.attack(() =>
        Promise.all(
          Array.from({ length: 20 }, (_, n) => {
            const filled = `query Q${sent + n} { __typename } # ${'a'.repeat(length)}`;
            return target.post(persisted({ version, sha256Hash: hashOf(filled) }, filled));
          }),
        ),
      );
    }
    expect(target.grownBytes()).toBeLessThan(150_000_000);
  });
});

describe('paths', () => {
  it.each<Row<HttpRequest>>([
    ...[
      '/graphiql/../../package.json',
      '/graphiql/..%2f..%2fpackage.json',
      '/graphiql/%2e%2e/%2e%2e/package.json',
      '/graphiql/..%5c..%5cpackage.json',
      '/graphiql/....//package.json',
      '/graphiql//etc/passwd',
      '/graphiql/.env',
      '/.env',
      '/%00',
      '/.git/config',
      '//graphql',
      '/graphql/',
      '/graphql/..;/metrics',
      '/GRAPHQL',
      '/metrics/../healthz',
      `/${'a'.repeat(8_000)}`,
      `/${'a/'.repeat(4_000)}`,
    ].map((path): Row<HttpRequest> => [path.slice(0, 60), { method: 'GET', path }, 404, 'BAD_REQUEST']),
    ...['/%', '/graphiql/%', '/graphiql/%00', '/%ff%fe', '/graphiql/%c0%ae%c0%ae/package.json'].map(
      (path): Row<HttpRequest> => [path, { method: 'GET', path }, 400, 'BAD_REQUEST'],
    ),
    [
      '/ that leads elsewhere',
      { method: 'GET', path: 'http://evil.example/graphql?query=%7B__typename%7D' },
      200,
    ],
  ])('%s', (_what, ...row) => attackWith(...row));

  it('does not lead to another site', async () => {
    for (const name of ['host', 'x-forwarded-host']) {
      const headers = { [name]: 'evil.example' };
      const [answer] = await target.attack(() => target.send({ method: 'GET', path: '/', headers }));
      expect([answer!.status, answer!.headers.location]).toEqual([200, undefined]);
    }
  });

  it('gives ranges of a file for what they are', async () => {
    for (const range of [`bytes=${'0-,'.repeat(1_000)}0-`, 'bytes=9999999999-', 'bytes=-0', 'bytes=a-b']) {
      const answer = await target.send({ method: 'GET', path: '/graphiql/main.css', headers: { range } });
      expect([200, 206, 416]).toContain(answer.status);
    }
  });
});

describe('headers', () => {
  it.each<[string, Record<string, string>]>([
    ['an X-Request-Id that is very long', { 'x-request-id': 'a'.repeat(8_000) }],
    ['an X-Request-Id that is a page', { 'x-request-id': '<script>alert(1)</script>' }],
    ['a client that is no address', { 'x-forwarded-for': '<script>, ::::, 999.1.1.1, unknown' }],
    ['clients without end', { 'x-forwarded-for': '1.2.3.4, '.repeat(1_000) }],
    ['a scheme that is none', { 'x-forwarded-proto': 'javascript' }],
    ['a trace that is none', { traceparent: '00-zzzz', tracestate: '='.repeat(500), baggage: secret }],
    ['a cookie', { cookie: `session=${secret}` }],
    ['an Origin of nothing', { origin: 'null' }],
    ['an Origin elsewhere', { origin: 'https://evil.example' }],
    ['an Origin that looks like ours', { origin: 'http://localhost.evil.example' }],
    [
      'a connection to something else',
      {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
      },
    ],
    ['an answer in pieces', { accept: 'multipart/mixed; deferSpec=20220824, application/json' }],
    ['500 headers of our own', Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`x-${n}`, '1']))],
  ])('%s', async (_what, headers) => {
    const [answer] = await target.attack(() => target.post(ask, headers));
    expect(answer!.status).toBe(200);
    expect(codesIn(answer!.text)).toEqual([]);
    expect(JSON.stringify(answer!.headers)).not.toMatch(/evil\.example|<script>|a{200}/);
  });
});

function get(parameters: Record<string, string>): HttpRequest {
  return { method: 'GET', path: `/graphql?${new URLSearchParams(parameters)}` };
}
