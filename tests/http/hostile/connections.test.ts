import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ErrorCode } from '../../../src/errors';
import { asked as body, expectAnswer, type Row } from './harmless';
import { codesIn, expectFault, secret, startTarget } from './target';
import type { Step } from './wire';

const target = startTarget();

const host = 'Host: localhost';

/** A request in the words of HTTP: the first line, the headers, the body. */
const http = (first: string, headers: string[] = [], content = '') =>
  `${[first, host, ...headers].join('\r\n')}\r\n\r\n${content}`;
const post = (headers: string[] = [], content = body) =>
  http('POST /graphql HTTP/1.1', ['Content-Type: application/json', ...headers], content);
const length = (bytes: number | string) => `Content-Length: ${bytes}`;
const chunked = 'Transfer-Encoding: chunked';
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const slowly = (text: string, ms: number): Step[] => [...text].flatMap((letter) => [letter, ms]);

const attackWith = (steps: Step[], status: number, code?: ErrorCode) =>
  expectAnswer(target, () => target.speak(steps), status, code);

describe('slowness', () => {
  it.each<Row<Step[]>>([
    ['a head that stops', ['POST /graphql HTTP/1.1\r\nHost: loc'], 408, 'TIMEOUT'],
    [
      'a head, a letter at a time',
      slowly(http('GET /graphql HTTP/1.1', ['X: a'.repeat(30)]), 100),
      408,
      'TIMEOUT',
    ],
    [
      'a head, a header at a time',
      ['GET /graphql HTTP/1.1\r\n', ...Array.from({ length: 20 }, () => [`X: 1\r\n`, 100]).flat()],
      408,
      'TIMEOUT',
    ],
    ['a body that stops', [post([length(body.length)], body.slice(0, 9))], 408, 'TIMEOUT'],
    ['a body that never begins', [post([length(body.length)], '')], 408, 'TIMEOUT'],
    [
      'a body that is to come when asked for',
      [post([length(body.length), 'Expect: 100-continue'], '')],
      408,
      'TIMEOUT',
    ],
    ['a body, a letter at a time', [post([length(body.length)], ''), ...slowly(body, 100)], 408, 'TIMEOUT'],
    [
      'a body, a chunk of a letter at a time',
      [post([chunked], ''), ...[...body].flatMap((letter): Step[] => [chunk(letter), 100])],
      408,
      'TIMEOUT',
    ],
    ['chunks without an end', [post([chunked], chunk(body))], 408, 'TIMEOUT'],
    ['a body in two halves', [post([length(body.length)], body.slice(0, 9)), 200, body.slice(9)], 200],
  ])('%s', (_what, ...row) => attackWith(...row));
});

describe('ends', () => {
  it.each<Row<Step[]>>([
    ['in the head', ['POST /graphql HTTP/1.1\r\nHost: loc', 'END'], 400, 'BAD_REQUEST'],
    ['in the body', [post([length(body.length)], body.slice(0, 9)), 'END'], 400, 'BAD_REQUEST'],
    ['in a chunk', [post([chunked], chunk(body).slice(0, 9)), 'END'], 400, 'BAD_REQUEST'],
    ['behind the request', [post([length(body.length)]), 'END'], 200],
  ])('of our side %s', (_what, ...row) => attackWith(...row));

  it.each<[string, Step[]]>([
    ['before anything', ['END']],
    ['before anything, by a reset', ['RESET']],
    ['in the head, by a reset', ['POST /graphql HTTP/1.1\r\nHost: loc', 50, 'RESET']],
    ['in the body, by a reset', [post([length(body.length)], body.slice(0, 9)), 50, 'RESET']],
    ['behind the request, by a reset', [post([length(body.length)]), 'RESET']],
  ])('of the connection %s need no answer', async (_what, steps) => {
    expect(await target.attack(() => target.speak(steps))).toEqual([]);
  });
});

describe('what is no HTTP', () => {
  it.each<[string, Step]>([
    ['bytes', Buffer.from([0, 1, 2, 255, 254, 253, 10, 13, 10, 13, 10])],
    ['the beginning of TLS', Buffer.from('160301020001000001fc0303', 'hex')],
    ['the beginning of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/3.7', 'GET /graphql HTTP/3.7\r\nHost: localhost\r\n\r\n'],
    ['a page of another protocol', 'HELO evil.example\r\nMAIL FROM:<a@evil.example>\r\n'],
    ['a query', `${body}\r\n\r\n`],
    ['a method that is none', http('GET; /graphql HTTP/1.1')],
    ['a path with a space', http('GET /graphql ?query=a HTTP/1.1')],
    ['a path with a NUL', http('GET /graphql\0 HTTP/1.1')],
    ['a header without a name', http('GET /graphql HTTP/1.1', [': a'])],
    ['a header with a space before the colon', http('GET /graphql HTTP/1.1', ['Content-Length : 5'])],
    ['a header with a NUL', http('GET /graphql HTTP/1.1', ['X: a\0b'])],
    ['a header folded', http('GET /graphql HTTP/1.1', ['X: a', ' b: c'])],
    [
      'a header with a line feed of its own',
      http('GET /graphql HTTP/1.1', [`X: a\nSet-Cookie: ${secret}`, ': b']),
    ],
    ['both lengths', post([length(body.length), chunked], '0\r\n\r\n')],
    ['both lengths, the other way round', post([chunked, length(4)], `${chunk('{')}`)],
    ['two lengths', post([length(5), length(6)])],
    ['a list of lengths', post([length('26, 26')])],
    ['a length below nothing', post([length(-1)])],
    ['a length of letters', post([length('0x1a')])],
    ['a length beyond numbers', post([length('99999999999999999999999')])],
    [
      'an encoding of another kind behind chunks',
      post(['Transfer-Encoding: chunked, identity'], chunk(body)),
    ],
    ['an encoding written oddly', post(['Transfer-Encoding: xchunked'], chunk(body))],
    ['two encodings', post([chunked, 'Transfer-Encoding: identity'], chunk(body))],
    ['chunks of nonsense', post([chunked], 'zz\r\nabc\r\n')],
    ['chunks of a size below nothing', post([chunked], '-1\r\nabc\r\n')],
    ['chunks of a size beyond numbers', post([chunked], 'fffffffffffffffff\r\nabc\r\n')],
    ['chunks longer than they say', post([chunked], `3\r\n${body}\r\n0\r\n\r\n`)],
    ['no host', 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\n\r\n'],
    ['a host that is none', 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: a b\r\n\r\n'],
  ])('%s', (_what, step) => attackWith([step], 400, 'BAD_REQUEST'));
});

describe('what HTTP has and nobody needs', () => {
  const typename = '/graphql?query=%7B__typename%7D';
  it.each<Row<Step[]>>([
    ['a head of 64 kB', [http('GET /graphql HTTP/1.1', [`X: ${'a'.repeat(64_000)}`])], 431, 'LIMIT_EXCEEDED'],
    [
      '4,000 headers',
      [
        http(
          'GET /graphql HTTP/1.1',
          Array.from({ length: 4_000 }, (_, n) => `X-${n}: 1`),
        ),
      ],
      431,
      'LIMIT_EXCEEDED',
    ],
    ['a path of 64 kB', [http(`GET /${'a'.repeat(64_000)} HTTP/1.1`)], 431, 'LIMIT_EXCEEDED'],
    [
      'extensions of chunks without end',
      [post([chunked], `1;${'a'.repeat(20_000)}\r\n{\r\n`)],
      413,
      'LIMIT_EXCEEDED',
    ],
    ['a body that says it has a gigabyte', [post([length(1e9)], '{')], 413, 'LIMIT_EXCEEDED'],
    [
      'chunks beyond a megabyte',
      [post([chunked], chunk(' '.repeat(600_000)) + chunk(' '.repeat(600_000)))],
      413,
      'LIMIT_EXCEEDED',
    ],
    ['another content type beside', [post(['Content-Type: text/plain', length(body.length)])], 200],
    [
      'JSON beside another content type',
      [
        http(
          'POST /graphql HTTP/1.1',
          ['Content-Type: text/plain', 'Content-Type: application/json', length(body.length)],
          body,
        ),
      ],
      415,
      'BAD_REQUEST',
    ],
    ['a tunnel', ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'], 405, 'BAD_REQUEST'],
    ['a promise to keep', [post([length(body.length), 'Expect: the-unexpected'])], 417, 'BAD_REQUEST'],
    ['a promise kept', [post([length(body.length), 'Expect: 100-continue'])], 200],
    [
      'an upgrade to a socket',
      [
        http(`GET ${typename} HTTP/1.1`, [
          'Connection: Upgrade',
          'Upgrade: websocket',
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
          'Sec-WebSocket-Version: 13',
        ]),
      ],
      200,
    ],
    [
      'an upgrade to HTTP/2',
      [
        http(`GET ${typename} HTTP/1.1`, [
          'Connection: Upgrade, HTTP2-Settings',
          'Upgrade: h2c',
          'HTTP2-Settings: AAMAAABkAAQAAP__',
        ]),
      ],
      200,
    ],
    ['HTTP/0.9', ['GET /graphql\r\n'], 408, 'TIMEOUT'],
    ['HTTP/1.0', [`GET ${typename} HTTP/1.0\r\n\r\n`], 200],
    ['lines that end by a line feed', [`GET ${typename} HTTP/1.1\nHost: localhost\n\n`], 400, 'BAD_REQUEST'],
    ['a path with a host', [`GET http://evil.example${typename} HTTP/1.1\r\nHost: localhost\r\n\r\n`], 200],
    ['a path that is a star', [http('OPTIONS * HTTP/1.1')], 404, 'BAD_REQUEST'],
    [
      'a trailer behind chunks',
      [post([chunked, 'Trailer: X'], `${chunk(body)}0\r\nAuthorization: Bearer ${secret}\r\n\r\n`)],
      200,
    ],
  ])('%s', (_what, ...row) => attackWith(...row));
});

describe('crowds', () => {
  it('100 requests in one go are answered, each for itself', async () => {
    const answers = await target.attack(() => target.speak([post([length(body.length)]).repeat(100)], 100));
    expect(answers).toHaveLength(100);
    for (const { status, text } of answers) expect([status, codesIn(text)]).toEqual([200, []]);
  });

  it('a request hidden in the body of another is none', async () => {
    const hidden = http('GET /metrics HTTP/1.1');
    const answers = await target.attack(() =>
      target.speak([post([length(body.length + hidden.length)], body + hidden), 200, 'END'], 2),
    );
    expect(answers).toHaveLength(1);
    expectFault(answers[0]!, { status: 400, code: 'BAD_REQUEST' });
  });

  it.each<[string, string]>([
    ['say nothing', ''],
    ['stop in the head', 'POST /graphql HTTP/1.1\r\nHost: loc'],
    ['stop in the body', post([length(body.length)], '{')],
  ])('500 connections that %s leave room for others', async (_what, said) => {
    const sockets = await Promise.all(Array.from({ length: 500 }, () => open(said)));
    await target.attack(() => target.speak([post([length(body.length)])]));
    await sleep(100);
    await target.attack(() => target.speak([post([length(body.length)])]));
    for (const socket of sockets) socket.destroy();
  });
});

function open(said: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: target.port, host: 'localhost' }, () =>
      socket.write(said, () => resolve(socket)),
    );
    socket.on('error', reject);
  });
}
