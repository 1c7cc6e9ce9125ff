import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import type { RequestContext } from '../../src/graphql/context';
import { createLoaders } from '../../src/graphql/loaders';
import { createSchema } from '../../src/graphql/schema';
import { startQuietFollower } from './follower';
import { createStore, sampleTemplate, type TestStore } from './store';

let schema: GraphQLSchema | undefined;

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
type Data = any;

export interface TestApi {
  store: TestStore;
  /** @returns the data. @throws where there are errors. */
  query(source: string, variables?: Record<string, unknown>): Promise<Data>;
  execute(source: string, variables?: Record<string, unknown>): Promise<ExecutionResult<Data>>;
  /** Brings the index up to date with the store. */
  refresh(): Promise<void>;
  drop(): Promise<void>;
}

/** The schema over a store of the test's own, without HTTP in between. */
export async function createApi({ template = sampleTemplate } = {}): Promise<TestApi> {
  const store = await createStore({ template });
  schema ??= createSchema();
  const follower = await startQuietFollower(store.url);
  const execute: TestApi['execute'] = async (source, variables) =>
    graphql({
      schema: schema!,
      source,
      ...(variables && { variableValues: variables }),
      contextValue: {
        sql: store.sql,
        loaders: createLoaders(store.sql),
        relatedness: () => follower.relatedness,
      } satisfies RequestContext,
    });
  return {
    store,
    execute,
    query: async (source, variables) => {
      const { data, errors } = await execute(source, variables);
      if (errors) throw errors[0]!.originalError ?? errors[0];
      return data;
    },
    refresh: () => follower.catchUp(),
    drop: async () => {
      await follower.stop();
      await store.drop();
    },
  };
}
