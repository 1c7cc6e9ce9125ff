import { createHash } from 'node:crypto';
import type { ErrorCode } from '../../../src/errors';
import { codesIn, dataIn, expectFault, secret, startTarget } from './target';
import type { HttpRequest } from './wire';

const target = startTarget();

const json = { 'content-type': 'application/json' };
const ask = { query: '{ __typename }' };
const asked = JSON.stringify(ask);
const answered = { __typename: 'Query' };
const unasked = 'mutation { retractReview(input: { id: "UmV2aWV3OjE" }) { userErrors { code } } }';
const inUrl = (parameters: Record<string, string>) => `/graphql?${new URLSearchParams(parameters)}`;
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const keys = (count: number) => Array.from({ length: count }, (_, n) => `"k${n}":1`).join();
const persisted = (persistedQuery: unknown, query?: string) => ({ query, extensions: { persistedQuery } });

type Row = [what: string, request: HttpRequest, status: number, code?: ErrorCode];

/** A fault of this status and code; where there is no code, the answer to a harmless question. */
// Rows go on by `...row`: to what has a parameter that a row lacks, Jest gives a callback to wait for.
async function expectAnswer(request: HttpRequest, status: number, code?: ErrorCode): Promise<void> {
  const [answer] = await target.attack(() => target.send(request));
  if (code) expectFault(answer!, { status, code });
  else {
    expect(answer!.status).toBe(status);
    expect(dataIn(answer!)).toEqual(answered);
  }
}

describe('content types', () => {
  it.each<Row>([
    ['none', { body: asked }, 415, 'BAD_REQUEST'],
    ['of a form', form('application/x-www-form-urlencoded', `query=${asked}`), 415, 'BAD_REQUEST'],
    ['of a text, as a page elsewhere may send', form('text/plain', asked), 415, 'BAD_REQUEST'],
    ['of a mutation in a text', form('text/plain', JSON.stringify({ query: unasked })), 415, 'BAD_REQUEST'],
    ['of files', form('multipart/form-data; boundary=x', `--x\r\n\r\n${asked}\r\n--x--`), 415, 'BAD_REQUEST'],
    ['of files, without a boundary', form('multipart/form-data', asked), 415, 'BAD_REQUEST'],
    ['of GraphQL', form('application/graphql', '{ __typename }'), 415, 'BAD_REQUEST'],
    [
      'of XML',
      form('application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
      415,
      'BAD_REQUEST',
    ],
    ['nonsense', form('/;;,', asked), 415, 'BAD_REQUEST'],
    ['very long', form(`application/${'x'.repeat(8_000)}`, asked), 415, 'BAD_REQUEST'],
    ['JSON within a text', form('text/plain; application/json', asked), 415, 'BAD_REQUEST'],
    ['JSON in another script', form('application/json; charset=utf-16', asked), 415, 'BAD_REQUEST'],
    ['JSON, packed', { headers: { ...json, 'content-encoding': 'gzip' }, body: asked }, 415, 'BAD_REQUEST'],
    [
      'JSON, of an answer that is none',
      { headers: { ...json, accept: 'image/png' }, body: asked },
      406,
      'BAD_REQUEST',
    ],
    [
      'JSON, with an Accept without end',
      { headers: { ...json, accept: 'a/b;q=0.1,'.repeat(1_000) }, body: asked },
      406,
      'BAD_REQUEST',
    ],
  ])('%s', (_what, ...row) => expectAnswer(...row));
});

describe('bodies', () => {
  it.each<Row>([
    ['none', { headers: json }, 400, 'BAD_REQUEST'],
    ['an empty object', { headers: json, body: '{}' }, 400, 'BAD_REQUEST'],
    ['null', { headers: json, body: 'null' }, 400, 'BAD_REQUEST'],
    ['a text', { headers: json, body: '"query"' }, 400, 'BAD_REQUEST'],
    ['what is no JSON', { headers: json, body: `{"query": ${secret}` }, 400, 'BAD_REQUEST'],
    [
      'no number',
      { headers: json, body: '{"query":"{ __typename }","variables":{"a":NaN}}' },
      400,
      'BAD_REQUEST',
    ],
    ['arrays within one another, 990,000', { headers: json, body: '['.repeat(990_000) }, 400, 'BAD_REQUEST'],
    [
      'variables 100,000 deep',
      {
        headers: json,
        body: `{"query":"{ __typename }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      },
      400,
      'BAD_REQUEST',
    ],
    [
      'a wanted variable 100,000 deep',
      {
        headers: json,
        body: `{"query":"query ($a: ID!) { node(id: $a) { id } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      },
      400,
      'BAD_REQUEST',
    ],
    [
      'a list of 300,000 things that are no ids',
      {
        headers: json,
        body: `{"query":"query ($a: [ID!]!) { recommendations(read: $a) { profile } }","variables":{"a":[${'{},'.repeat(300_000)}{}]}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      'a list of 200,000 ids',
      {
        headers: json,
        body: `{"query":"query ($a: [ID!]!) { recommendations(read: $a) { profile } }","variables":{"a":[${'"a",'.repeat(200_000)}"a"]}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      '90,000 keys that a filter has not',
      {
        headers: json,
        body: `{"query":"query ($a: ReviewFilter) { reviews(filter: $a) { totalCount } }","variables":{"a":{${keys(90_000)}}}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      'a list of 200,000 genres',
      {
        headers: json,
        body: `{"query":"query ($a: [ID!]!) { films(filter: { genres: { allOf: $a } }) { totalCount } }","variables":{"a":[${'"a",'.repeat(200_000)}"a"]}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      '60,000 variables',
      {
        headers: json,
        body: `{"query":"{ __typename }","variables":{${keys(60_000)}}}`,
      },
      200,
    ],
    ['more than a megabyte', { headers: json, body: ' '.repeat(1_100_000) }, 413, 'LIMIT_EXCEEDED'],
    ['ten megabytes', { headers: json, body: Buffer.alloc(10_000_000, 'a') }, 413, 'LIMIT_EXCEEDED'],
    [
      'a nature of its own',
      { headers: json, body: '{"query":"{ __typename }","__proto__":{"query":"{ a }"}}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a nature of its own, deeper',
      { headers: json, body: '{"query":"{ __typename }","variables":{"a":{"__proto__":{"b":1}}}}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a constructor',
      { headers: json, body: '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"b":1}}}}' },
      400,
      'BAD_REQUEST',
    ],
    ['the same key twice', { headers: json, body: '{"query":"{ a }","query":"{ __typename }"}' }, 200],
    [
      'letters that are none',
      {
        headers: json,
        body: Buffer.from([
          ...Buffer.from('{"query":"{ __typename } #'),
          0xc0,
          0xaf,
          0xed,
          0xa0,
          0x80,
          0xff,
          ...Buffer.from('"}'),
        ]),
      },
      400,
      'BAD_REQUEST',
    ],
    ['a mark of byte order', { headers: json, body: `\uFEFF${asked}` }, 200],
    ['NUL', { headers: json, body: `${asked}\0` }, 400, 'BAD_REQUEST'],
    ['a query that is a list', post({ query: ['{ __typename }'] }), 400, 'BAD_REQUEST'],
    [
      'a query that is a document',
      post({ query: { kind: 'Document', definitions: [] } }),
      400,
      'BAD_REQUEST',
    ],
    ['a query of nothing', post({ query: '' }), 400, 'BAD_REQUEST'],
    ['variables that are a list', post({ ...ask, variables: [1] }), 400, 'BAD_REQUEST'],
    ['variables that are a text', post({ ...ask, variables: '{}' }), 400, 'BAD_REQUEST'],
    ['an operationName that is an object', post({ ...ask, operationName: {} }), 400, 'BAD_REQUEST'],
    ['an operationName that is a list', post({ ...ask, operationName: ['A'] }), 400, 'BAD_REQUEST'],
    ['an operationName that is a number', post({ ...ask, operationName: 1 }), 400, 'BAD_REQUEST'],
    ['extensions that are a list', post({ ...ask, extensions: [] }), 400, 'BAD_REQUEST'],
    ['extensions of no meaning', post({ ...ask, extensions: { __type: 1, code: { a: [] } } }), 200],
  ])('%s', (_what, ...row) => expectAnswer(...row));
});

describe('batches', () => {
  it.each<Row>([
    ['of two', post([ask, ask]), 400, 'LIMIT_EXCEEDED'],
    ['of 10,000', post(Array.from({ length: 10_000 }, () => ask)), 400, 'LIMIT_EXCEEDED'],
    ['within batches', post([[ask, ask], [ask]]), 400, 'LIMIT_EXCEEDED'],
    ['of none', post([]), 400, 'LIMIT_EXCEEDED'],
    ['of nothing', post([null]), 400, 'LIMIT_EXCEEDED'],
  ])('%s', (_what, ...row) => expectAnswer(...row));
});

describe('methods', () => {
  it.each<Row>([
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
  ])('%s', (_what, ...row) => expectAnswer(...row));

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
  it.each<Row>([
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
  ])('%s', (_what, ...row) => expectAnswer(...row));

  it.each([
    ['small', 1_000, 0],
    ['large', 1_000, 45_000],
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
  it.each<Row>([
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
    ].map((path): Row => [path.slice(0, 60), { method: 'GET', path }, 404, 'BAD_REQUEST']),
    ...['/%', '/graphiql/%', '/graphiql/%00', '/%ff%fe', '/graphiql/%c0%ae%c0%ae/package.json'].map(
      (path): Row => [path, { method: 'GET', path }, 400, 'BAD_REQUEST'],
    ),
    [
      '/ that leads elsewhere',
      { method: 'GET', path: 'http://evil.example/graphql?query=%7B__typename%7D' },
      200,
    ],
  ])('%s', (_what, ...row) => expectAnswer(...row));

  it('does not lead to another site', async () => {
    for (const name of ['host', 'x-forwarded-host']) {
      const headers = { [name]: 'evil.example' };
      const [answer] = await target.attack(() => target.send({ method: 'GET', path: '/', headers }));
      expect(answer!.headers.location).toBe('/graphql');
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

function post(body: unknown, headers: Record<string, string> = {}): HttpRequest {
  return { headers: { ...json, ...headers }, body: JSON.stringify(body) };
}

function form(contentType: string, body: string): HttpRequest {
  return { headers: { 'content-type': contentType }, body };
}

function get(parameters: Record<string, string>): HttpRequest {
  return { method: 'GET', path: inUrl(parameters) };
}
