import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, statusOfUnanswered } from '../errors';
import type { RequestContext } from '../graphql/context';
import { type Ask, AskingError } from '../web/ask';
import { refusalOf, type Thrown, unknownFault } from './faults';
import type { Metrics } from './metrics';

/** What pages are made with. */
export interface Asking {
  apollo: ApolloServer<RequestContext>;
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  metrics: Metrics;
}

/** What went wrong, with its code of the closed table. */
export interface Told {
  code: string;
  message: string;
}

/**
 * For the routes of a scope that are made of what the public API answers.
 * @param sendFault answers with what a caller may be told, under the status that the reply has by then.
 * @returns what asks for a request, as a reader without a token: whoever has one sees what readers see.
 */
export function askForReaders(
  scope: FastifyInstance,
  { apollo, contextOf, metrics }: Asking,
  sendFault: (request: FastifyRequest, reply: FastifyReply, told: Told) => FastifyReply,
): (request: FastifyRequest, reply: FastifyReply) => Promise<Ask> {
  scope.addHook('onRequest', async (request) => {
    delete request.headers.authorization;
  });
  scope.setErrorHandler<Thrown>((error, request, reply) => {
    const refusal = refusalOf(error);
    const status = error instanceof AskingError ? statusOf(error) : (refusal?.statusCode ?? 500);
    if (refusal) metrics.countError(refusal.code);
    // What the API did not answer it has logged and counted itself.
    else if (!(error instanceof AskingError)) request.log.error({ err: error }, 'a page failed');
    if (status === 503) reply.header('retry-after', '5');
    reply.code(status).headers(refusal?.headers ?? {});
    return sendFault(request, reply, refusal ?? (error instanceof AskingError ? error : unknownFault));
  });
  return async (request, reply) => {
    const contextValue = await contextOf(request, reply);
    return async (query, variables) => {
      const operation = { query, variables: variables as Record<string, unknown> };
      const { body } = await apollo.executeOperation(operation, { contextValue });
      if (body.kind !== 'single') throw new Error('a page was answered in pieces');
      const { data, errors = [] } = body.singleResult;
      const fault = errors.find(
        ({ extensions }) => extensions?.code !== ('NOT_CONNECTED' satisfies ErrorCode),
      );
      if (fault || !data) throw new AskingError(String(fault?.extensions?.code), fault?.message ?? 'no data');
      return JSON.parse(JSON.stringify(data)); // as it would come over the wire: dates and URLs are text
    };
  };
}

/** What stands in the address behind the question mark. */
export function queryOf({ url }: FastifyRequest): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'));
}

function statusOf({ code }: AskingError): number {
  if (code === ('BAD_USER_INPUT' satisfies ErrorCode)) return 400; // such as a cursor of another list
  if (code === ('RATE_LIMITED' satisfies ErrorCode)) return 429;
  return statusOfUnanswered(code) ?? 500;
}
