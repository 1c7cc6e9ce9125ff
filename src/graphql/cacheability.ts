import type { ApolloServerPlugin } from '@apollo/server';
import type { Config } from '../config';
import type { RequestContext } from './context';
import type { PersistedQueries } from './persisted-query';

/** @param maxAge for how many seconds an answer may be kept; at 0 it is kept, and asked for again each time. */
export function cacheControl(maxAge: number): string {
  return maxAge > 0 ? `public, max-age=${maxAge}` : 'no-cache';
}

/**
 * Says of the answers to GETs who may keep them, and for how long.
 *
 * What a reader without a token is answered is the same for all of them. Browsers and proxies may keep it, and ask
 * whether it still holds, which a tag tells; operations asked for by their hash need not even be asked for again
 * within CACHE_MAX_AGE. An answer to a token, and one with an error in it, is kept by nobody.
 *
 * The operations that the service knows from its start may be read from the pages of every site, whatever
 * CORS_ORIGINS says: they hold nothing but what is published, no cookie tells who asks, and a widget on the page of
 * a publisher could not ask otherwise. With a token CORS_ORIGINS holds for them too.
 */
export function tellWhoMayKeepAnswers(
  { cacheMaxAge }: Config,
  queries: PersistedQueries,
): ApolloServerPlugin<RequestContext> {
  const kept = cacheControl(cacheMaxAge);
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response, contextValue, metrics, queryHash }) => {
        if (request.http?.method !== 'GET') return;
        const { http, body } = response;
        const isOfToken = request.http.headers.has('authorization') || contextValue.viewer !== null;
        const isWhole = body.kind === 'single' && !body.singleResult.errors;
        const ofReaders = metrics.persistedQueryHit ? kept : 'no-cache';
        http.headers.set('cache-control', isOfToken || !isWhole ? 'no-store' : ofReaders);
        if (!isOfToken && queryHash && queries.knows(queryHash))
          http.headers.set('access-control-allow-origin', '*');
      },
    }),
  };
}
