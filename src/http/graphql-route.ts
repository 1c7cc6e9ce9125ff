import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Config } from '../config';
import { UnansweredError } from '../errors';
import type { RequestContext } from '../graphql/context';
import { checkBatch } from '../graphql/limits/batch';
import { deadlineOf } from './deadline';
import { serveGraphiQL, wantsPage } from './graphiql';
import { type FaultLog, inMs } from './log';
import type { Metrics } from './metrics';
import type { BudgetOf } from './rate-limit';

/** On which a request is answered. */
export interface Terms {
  /** What whoever turns out to ask may still spend. */
  budgetOf: BudgetOf;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export type CreateContext = (request: FastifyRequest, terms: Terms) => Promise<RequestContext>;

export interface GraphQLRouteOptions {
  apollo: ApolloServer<RequestContext>;
  config: Config;
  createContext: CreateContext;
  budgetOf(request: FastifyRequest): BudgetOf;
  faultLog: FaultLog;
  metrics: Metrics;
}

/** `/graphql`: operations for programs, and for browsers a page to write them on. */
export async function serveGraphQL(
  http: FastifyInstance,
  { apollo, config, createContext, budgetOf, faultLog, metrics }: GraphQLRouteOptions,
): Promise<void> {
  const contextOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const signal = deadlineOf(reply.raw, {
      timeoutMs: config.requestTimeoutMs,
      onTimeout: () => metrics.countLimit('REQUEST_TIMEOUT_MS'),
    });
    try {
      checkBatch(request.body, config, metrics);
      return await createContext(request, { budgetOf: budgetOf(request), signal });
    } catch (error) {
      if (mayTell(error)) {
        const { code, http } = error.extensions;
        request.log.info({ status: http.status, code }, 'refused');
        throw error;
      }
      // Of which no operation came about, to be written down with.
      faultLog.note(error, { requestId: request.id, ms: inMs(reply.elapsedTime) });
      throw new UnansweredError(error as Error);
    }
  };
  const graphiql = await serveGraphiQL(http);
  const answer = fastifyApolloHandler(apollo, { context: contextOf });
  http.route({
    method: ['GET', 'POST'], // and HEAD, which Fastify adds
    url: '/graphql',
    handler: (asked, reply) => {
      const request = asked.method === 'HEAD' ? asGet(asked) : asked;
      reply.header('vary', [reply.getHeader('vary') ?? [], 'accept'].flat().join(', '));
      if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(graphiql);
      // Apollo wants this of each GET, to know that no page elsewhere has a browser send it.
      if (request.method === 'GET' && !isOfPageElsewhere(request, reply))
        request.headers['apollo-require-preflight'] ??= 'of no page elsewhere';
      return answer.call(http, request, reply);
    },
  });
  http.get('/', (_request, reply) => reply.redirect('/graphql'));
}

/**
 * Whether a browser says that it asks for a page of another site, which has not been allowed to. Such a GET can change
 * nothing, but how long it takes tells the page of a service that only its reader can reach. Programs, and the readers
 * of an address, send no such header.
 */
function isOfPageElsewhere({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  const site = headers['sec-fetch-site'];
  return (site === 'cross-site' || site === 'same-site') && !reply.hasHeader('access-control-allow-origin');
}

/** A HEAD is answered like a GET, whose body Fastify leaves out. */
function asGet(request: FastifyRequest): FastifyRequest {
  return Object.create(request, { method: { value: 'GET' } }) as FastifyRequest;
}

/** It says by itself what the HTTP status is. */
function mayTell(error: unknown): error is GraphQLError & { extensions: { http: { status: number } } } {
  return error instanceof GraphQLError && 'http' in error.extensions;
}
