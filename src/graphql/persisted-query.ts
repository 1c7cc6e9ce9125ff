import type { ApolloServerPlugin } from '@apollo/server';
import { InMemoryLRUCache, type KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { KnownOperation } from './operations';

/** What Apollo Server puts before a hash. */
const prefix = 'apq:';

/**
 * Texts of operations by their SHA-256: those that clients have sent before, as long as there is room for them, and
 * those that the service knows from its start. However much others send, these are always there.
 */
export class PersistedQueries implements KeyValueCache<string> {
  readonly #known: ReadonlyMap<string, string>;
  readonly #learned = new InMemoryLRUCache<string>();

  constructor(known: readonly KnownOperation[]) {
    this.#known = new Map(known.map(({ sha256, text }) => [sha256, text]));
  }

  knows(sha256: string): boolean {
    return this.#known.has(sha256);
  }

  async get(key: string): Promise<string | undefined> {
    return this.#known.get(key.slice(prefix.length)) ?? this.#learned.get(key);
  }

  async set(key: string, text: string): Promise<void> {
    if (!this.knows(key.slice(prefix.length))) await this.#learned.set(key, text);
  }

  async delete(key: string): Promise<boolean> {
    return this.#learned.delete(key);
  }
}

/** Apollo Server looks for whatever is sent as the hash, and fails at what is no text: no query has that hash. */
export const hashesAreTexts: ApolloServerPlugin = {
  async requestDidStart({ request: { extensions } }) {
    const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } };
    if (!extensions || !persistedQuery || typeof persistedQuery.sha256Hash === 'string') return;
    extensions.persistedQuery = { ...persistedQuery, sha256Hash: '' };
  },
};
