import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config';
import { createApollo } from '../graphql/apollo';
import type { RequestContext } from '../graphql/context';
import { answerFaults } from './faults';
import { serveGraphiQL, wantsPage } from './graphiql';
import { type FindFaults, serveHealth } from './health';
import { type IndexReadings, type Metrics, serveMetrics } from './metrics';

export interface ServerOptions {
  config: Config;
  schema: GraphQLSchema;
  createContext: (request: FastifyRequest) => Promise<RequestContext>;
  findFaults: FindFaults;
  index: IndexReadings;
  metrics: Metrics;
}

/** The whole HTTP side, ready to listen. `close()` answers the requests in flight first. */
export async function createServer({
  config,
  schema,
  createContext,
  findFaults,
  index,
  metrics,
}: ServerOptions): Promise<FastifyInstance> {
  const http = Fastify({
    logger: { level: config.logLevel, stream: process.stderr },
    forceCloseConnections: 'idle',
    bodyLimit: config.maxBodyBytes,
  });
  answerFaults(http);
  const apollo = createApollo({ schema, config, metrics, log: http.log });
  await apollo.start();
  http.addHook('onClose', () => apollo.stop()); // runs when the requests in flight have been answered

  serveHealth(http, findFaults);
  serveMetrics(http, metrics, index);
  const graphiql = await serveGraphiQL(http);
  const answer = fastifyApolloHandler(apollo, { context: createContext });
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
