import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../graphql/context';
import type { PersistedQueries } from '../graphql/persisted-query';
import { serveGraphiQL, wantsPage } from './graphiql';
import { varyBy } from './headers';
import { sendTagged } from './tag';
import type { ContextOf } from './terms';

export interface GraphQLRouteOptions {
  apollo: ApolloServer<RequestContext>;
  queries: PersistedQueries;
  contextOf: ContextOf;
}

/** `/graphql`: operations for programs, and for browsers a page to write them on. */
export async function serveGraphQL(
  http: FastifyInstance,
  { apollo, queries, contextOf }: GraphQLRouteOptions,
): Promise<void> {
  const graphiql = await serveGraphiQL(http);
  const answer = fastifyApolloHandler(apollo, { context: contextOf });
  http.route({
    method: ['GET', 'POST'], // and HEAD, which Fastify adds
    url: '/graphql',
    handler: async (asked, reply) => {
      const request = asked.method === 'HEAD' ? asGet(asked) : asked;
      varyBy(reply, 'accept', 'authorization');
      if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(graphiql);
      // Apollo wants this of each GET, to know that no page elsewhere has a browser send it.
      if (
        request.method === 'GET' &&
        (asksWhatIsKnown(request, queries) || !isOfPageElsewhere(request, reply))
      )
        request.headers['apollo-require-preflight'] ??= 'of no page elsewhere';
      const body = await answer.call(http, request, reply);
      return mayBeKept(reply) ? sendTagged(request, reply, body as string) : body;
    },
  });
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

/** The operations that the service knows from its start every page may ask, as a widget on one must. */
function asksWhatIsKnown({ query }: FastifyRequest, queries: PersistedQueries): boolean {
  const { extensions } = query as { extensions?: unknown };
  if (typeof extensions !== 'string') return false;
  try {
    return queries.knows(JSON.parse(extensions).persistedQuery.sha256Hash);
  } catch {
    return false; // Apollo says what is wrong with it
  }
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
