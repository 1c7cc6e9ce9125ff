import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestService, type TestService } from '../support/service';
import { type Piece, type RawAnswer, request, sendRaw } from './raw';

let service: TestService;
let silent: Promise<[RawAnswer | null, ms: number]>;
beforeAll(async () => {
  service = await startTestService({ settings: { RECEIVE_TIMEOUT_MS: '400', MAX_BODY_BYTES: '100000' } });
  const startedAt = performance.now();
  silent = sendRaw(service.url, []).then((answer) => [answer, performance.now() - startedAt]);
});
afterAll(() => service.stop());

const query = JSON.stringify({ query: '{ review(slug: "pig") { slug } }' });
const whole = request('POST /graphql', { body: query, headers: { connection: 'close' } });
const chunked = request('POST /graphql', {
  headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked', connection: 'close' },
});
/** One byte at a time, `ms` apart. */
const dripping = (text: string, ms: number): Piece[] => [...text].flatMap((letter) => [ms, letter]);
const codeOf = (body: string) => JSON.parse(body).errors[0].extensions.code;

describe('a request that takes too long to arrive', () => {
  it.each<[string, Piece[], RegExp]>([
    ['a head that stops', ['POST /gra'], /head/],
    ['a head that drips', dripping(whole, 20), /head/],
    ['empty lines instead of a head', dripping('\r\n'.repeat(60), 20), /head/],
    ['a body that stops', [whole.slice(0, -5)], /body/],
    ['a body that never begins', [whole.slice(0, -query.length)], /body/],
    ['a body that drips', [whole.slice(0, -query.length), ...dripping(query, 25)], /body/],
    ['chunks that stop', [chunked, '4\r\n{"qu\r\n'], /body/],
    ['chunks that drip', [chunked, ...dripping('1\r\n \r\n'.repeat(20), 20)], /body/],
  ])('ends with 408: %s', async (_what, pieces, part) => {
    const answer = await sendRaw(service.url, pieces);
    expect(answer).toMatchObject({ status: 408, text: expect.stringMatching(part) });
    expect(codeOf(answer!.text)).toBe('TIMEOUT');
    expect(answer!.headers.connection).toBe('close');
    expect(answer!.ms).toBeGreaterThan(390);
    expect(answer!.ms).toBeLessThan(3_000);
  });

  it('is counted', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/^reelgraph_limits_hit_total\{limit="RECEIVE_TIMEOUT_MS"\} 8$/m);
    expect(metrics).toMatch(/^reelgraph_errors_total\{code="TIMEOUT"\} 8$/m);
  });

  it('also ends where it is the second on its connection', async () => {
    const first = whole.replace('connection: close\r\n', '');
    const answer = await sendRaw(service.url, [first, 600, 'GET / HT']);
    expect(answer!.status).toBe(200);
    expect(answer!.others).toMatchObject([{ status: 408 }]);
  });
});

describe('a request that takes its time', () => {
  it('is answered if its body comes at 10 kB/s or more', async () => {
    const body = JSON.stringify({
      query: '{ review(slug: "pig") { slug } }',
      variables: { a: 'x'.repeat(20_000) },
    });
    const head = request('POST /graphql', { body, headers: { connection: 'close' } }).slice(0, -body.length);
    const pieces = (body.match(/.{1,2000}/gs) ?? []).flatMap((piece): Piece[] => [piece, 100]);
    const answer = await sendRaw(service.url, [head, ...pieces]);
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('"pig"') });
    expect(answer!.ms).toBeGreaterThan(900);
  });

  it('is waited for in silence on a connection that was opened beforehand, and on one that stays open', async () => {
    const answer = await sendRaw(service.url, [700, whole.replace('connection: close\r\n', ''), 700, whole]);
    expect(answer!.status).toBe(200);
    expect(answer!.text).toContain('"slug":"pig"');
    expect(answer!.others).toMatchObject([{ status: 200, text: answer!.text }]);
  });
});

describe('a connection that the client ends', () => {
  it('is answered once the request is complete', async () => {
    const answer = await sendRaw(service.url, [whole.replace('connection: close\r\n', '')], {
      halfClose: true,
    });
    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('"pig"') });
  });

  it.each<[string, Piece[]]>([
    ['in its head', ['POST /gra']],
    ['before its body', [whole.slice(0, -query.length)]],
    ['in its body', [whole.slice(0, -5)]],
    ['in a chunk', [chunked, '4\r\n{"q']],
  ])('is told at once of a request that ended %s', async (_where, pieces) => {
    const answer = await sendRaw(service.url, pieces, { halfClose: true });
    expect(answer).toMatchObject({
      status: 400,
      text: expect.stringContaining('ended before all of it was sent'),
    });
    expect(codeOf(answer!.text)).toBe('BAD_REQUEST');
    expect(answer!.ms).toBeLessThan(390);
  });

  it('harms nobody else when it is reset', async () => {
    const { hostname: host, port } = new URL(service.url);
    for (const part of ['', 'POST /gra', whole.slice(0, -5), whole]) {
      const socket = connect({ host, port: Number(port) });
      socket.on('error', () => undefined);
      await new Promise((resolve) => socket.write(part, resolve));
      socket.resetAndDestroy();
    }
    await sleep(50);
    expect(await sendRaw(service.url, [whole])).toMatchObject({ status: 200 });
  });
});

describe('a body that is too large', () => {
  it.each<[string, Piece[]]>([
    ['says so beforehand', [whole.replace(/content-length: \d+/, 'content-length: 100001')]],
    [
      'says so, and is sent all the same',
      [
        whole.replace(/content-length: \d+/, 'content-length: 50000000'),
        ...Array<Piece>(50).fill('x'.repeat(1e6)),
      ],
    ],
    [
      'comes in chunks',
      [chunked, ...Array<Piece>(50).fill(`${(1e6).toString(16)}\r\n${'x'.repeat(1e6)}\r\n`)],
    ],
  ])('is refused where it %s, and the answer arrives', async (_what, pieces) => {
    const answer = await sendRaw(service.url, pieces);
    expect(answer).toMatchObject({ status: 413, text: expect.stringContaining('MAX_BODY_BYTES') });
    expect(codeOf(answer!.text)).toBe('LIMIT_EXCEEDED');
  });

  it('is one byte larger than the largest', async () => {
    const padded = (bytes: number) =>
      request('POST /graphql', { body: query.padEnd(bytes), headers: { connection: 'close' } });
    expect((await sendRaw(service.url, [padded(100_000)]))!.status).toBe(200);
    expect((await sendRaw(service.url, [padded(100_001)]))!.status).toBe(413);
  });
});

it('what is refused at its head does not keep the connection waiting for its body', async () => {
  const answer = await sendRaw(service.url, [whole.slice(0, -5).replace('/graphql', '/no-such')]);
  expect(answer).toMatchObject({ status: 404 });
  expect(answer!.ms).toBeLessThan(390);
});

it('a connection that sends nothing is kept for 10 seconds and ended without a word', async () => {
  const [answer, ms] = await silent;
  expect(answer).toBeNull();
  expect(ms).toBeGreaterThan(9_500);
}, 20_000);
