import { GraphQLError } from 'graphql';

/**
 * Every value that `extensions.code` of an answer can have. Closed: what is not one of these is masked as
 * INTERNAL_SERVER_ERROR before it leaves the process. The texts are the documentation shown in the README.
 */
export const errorCodes = {
  BAD_REQUEST: 'The HTTP request is not one that carries a GraphQL operation or a beacon.',
  BAD_USER_INPUT:
    'An argument or a variable has a value that it cannot have; the message says which and why.',
  FORBIDDEN: 'Whoever asks may not do this; the message says who may.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  INTERNAL_SERVER_ERROR: 'A fault of the service. It is logged there; the caller is told no more.',
  LIMIT_EXCEEDED:
    'The request, or the operation in it, is larger than this service takes; the message names the limit.',
  NOT_CONNECTED: 'No chain of films and people leads from one to the other.',
  OPERATION_RESOLUTION_FAILURE:
    'The document holds several operations, and operationName names none of them.',
  PERSISTED_QUERY_NOT_FOUND: 'The hash is not known yet: send the query along with it.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Persisted queries are off.',
  RATE_LIMITED:
    'This client has asked for too much in a short time; Retry-After says how many seconds to wait.',
  SERVICE_UNAVAILABLE:
    'The store does not answer at present, too much is asked at once, or what is asked for is still being counted. The same request may be sent again.',
  TIMEOUT: 'The answer took longer than it may, or the request took too long to arrive.',
  UNAUTHENTICATED: 'This takes a token and none was sent, or one that is not valid (any more).',
} as const;

export type ErrorCode = keyof typeof errorCodes;

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

/** A mistake of the caller's. The message is shown as it is: it must not repeat what the caller sent. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' satisfies ErrorCode } });
}

/** The request carries no operation. */
export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'BAD_REQUEST' satisfies ErrorCode, http: { status: 400 } },
  });
}

/** A field takes a token, and none was sent. The other fields are answered. */
export function unauthenticated(): GraphQLError {
  return new GraphQLError('This takes a token: send the header "Authorization: Bearer …".', {
    extensions: { code: 'UNAUTHENTICATED' satisfies ErrorCode },
  });
}

/** Nothing of the request is answered, and the HTTP status says so: to go on as a reader would hide the mistake. */
export function invalidToken(message: string): GraphQLError {
  const headers = new Map([['www-authenticate', 'Bearer realm="reelgraph"']]);
  return new GraphQLError(message, {
    extensions: { code: 'UNAUTHENTICATED' satisfies ErrorCode, http: { status: 401, headers } },
  });
}

export function forbidden(roles: readonly string[]): GraphQLError {
  return new GraphQLError(`This takes a token with the role ${roles.join(' or ')}.`, {
    extensions: { code: 'FORBIDDEN' satisfies ErrorCode },
  });
}

/** @param seconds until there is as much to spend as was asked for. */
export function rateLimited(seconds: number): GraphQLError {
  const headers = new Map([['retry-after', String(seconds)]]);
  return new GraphQLError(`Too much was asked for in a minute. Ask again in ${seconds} s.`, {
    extensions: { code: 'RATE_LIMITED' satisfies ErrorCode, http: { status: 429, headers } },
  });
}

/** More is asked at once than can be answered in time. Nothing of the operation was run. */
export function overloaded(): GraphQLError {
  const headers = new Map([['retry-after', '1']]);
  return new GraphQLError(
    'More is asked of this service than it can answer at once. Try again in a moment.',
    {
      extensions: { code: 'SERVICE_UNAVAILABLE' satisfies ErrorCode, http: { status: 503, headers } },
    },
  );
}

/** It takes longer than an answer may, and goes on: nothing failed, and whoever asks again has it. */
export class BeingCountedError extends GraphQLError {
  /** @param done how much of it is there, 0 to 1. */
  constructor(done: number) {
    super(`It is being counted, ${Math.floor(done * 100)} % so far. Ask again in a moment.`, {
      extensions: { code: 'SERVICE_UNAVAILABLE' satisfies ErrorCode },
    });
  }
}

/** Nothing of the operation is answered. @param message names the limit, what was asked and what is allowed. */
export function limitExceeded(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'LIMIT_EXCEEDED' satisfies ErrorCode, http: { status: 400 } },
  });
}

/** What is asked for takes longer than an answer may, and is being made. @param part of it that is done, 0 to 1. */
export function stillCounting(part: number): GraphQLError {
  return new GraphQLError(
    `This is being counted: ${Math.floor(part * 100)} % are done. Ask again in some seconds.`,
    { extensions: { code: 'SERVICE_UNAVAILABLE' satisfies ErrorCode } },
  );
}

/** Two things are known, and there is nothing between them. */
export function notConnected(): GraphQLError {
  const code = 'NOT_CONNECTED' satisfies ErrorCode;
  return new GraphQLError(errorCodes[code], { extensions: { code } });
}

/** Nobody may wait for an answer for longer than this. What was ready by then is answered. */
export function timedOut(timeoutMs: number): GraphQLError {
  return new GraphQLError(`The answer took longer than ${timeoutMs} ms: ask for less at once.`, {
    extensions: { code: 'TIMEOUT' satisfies ErrorCode },
  });
}

/** Nobody reads the answer any more: the connection was closed before it was there. */
export function abandoned(): GraphQLError {
  return new GraphQLError('Whoever asked has gone away.', {
    extensions: { code: 'BAD_REQUEST' satisfies ErrorCode },
  });
}

/** Nothing of a request can be answered, for this reason, and the HTTP status says so too. */
export class UnansweredError extends GraphQLError {
  constructor(readonly reason: Error) {
    const extensions = reason instanceof GraphQLError ? reason.extensions : {};
    const code = storeFault(reason)?.code ?? extensions.code;
    const status = statusOfUnanswered(code) ?? 500;
    super(reason.message, { extensions: { http: { status, headers: new Map() }, ...extensions } });
  }
}

/**
 * Of an answer that has nothing but errors with this code; undefined for a code that does not decide it. 504 and not
 * 503 for what took too long: a balancer takes a 503 for a server that had better be left alone for a while.
 */
export function statusOfUnanswered(code: unknown): number | undefined {
  if (code === ('SERVICE_UNAVAILABLE' satisfies ErrorCode)) return 503;
  return code === ('TIMEOUT' satisfies ErrorCode) ? 504 : undefined;
}

/**
 * A fault that the person at the terminal can mend. Its message is one line that says what is wrong and what
 * to do; it is printed without a stack, and the process ends with an exit code other than 0.
 */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/** What is needed from the store is not there yet, or not any more. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError';
}

/** How PostgreSQL and the network say that the store is not there just now, or that others were in the way. */
const unavailable =
  /^(ECONN\w+|E(HOST|NET)UNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|08\w{3}|25006|25P03|53\w{3}|55000|57P0\d|58030)$/;
/** Others were writing the same: a lock was not to be had, or the transaction had to give way. */
const contended = /^(40001|40P01|55P03)$/;
/** `statement_timeout`, or whoever runs the store has cancelled it. */
const cancelled = '57014';

/** How the drivers say it, without a code. */
const connectionLost =
  /Connection terminated|timeout exceeded|timeout expired|not queryable|runner already released/i;

/** @returns what a caller is told where the store fails; undefined where it is not the store's fault. */
export function storeFault(error: unknown): { code: ErrorCode; message: string } | undefined {
  const code = codeOf(error) ?? '';
  if (contended.test(code)) {
    return {
      code: 'SERVICE_UNAVAILABLE',
      message: 'Others are changing the same just now. Try again in a moment.',
    };
  }
  if (code === cancelled) {
    return { code: 'TIMEOUT', message: 'The store took too long over this: ask for less at once.' };
  }
  return isStoreUnavailable(error)
    ? { code: 'SERVICE_UNAVAILABLE', message: 'The store does not answer at present. Try again in a moment.' }
    : undefined;
}

function isStoreUnavailable(error: unknown): boolean {
  return (
    error instanceof StoreUnavailableError ||
    unavailable.test(codeOf(error) ?? '') ||
    connectionLost.test(String(error))
  );
}

/** What to print about any error on a terminal: one line for a fault of the operator's, the stack for ours. */
export function describeForTerminal(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  if (isStoreUnavailable(error))
    return 'the store does not answer any more; what was finished before is in it';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The `code` of a Node or PostgreSQL error: `ECONNREFUSED`, `23505` …; undefined where there is none. */
export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** @returns what to tell where a file cannot be read; any other error as it is. */
export function unreadable(path: string, error: unknown): unknown {
  if (codeOf(error) === 'ENOENT') return new OperatorError(`${path}: is not there`);
  return codeOf(error) ? new OperatorError(`${path}: cannot be read (${codeOf(error)})`) : error;
}
