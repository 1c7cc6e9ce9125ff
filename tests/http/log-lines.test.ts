import { Writable } from 'node:stream';
import Fastify from 'fastify';
import { QueryFailedError } from 'typeorm';
import { OperatorError, StoreUnavailableError } from '../../src/errors';
import { logging, nowAndThen, withoutErrorTexts } from '../../src/http/log';
import { loggedError } from '../../src/http/logged-error';

const secret = 'hunter2';

describe('what the log holds of an error', () => {
  const postgres = (code: string, message: string) =>
    Object.assign(new Error(message), { code, detail: secret, where: secret, hint: secret, table: 'film' });

  it.each<[string, unknown, object]>([
    [
      'one of ours',
      new StoreUnavailableError('not yet'),
      { type: 'StoreUnavailableError', message: 'not yet' },
    ],
    ['one for operators', new OperatorError('mend it'), { type: 'OperatorError', message: 'mend it' }],
    [
      'one of the system',
      Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
        code: 'ECONNREFUSED',
        errno: -111,
        syscall: 'connect',
      }),
      { type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' },
    ],
    [
      'one of the connection',
      new Error('Connection terminated unexpectedly'),
      { type: 'Error', message: 'Connection terminated unexpectedly' },
    ],
    [
      'PostgreSQL of itself',
      postgres('53300', 'sorry, too many clients already'),
      { type: 'Error', code: '53300', message: 'sorry, too many clients already', table: 'film' },
    ],
    [
      'PostgreSQL of a value',
      postgres('22P02', `invalid input syntax for type integer: "${secret}"`),
      { type: 'Error', code: '22P02', table: 'film' },
    ],
    [
      'TypeORM of a value',
      new QueryFailedError(`SELECT '${secret}'`, [secret], postgres('23514', secret)),
      { type: 'QueryFailedError', code: '23514', table: 'film' },
    ],
    [
      'Node of a text',
      new SyntaxError(`Unexpected token, "${secret}" is not valid JSON`),
      { type: 'SyntaxError' },
    ],
    [
      'a code that is none',
      Object.assign(new Error(secret), { code: `${secret} and more` }),
      { type: 'Error' },
    ],
    ['what is no error', secret, { type: 'string' }],
    ['nothing', undefined, { type: 'undefined' }],
  ])('%s', (_what, error, expected) => {
    const { stack, ...logged } = loggedError(error);
    expect(logged).toEqual(expected);
    expect(stack ?? '').not.toContain(secret);
    if (error instanceof Error) expect(stack).toMatch(/^ {4}at .*log-lines\.test\.ts:\d+:\d+\)?$/m);
  });

  it('has the frames of its stack, but no line of its message that looks like one', () => {
    const { stack } = loggedError(new Error(`a\n    at ${secret} (x.js:1:1)\nb`));
    expect(stack).not.toContain(secret);
    expect(stack).toContain('log-lines.test.ts');
  });

  it('has its causes, to a depth', () => {
    const error = new Error('around', { cause: new OperatorError('within') });
    expect(loggedError(error).cause).toMatchObject({ type: 'OperatorError', message: 'within' });
    const circle = new Error('circle');
    circle.cause = circle;
    expect(JSON.stringify(loggedError(circle)).split('"type"')).toHaveLength(5);
    expect(loggedError(new AggregateError([new OperatorError('one')])).cause).toMatchObject({
      message: 'one',
    });
  });
});

it('what happens over and over is told at once, and then once in a while with its number', () => {
  jest.useFakeTimers();
  const told: [string, number][] = [];
  const note = nowAndThen<string>(5_000, (...args) => told.push(args));
  for (let time = 0; time < 1_000; time++) note(`fault ${time}`);
  expect(told).toEqual([['fault 0', 1]]);
  jest.advanceTimersByTime(5_000);
  expect(told.splice(0)).toEqual([
    ['fault 0', 1],
    ['fault 999', 999],
  ]);
  jest.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  note('again');
  expect(told).toEqual([['again', 1]]);
  jest.useRealTimers();
});

it('no line borrows the text of an error, nor shows the query of an address', async () => {
  const lines: string[] = [];
  const stream = new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) });
  const { logger, logController } = logging({ logLevel: 'debug' });
  const http = Fastify({ logger: { ...(logger as object), stream }, logController });
  http.get('/', async (_request, reply) => {
    reply.send('once');
    return reply.send('twice');
  });
  await http.inject(`/?key=${secret}`);
  http.log.error(new Error(secret));
  http.log.warn({ err: new Error(secret) });
  http.log.info(`"/x?key=${secret}" is not known`);
  withoutErrorTexts(http.log).error(`Unexpected error processing request: Error: ${secret}`);
  expect(lines.join('')).not.toContain(secret);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(
    expect.arrayContaining([
      'answered',
      'failed',
      'Unexpected error processing request',
      '"/x?…" is not known',
    ]),
  );
  expect(lines.length).toBeGreaterThan(4);
});
