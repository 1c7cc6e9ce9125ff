import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../errors';
import { wantsPage } from './graphiql';
import type { Metrics } from './metrics';

/** Why a request is not taken, told before GraphQL sees it. The message must not repeat what the caller sent. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ErrorCode;
  readonly headers: Record<string, string>;

  constructor(
    readonly statusCode: number,
    message: string,
    {
      code = 'BAD_REQUEST',
      headers = {},
    }: { code?: ErrorCode; headers?: Record<string, string> | undefined } = {},
  ) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}

/** What a caller is told of a fault of ours. */
export const unknownFault = {
  message: 'Something went wrong here. It has been logged.',
  code: 'INTERNAL_SERVER_ERROR',
} as const;

export function nothingHere(): Refusal {
  return new Refusal(404, 'Nothing is here. The API is at /graphql.');
}

/** What Fastify and its plugins refuse by themselves is told in words of ours: theirs repeat what was sent. */
const refusals: Record<number, Refusal> = {
  403: nothingHere(),
  404: nothingHere(),
  415: new Refusal(415, 'A request body must be JSON: send the header "Content-Type: application/json".', {
    headers: { accept: 'application/json' },
  }),
  416: new Refusal(416, 'The file has no such part.'),
};

/**
 * Answers what went wrong outside GraphQL in the form of GraphQL: one message, one code of the closed table.
 * @param sendMissingPage what answers whoever looked for a page, by their browser, where nothing is.
 */
export function answerFaults(
  http: FastifyInstance,
  metrics: Metrics,
  sendMissingPage: (request: FastifyRequest, reply: FastifyReply) => FastifyReply,
): void {
  http.setErrorHandler<Thrown>((error, request, reply) => {
    const refusal = refusalOf(error);
    metrics.countError(refusal?.code ?? 'INTERNAL_SERVER_ERROR');
    if (refusal) {
      request.log.info({ status: refusal.statusCode, code: refusal.code }, 'refused');
      reply.code(refusal.statusCode).headers(refusal.headers);
      if (refusal.statusCode === 404 && wantsPage(request)) return sendMissingPage(request, reply);
      return reply.send(fault(refusal.message, refusal.code));
    }
    request.log.error({ err: error }, 'failed');
    return reply.code(500).send(fault(unknownFault.message, unknownFault.code));
  });
}

/**
 * Refuses paths that are not there, and methods that they do not have, before a body is read. To be called before
 * the routes are added, and after the hooks that such requests are to go through.
 */
export function refuseMissing(http: FastifyInstance): void {
  const methodsByPath = noteMethods(http);
  const refuse = (request: FastifyRequest, reply: FastifyReply) => {
    const methods = methodsByPath.get(request.url.split('?')[0]!);
    if (!methods) throw nothingHere();
    const allow = [...new Set([...methods, 'OPTIONS'])].join(', ');
    if (request.method === 'OPTIONS') return reply.code(204).header('allow', allow).send();
    throw new Refusal(405, `Only ${allow} are understood here.`, { headers: { allow } });
  };
  http.addHook('onRequest', (request, reply, next) => {
    if (request.is404) refuse(request, reply);
    else next();
  });
  http.setNotFoundHandler(refuse);
}

/** A path that cannot be decoded is answered before any hook runs. */
export function answerBadUrl(_error: FastifyError, { id, log }: FastifyRequest, reply: FastifyReply): void {
  log.info({ status: 400, code: 'BAD_REQUEST' satisfies ErrorCode }, 'refused');
  reply
    .code(400)
    .headers({ 'x-request-id': id, connection: 'close' })
    .send(fault('The path cannot be decoded.', 'BAD_REQUEST'));
}

export type Thrown = FastifyError | GraphQLError | Refusal;

/** @returns how to refuse what was thrown; undefined where it is a fault of ours. */
export function refusalOf(error: Thrown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof GraphQLError) {
    const { code, http } = error.extensions as { code: ErrorCode; http?: HttpExtension };
    const headers = Object.fromEntries(http?.headers ?? []);
    return new Refusal(http?.status ?? 400, error.message, { code, headers });
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) return undefined;
  return refusals[status] ?? new Refusal(status, 'This request is not one that is understood here.');
}

/** What Apollo too makes an answer's status and headers of. */
interface HttpExtension {
  status?: number;
  headers?: Map<string, string>;
}

/** The methods of each path, as the routes come to be. */
function noteMethods(http: FastifyInstance): Map<string, Set<string>> {
  const methodsByPath = new Map<string, Set<string>>();
  http.addHook('onRoute', ({ url, method }) => {
    const methods = methodsByPath.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    if (!url.includes('*')) methodsByPath.set(url, methods);
  });
  return methodsByPath;
}

export function fault(message: string, code: ErrorCode) {
  return { errors: [{ message, extensions: { code } }] };
}
