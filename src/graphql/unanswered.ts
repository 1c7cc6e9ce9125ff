import type { ApolloServerPlugin } from '@apollo/server';
import { statusOfUnanswered } from '../errors';
import type { RequestContext } from './context';

/** Where nothing of an operation could be answered in time, or without the store, the HTTP status says so too. */
export const statusOfUnansweredOperations: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        if (body.kind !== 'single' || body.singleResult.data) return;
        const status = statusOfUnanswered(body.singleResult.errors?.[0]?.extensions?.code);
        if (status) http.status = status;
      },
    };
  },
};
