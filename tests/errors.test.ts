import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import {
  badUserInput,
  describeForTerminal,
  errorCodes,
  notConnected,
  OperatorError,
  timedOut,
  UnansweredError,
} from '../src/errors';
import { formatError } from '../src/graphql/error-format';
import { projectRoot } from '../src/project';

const format = (error: unknown, log: (error: unknown) => void = () => undefined) => {
  const graphql =
    error instanceof GraphQLError
      ? error
      : new GraphQLError(String(error), { originalError: error as Error, path: ['review'] });
  const code = graphql.extensions.code ?? 'INTERNAL_SERVER_ERROR';
  return formatError({ ...graphql.toJSON(), extensions: { ...graphql.extensions, code } }, graphql, log);
};

describe('what a caller is told of an error', () => {
  it('is the message, where it was written for callers', () => {
    expect(format(badUserInput('first is too large'))).toMatchObject({
      message: 'first is too large',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('is that nothing leads from one thing to another, with a code of its own', () => {
    expect(format(notConnected())).toEqual({
      message: 'No chain of films and people leads from one to the other.',
      extensions: { code: 'NOT_CONNECTED' },
    });
  });

  it('is nothing but that it happened, for all else; the log has the rest', () => {
    const logged: unknown[] = [];
    const fault = new TypeError('SELECT secret FROM /etc/passwd');
    const told = format(fault, (error) => logged.push(error));
    expect(JSON.stringify(told)).not.toMatch(/secret|passwd|TypeError|stack/);
    expect(told.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(logged).toEqual([fault]);
  });

  it.each([
    // The network, a server that stops or starts, one without connections, memory or disk, one that only reads by now.
    ...[
      'ECONNREFUSED',
      'ECONNRESET',
      'EHOSTUNREACH',
      'EAI_AGAIN',
      '08006',
      '57P01',
      '57P02',
      '57P03',
      '53300',
    ],
    ...['53200', '53100', '58030', '25P03', '25006'],
    // Others were writing the same.
    ...['40001', '40P01', '55P03'],
  ])('is to try again, where the store fails with %s', (code) => {
    const told = format(Object.assign(new Error('x'), { code }));
    expect(told.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE' });
    expect(told.message).toMatch(/Try again in a moment\.$/);
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('is to try again, where the driver says "%s"', (message) => {
    expect(format(new Error(message)).extensions).toEqual({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('is that it took too long, where PostgreSQL has ended it', () => {
    expect(format(Object.assign(new Error('x'), { code: '57014' })).extensions).toEqual({ code: 'TIMEOUT' });
  });

  it('is the same of what fails before there is an operation, with a status', () => {
    for (const [reason, code, status] of [
      [Object.assign(new Error('connect 10.0.0.7'), { code: 'ECONNREFUSED' }), 'SERVICE_UNAVAILABLE', 503],
      [timedOut(5_000), 'TIMEOUT', 504],
      [new TypeError('x is undefined'), 'INTERNAL_SERVER_ERROR', 500],
    ] as const) {
      const unanswered = new UnansweredError(reason);
      const told = format(unanswered);
      expect([told.extensions, unanswered.extensions.http]).toEqual([
        { code },
        { status, headers: new Map() },
      ]);
      expect(told.message).not.toMatch(/10\.0\.0\.7|undefined/);
    }
  });

  it('is BAD_USER_INPUT for a text that PostgreSQL cannot hold', () => {
    expect(format(Object.assign(new Error('x'), { code: '22021' })).extensions).toEqual({
      code: 'BAD_USER_INPUT',
    });
  });

  it('never has a code outside of the table', () => {
    const odd = new GraphQLError('odd', { extensions: { code: 'NOT_IN_THE_TABLE', secret: 1 } });
    expect(unwrapResolverError(odd)).toBe(odd);
    expect(format(odd)).toMatchObject({ extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  });
});

describe('the table of codes', () => {
  const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts'),
  );
  const text = sources.map((name) => readFileSync(join(projectRoot, 'src', name), 'utf8')).join('\n');
  /** Apollo Server's own, which reach callers as they are. https://www.apollographql.com/docs/apollo-server/data/errors */
  const apollos = [
    'BAD_REQUEST',
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'OPERATION_RESOLUTION_FAILURE',
    'PERSISTED_QUERY_NOT_FOUND',
    'PERSISTED_QUERY_NOT_SUPPORTED',
  ];

  it('has no code that nothing gives', () => {
    for (const code of Object.keys(errorCodes)) {
      const uses = text.split(`'${code}'`).length - 1;
      expect({ code, isUsed: apollos.includes(code) || uses > 0 }).toEqual({ code, isUsed: true });
    }
  });
});

describe('what a person at the terminal is told', () => {
  it('is one line of a fault that they can mend, and the stack of one that is ours', () => {
    expect(describeForTerminal(new OperatorError('PORT: is in use'))).toBe('PORT: is in use');
    expect(describeForTerminal(new TypeError('ours'))).toContain('at ');
  });
});
