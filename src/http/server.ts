import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { ErrorCode } from '../errors';
import type { RequestContext } from '../graphql/context';
import { formatError } from '../graphql/error-format';
import { serveGraphiQL, wantsPage } from './graphiql';
import { type FindFaults, serveHealth } from './health';
import { type IndexReadings, serveMetrics } from './metrics';

export interface ServerOptions {
  schema: GraphQLSchema;
  /** @param authorization the header of that name, if the request has one. */
  createContext: (authorization: string | undefined) => Promise<RequestContext>;
  findFaults: FindFaults;
  index: IndexReadings;
  logLevel: string;
}

/** The whole HTTP side, ready to listen. `close()` answers the requests in flight first. */
export async function createServer({
  schema,
  createContext,
  findFaults,
  index,
  logLevel,
}: ServerOptions): Promise<FastifyInstance> {
  const http = Fastify({
    logger: { level: logLevel, stream: process.stderr },
    forceCloseConnections: 'idle',
  });
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) =>
      formatError(formatted, error, (cause) =>
        http.log.error({ err: cause, path: formatted.path }, 'failed'),
      ),
    // Cache hints are given nowhere, and looking for them costs a call for each field of each answer.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  http.addHook('onClose', () => apollo.stop()); // runs when the requests in flight have been answered

  serveHealth(http, findFaults);
  serveMetrics(http, index);
  const graphiql = await serveGraphiQL(http);
  const answer = fastifyApolloHandler(apollo, {
    context: ({ headers }) => createContext(headers.authorization),
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

  http.setErrorHandler<FastifyError>((error, request, reply) => {
    const isCallers = error.statusCode !== undefined && error.statusCode < 500;
    if (!isCallers) request.log.error({ err: error }, 'failed');
    const message = isCallers ? error.message : 'Something went wrong here. It has been logged.';
    const code: ErrorCode = isCallers ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
    return reply
      .code(isCallers ? (error.statusCode ?? 400) : 500)
      .send({ errors: [{ message, extensions: { code } }] });
  });
  http.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({
      errors: [
        {
          message: 'Nothing is here. The API is at /graphql.',
          extensions: { code: 'BAD_REQUEST' satisfies ErrorCode },
        },
      ],
    }),
  );
  return http;
}
