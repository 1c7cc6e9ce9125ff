import type { ApolloServerPlugin } from '@apollo/server';

/** Apollo Server looks for whatever is sent as the hash, and fails at what is no text: no query has that hash. */
export const hashesAreTexts: ApolloServerPlugin = {
  async requestDidStart({ request: { extensions } }) {
    const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } };
    if (!extensions || !persistedQuery || typeof persistedQuery.sha256Hash === 'string') return;
    extensions.persistedQuery = { ...persistedQuery, sha256Hash: '' };
  },
};
