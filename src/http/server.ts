import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Config } from '../config';
import { createApollo } from '../graphql/apollo';
import type { RequestContext } from '../graphql/context';
import { answerFaults } from './faults';
import { serveGraphiQL, wantsPage } from './graphiql';
import { type FindFaults, serveHealth } from './health';
import { FaultLog, inMs, logging } from './log';
import { type Metrics, type MetricsReadings, serveMetrics } from './metrics';

export interface ServerOptions {
  config: Config;
  schema: GraphQLSchema;
  createContext: (request: FastifyRequest) => Promise<RequestContext>;
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
    bodyLimit: config.maxBodyBytes,
  });
  answerFaults(http, metrics);
  const faultLog = new FaultLog(http.log);
  const apollo = createApollo({ schema, config, metrics, log: http.log, faultLog });
  await apollo.start();
  http.addHook('onClose', () => apollo.stop()); // runs when the requests in flight have been answered

  serveHealth(http, findFaults);
  serveMetrics(http, metrics, readings);
  const graphiql = await serveGraphiQL(http);
  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) =>
      createContext(request).catch((error) => {
        // Of which no operation came about, to be written down with.
        if (!(error instanceof GraphQLError))
          faultLog.note(error, { requestId: request.id, ms: inMs(reply.elapsedTime) });
        throw error;
      }),
  });
  http.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler: (request, reply) => {
      if (wantsPage(request))
        return reply.type('text/html; charset=utf-8').header('vary', 'accept').send(graphiql);
      // What Apollo wants of a request before it trusts it not to be forged by a page elsewhere. A GET can change
      // nothing here, and no cookie tells who asks, so there is nothing to forge.
      if (request.method === 'GET') request.headers['apollo-require-preflight'] ??= 'GET changes nothing';
      return answer.call(http, request, reply);
    },
  });
  http.get('/', (_request, reply) => reply.redirect('/graphql'));
  return http;
}
