import type { ApolloServerPlugin } from '@apollo/server';
import Negotiator from 'negotiator';
import { type ErrorCode, statusOfUnanswered } from '../errors';

/** What is wrong is the operation: the request as such was one that can be answered. */
const ofOperation: readonly ErrorCode[] = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'LIMIT_EXCEEDED',
  'OPERATION_RESOLUTION_FAILURE',
];

/**
 * Where nothing of an operation could be answered in time, or without the store, the status says so.
 *
 * What is wrong with the operation itself goes by the media type: whoever takes application/json only is a client to
 * whom any other status than 200 says that no GraphQL server answered. Clients that take
 * application/graphql-response+json are told 400, as Apollo Server does to all.
 * https://graphql.github.io/graphql-over-http/draft/#sec-application-json
 */
export const statusOfAnswers: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { http, body } }) => {
      if (body.kind !== 'single') return;
      const { data, errors = [] } = body.singleResult;
      const codes = errors.map(({ extensions }) => extensions?.code);
      const isOfOperation = codes.every((code) => (ofOperation as readonly unknown[]).includes(code));
      if (!data) http.status = statusOfUnanswered(codes[0]) ?? http.status;
      if (http.status === 400 && isOfOperation && takesPlainJson(request.http?.headers.get('accept')))
        http.status = 200;
    },
  }),
};

/** Whether the answer is application/json: Apollo Server chooses by the same rule. */
function takesPlainJson(accept: string | undefined): boolean {
  const types = ['application/json', 'application/graphql-response+json'];
  return !accept || new Negotiator({ headers: { accept } }).mediaType(types) === types[0];
}
