import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Config } from '../config';
import { UnansweredError } from '../errors';
import { createApollo } from '../graphql/apollo';
import type { RequestContext } from '../graphql/context';
import { checkBatch } from '../graphql/limits/batch';
import { listed, matcherOf } from '../setting-kinds';
import { takeJsonBodies } from './body';
import { deadlineOf } from './deadline';
import { answerBadUrl, answerFaults, nothingHere, refuseMissing } from './faults';
import { serveGraphiQL, wantsPage } from './graphiql';
import { addSecurityHeaders, allowOrigins, checkHeads, requestId } from './headers';
import { type FindFaults, serveHealth } from './health';
import { createListener } from './listener';
import { FaultLog, inMs, logging } from './log';
import { findAssets, sendFaultPage, serveMagazine } from './magazine';
import { countRequests, type Metrics, type MetricsReadings, serveMetrics } from './metrics';
import { type BudgetOf, limitRate } from './rate-limit';
import { sendTagged } from './tag';
import { serveWidget } from './widget';

/** On which a request is answered. */
export interface Terms {
  /** What whoever turns out to ask may still spend. */
  budgetOf: BudgetOf;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export interface ServerOptions {
  config: Config;
  schema: GraphQLSchema;
  createContext: (request: FastifyRequest, terms: Terms) => Promise<RequestContext>;
  findFaults: FindFaults;
  readings: MetricsReadings;
  metrics: Metrics;
}

/** The whole HTTP side, ready to listen. `close()` answers the requests in flight first. */
export async function createServer({
  config,
  schema,
  createContext,
  findFaults,
  readings,
  metrics,
}: ServerOptions): Promise<FastifyInstance> {
  const http = Fastify({
    ...logging(config),
    forceCloseConnections: 'idle',
    genReqId: requestId,
    trustProxy: listed(config.trustProxy),
    serverFactory: (handler) =>
      createListener(handler, {
        headMs: config.receiveTimeoutMs,
        answerMs: config.requestTimeoutMs,
        onRefusal: ({ code }) => {
          metrics.countError(code);
          if (code === 'TIMEOUT') metrics.limitsHit.inc({ limit: 'RECEIVE_TIMEOUT_MS' });
        },
      }),
    clientErrorHandler: () => undefined, // the listener has answered already
    frameworkErrors: answerBadUrl,
  });
  const assets = await findAssets();
  answerFaults(http, metrics, (request, reply) => sendFaultPage(request, reply, assets));
  countRequests(http, metrics); // before anything is refused
  checkHeads(http);
  await addSecurityHeaders(http);
  await allowOrigins(http, config);
  const budgetOf = limitRate(http, config, metrics);
  takeJsonBodies(http, config, metrics);
  hideMetrics(http, config);
  refuseMissing(http);
  const faultLog = new FaultLog(http.log);
  const apollo = createApollo({ schema, config, metrics, log: http.log, faultLog });
  await apollo.start();
  http.addHook('onClose', () => apollo.stop()); // runs when the requests in flight have been answered

  serveHealth(http, findFaults);
  serveMetrics(http, metrics, readings);
  const graphiql = await serveGraphiQL(http);
  await serveWidget(http);
  const contextOf = async (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const signal = deadlineOf(reply.raw, config.requestTimeoutMs);
    try {
      checkBatch(request.body, config.maxBatch);
      return await createContext(request, { budgetOf: budgetOf(request), signal });
    } catch (error) {
      if (mayTell(error)) throw error;
      // Of which no operation came about, to be written down with.
      faultLog.note(error, { requestId: request.id, ms: inMs(reply.elapsedTime) });
      throw new UnansweredError(error as Error);
    }
  };
  const answer = fastifyApolloHandler(apollo, { context: contextOf });
  http.route({
    method: ['GET', 'POST'], // and HEAD, which Fastify adds
    url: '/graphql',
    handler: async (asked, reply) => {
      const request = asked.method === 'HEAD' ? asGet(asked) : asked;
      reply.header('vary', [reply.getHeader('vary') ?? [], 'accept', 'authorization'].flat().join(', '));
      if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(graphiql);
      // What Apollo wants of a request before it trusts it not to be forged by a page elsewhere. A GET can change
      // nothing here, and no cookie tells who asks, so there is nothing to forge.
      if (request.method === 'GET') request.headers['apollo-require-preflight'] ??= 'GET changes nothing';
      const body = await answer.call(http, request, reply);
      return mayBeKept(reply) ? sendTagged(request, reply, body as string) : body;
    },
  });
  await serveMagazine(http, { apollo, assets, metrics, contextOf });
  return http;
}

/** A HEAD is answered like a GET, whose body Fastify leaves out. */
function asGet(request: FastifyRequest): FastifyRequest {
  return Object.create(request, { method: { value: 'GET' } }) as FastifyRequest;
}

/** Whether Apollo has said so. */
function mayBeKept(reply: FastifyReply): boolean {
  const cacheControl = reply.getHeader('cache-control');
  return reply.statusCode === 200 && cacheControl !== undefined && cacheControl !== 'no-store';
}

/** Whoever may not read the metrics does not learn that there are any. */
function hideMetrics(http: FastifyInstance, { metricsAccess }: Config): void {
  const mayRead = matcherOf(metricsAccess);
  http.addHook('onRequest', (request, _reply, next) => {
    const paths = [request.routeOptions.url, request.url.split('?')[0]];
    if (paths.includes('/metrics') && !mayRead(request.ip)) throw nothingHere();
    next();
  });
}

/** It says by itself what the HTTP status is. */
function mayTell(error: unknown): boolean {
  return error instanceof GraphQLError && 'http' in error.extensions;
}
