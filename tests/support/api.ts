import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { addToken } from '../../src/access/access-token.store';
import type { Role } from '../../src/access/role';
import { sharedSecret } from '../../src/access/secret.store';
import { hashOf, makeToken } from '../../src/access/token';
import type { Viewer } from '../../src/access/viewer';
import { Surveyor } from '../../src/analytics/surveyor';
import { createContext, type Services } from '../../src/graphql/context';
import { createSchema } from '../../src/graphql/schema';
import { Previews } from '../../src/relatedness/profiles/previews';
import { startQuietFollower } from './follower';
import { createStore, sampleTemplate, type TestStore } from './store';

let schema: GraphQLSchema | undefined;

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
type Data = any;

interface Asking {
  /** @returns the data. @throws where there are errors. */
  query(source: string, variables?: Record<string, unknown>): Promise<Data>;
  execute(source: string, variables?: Record<string, unknown>): Promise<ExecutionResult<Data>>;
}

export interface TestApi extends Asking {
  store: TestStore;
  /** Asks with a token of this role, made for the test. */
  as(role: Role, name?: string): Promise<Asking & { viewer: Viewer }>;
  /** Brings the index up to date with the store. */
  refresh(): Promise<void>;
  drop(): Promise<void>;
}

/** The schema over a store of the test's own, without HTTP in between. */
export async function createApi({ template = sampleTemplate } = {}): Promise<TestApi> {
  const store = await createStore({ template });
  schema ??= createSchema();
  const follower = await startQuietFollower(store.url);
  const patience = { waitMs: 60_000, freshWithinMs: 60_000 };
  const surveyor = new Surveyor({ relatedness: () => follower.relatedness, ...patience });
  const previews = new Previews({ url: store.url, patienceMs: 30_000 });
  const services: Services = {
    previews,
    sql: store.sql,
    transact: store.transact,
    relatedness: () => follower.relatedness,
    surveyLinks: (signal) => surveyor.latest(signal),
    listKey: await sharedSecret(store.sql, 'list ids'),
    catchUp: () => follower.catchUp(),
  };
  const asking = (viewer: Viewer | null): Asking => {
    const execute: Asking['execute'] = async (source, variables) =>
      graphql({
        schema: schema!,
        source,
        ...(variables && { variableValues: variables }),
        contextValue: createContext(services, { viewer }),
      });
    return {
      execute,
      query: async (source, variables) => {
        const { data, errors } = await execute(source, variables);
        if (errors) throw errors[0]!.originalError ?? errors[0];
        return data;
      },
    };
  };
  return {
    store,
    ...asking(null),
    as: async (role, name = `the ${role}`) => {
      const { id: tokenId } = await addToken(store.sql, {
        name,
        role,
        hash: hashOf(makeToken()),
        expiresAt: null,
      });
      const viewer = { tokenId, name, role };
      return { viewer, ...asking(viewer) };
    },
    refresh: () => follower.catchUp(),
    drop: async () => {
      await surveyor.stop();
      await previews.stop();
      await follower.stop();
      await store.drop();
    },
  };
}
