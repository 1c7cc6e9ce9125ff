import { gzipSync } from 'node:zlib';
import { isErrorCode } from '../../src/errors';
import { startTestService, type TestService } from '../support/service';
import { type Piece, request, sendRaw } from './raw';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** What of an answer must be the same for every fault: its form, and that nothing shows of what is inside. */
async function fault(pieces: Piece[]) {
  const answer = await sendRaw(service.url, pieces);
  expect(answer).not.toBeNull();
  const { status, headers, text } = answer!;
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(text).not.toMatch(/FST_|HPE_|ERR_|node:|node_modules|\.js|\bat \w+ \(|Apollo|Fastify/i);
  const { errors, ...others } = JSON.parse(text);
  expect(others).toEqual({});
  expect(errors).toEqual([{ message: expect.any(String), extensions: { code: expect.any(String) } }]);
  const { message, extensions } = errors[0];
  expect(isErrorCode(extensions.code)).toBe(true);
  return { status, headers, message, code: extensions.code };
}

const query = '{"query":"{ __typename }"}';
const close = { connection: 'close' };
const json = { 'content-type': 'application/json', ...close };

describe('what is no HTTP', () => {
  it.each<[string, Piece[], number, string]>([
    ['the beginning of TLS', [Buffer.from('160301020001000200fc0303', 'hex')], 400, 'BAD_REQUEST'],
    ['a method that is none', [request('BREW /graphql')], 400, 'BAD_REQUEST'],
    ['HTTP/2', ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], 400, 'BAD_REQUEST'],
    ['HTTP/7.3', ['GET / HTTP/7.3\r\nhost: x\r\n\r\n'], 400, 'BAD_REQUEST'],
    ['a space in a header', ['GET / HTTP/1.1\r\nhost : x\r\n\r\n'], 400, 'BAD_REQUEST'],
    ['a NUL in a header', ['GET / HTTP/1.1\r\nhost: x\0y\r\n\r\n'], 400, 'BAD_REQUEST'],
    ['a folded header', ['GET / HTTP/1.1\r\nhost: x\r\n folded\r\n\r\n'], 400, 'BAD_REQUEST'],
    [
      'two lengths',
      [request('POST /graphql', { headers: { ...json, 'content-length': '3\r\ncontent-length: 4' } })],
      400,
      'BAD_REQUEST',
    ],
    [
      'a length and chunks',
      [
        request('POST /graphql', {
          headers: { ...json, 'content-length': '5', 'transfer-encoding': 'chunked' },
        }),
        '0\r\n\r\n',
      ],
      400,
      'BAD_REQUEST',
    ],
    [
      'a length below nothing',
      [request('POST /graphql', { headers: { ...json, 'content-length': '-1' } })],
      400,
      'BAD_REQUEST',
    ],
    [
      'a chunk of no size',
      [request('POST /graphql', { headers: { ...json, 'transfer-encoding': 'chunked' } }), 'zz\r\n'],
      400,
      'BAD_REQUEST',
    ],
    [
      'chunks with long names',
      [
        request('POST /graphql', { headers: { ...json, 'transfer-encoding': 'chunked' } }),
        `1;${'x'.repeat(20_000)}\r\n{\r\n`,
      ],
      413,
      'LIMIT_EXCEEDED',
    ],
    ['a head of 64 kB', [request('GET /', { headers: { x: 'x'.repeat(64_000) } })], 431, 'LIMIT_EXCEEDED'],
    ['an address of 64 kB', [request(`GET /${'x'.repeat(64_000)}`)], 431, 'LIMIT_EXCEEDED'],
    [
      '5,000 headers',
      [
        request('GET /', {
          headers: Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`x${i}`, 'x'])),
        }),
      ],
      431,
      'LIMIT_EXCEEDED',
    ],
  ])('is refused: %s', async (_what, pieces, status, code) => {
    const answer = await fault(pieces);
    expect(answer).toMatchObject({ status, code });
    expect(answer.headers.connection).toBe('close');
  });

  it.each<[string, Piece[]]>([
    ['was answered', [request('GET /healthz'), 500, '\0\0\0']],
    ['is being answered', [`${request('GET /graphql?query={genres{name}}')}\0\0\0`]],
    ['has bytes behind it that belong to none', [request('GET /healthz'), query]],
  ])('is refused behind a request that %s, on a connection that then ends', async (_what, pieces) => {
    const answer = await sendRaw(service.url, pieces);
    expect(answer!.status).toBe(200);
    expect(answer!.others).toMatchObject([{ status: 400 }]);
  });
});

describe('HTTP that is not understood', () => {
  it.each<[string, string, Record<string, string | null>, number]>([
    ['no Host', 'GET /healthz', { host: null }, 400],
    ['a Host that is none', 'GET /graphql?query={__typename}', { host: '[a b' }, 400],
    ['a Host that is none, told by a proxy', 'GET /graphql', { 'x-forwarded-host': '[]' }, 400],
    ['a protocol that is none, told by a proxy', 'GET /graphql', { 'x-forwarded-proto': '1 2' }, 400],
    ['a tunnel', 'CONNECT example.com:443', {}, 405],
    ['an expectation', 'GET /graphql', { expect: 'magic' }, 417],
    ['a percent sign alone', 'GET /%zz', {}, 400],
    ['an encoded NUL', 'GET /%00', {}, 404],
    ['an encoded NUL in the name of a file', 'GET /graphiql/%00', {}, 400],
    ['a way out of a folder', 'GET /graphiql/../../package.json', {}, 404],
    ['an encoded way out of a folder', 'GET /graphiql/..%2f..%2f..%2fpackage.json', {}, 404],
    ['a path that is another host', 'GET //example.com', {}, 404],
    ['a long path', `GET /${'x'.repeat(10_000)}`, {}, 404],
    ['a folder', 'GET /graphiql/', {}, 404],
    ['a part of a file that it does not have', 'GET /graphiql/main.css', { range: 'bytes=999999999-' }, 416],
  ])('is refused: %s', async (_what, line, headers, status) => {
    const answer = await fault([request(line, { headers: { ...close, ...headers } })]);
    expect(answer).toMatchObject({ status, code: 'BAD_REQUEST' });
  });

  it.each([
    ['an expectation', request('GET /healthz', { headers: { expect: 'magic' } }), 417],
    ['a tunnel', request('CONNECT example.com:443'), 405],
  ])('is refused behind a request that is being answered: %s', async (_what, second, status) => {
    const answer = await sendRaw(service.url, [request('GET /graphql?query={genres{name}}') + second]);
    expect(answer!.status).toBe(200);
    expect(answer!.others).toMatchObject([{ status }]);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])(
    '%s is no method of the endpoint',
    async (method) => {
      const answer = await fault([request(`${method} /graphql`, { headers: close })]);
      expect(answer).toMatchObject({ status: 405, code: 'BAD_REQUEST' });
      expect(answer.headers.allow).toBe('GET, POST, HEAD, OPTIONS');
    },
  );

  it('is answered where it does no harm: an upgrade that is not taken, HTTP/1.0, another host, HEAD', async () => {
    const path = '/graphql?query={__typename}';
    for (const text of [
      request(`GET ${path}`, { headers: { connection: 'upgrade, close', upgrade: 'websocket' } }),
      request(`GET http://elsewhere.example${path}`, { headers: close }),
      `GET ${path} HTTP/1.0\r\n\r\n`,
    ]) {
      expect(await sendRaw(service.url, [text])).toMatchObject({
        status: 200,
        text: expect.stringContaining('{"__typename":"Query"}'),
      });
    }
    const head = await sendRaw(service.url, [request(`HEAD ${path}`, { headers: close })]);
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(Number(head!.headers['content-length'])).toBeGreaterThan(0);
    const options = await sendRaw(service.url, [request('OPTIONS /graphql', { headers: close })]);
    expect(options!.headers.allow).toBe('GET, POST, HEAD, OPTIONS');
  });
});

describe('a body that is not taken', () => {
  const post = (body: string | Buffer, headers: Record<string, string> = {}): Piece[] => [
    request('POST /graphql', {
      headers: { ...json, 'content-length': String(Buffer.byteLength(body)), ...headers },
    }),
    body,
  ];

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/jsonx',
    'junk',
    '',
    'application/json; charset=utf-16',
  ])('says that it is "%s"', async (type) => {
    expect(await fault(post(query, { 'content-type': type }))).toMatchObject({
      status: 415,
      code: 'BAD_REQUEST',
    });
  });

  it('is compressed', async () => {
    const answer = await fault(post(gzipSync(query), { 'content-encoding': 'gzip' }));
    expect(answer).toMatchObject({ status: 415, message: 'A request body must not be compressed.' });
    expect(answer.headers['accept-encoding']).toBe('identity');
  });

  it.each<[string, string | Buffer, string]>([
    ['empty', '', 'The body is empty. It must be JSON such as {"query": "…"}.'],
    ['not JSON', '{"query": ', 'The body is not JSON.'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'The body is not UTF-8.'],
    ['UTF-8 that is cut', Buffer.from('{"query":"é').subarray(0, -1), 'The body is not UTF-8.'],
    [
      'out for prototypes',
      '{"query":"{__typename}","variables":{"__proto__":{"a":1}}}',
      'The body has a key "__proto__" or "constructor", which is not taken.',
    ],
    [
      'out for prototypes, in disguise',
      '{"query":"{__typename}","\\u005f_proto__":{}}',
      'The body has a key "__proto__" or "constructor", which is not taken.',
    ],
    [
      'out for constructors',
      '{"query":"{__typename}","constructor":{"prototype":{}}}',
      'The body has a key "__proto__" or "constructor", which is not taken.',
    ],
    [
      '101 brackets',
      `${query.slice(0, -1)},"x":${'['.repeat(100)}${']'.repeat(100)}}`,
      'The body has more than 100 lists and objects within one another.',
    ],
  ])('is %s', async (_what, body, message) => {
    expect(await fault(post(body))).toMatchObject({ status: 400, code: 'BAD_REQUEST', message });
  });

  it.each([
    ['a BOM in front', `\ufeff${query}`],
    ['the last of two keys', `{"query":"{ nonsense }",${query.slice(1)}`],
    ['100 brackets', `${query.slice(0, -1)},"x":${'['.repeat(99)}${']'.repeat(99)}}`],
    ['100,000 brackets in a text', `${query.slice(0, -1)},"x":"\\"${'['.repeat(1e5)}"}`],
    ['another way to write UTF-8', query, 'Application/JSON ; charset="UTF8"'],
  ])('is not one with %s', async (_what, body, type = 'application/json') => {
    expect(await sendRaw(service.url, post(body, { 'content-type': type }))).toMatchObject({ status: 200 });
  });
});
