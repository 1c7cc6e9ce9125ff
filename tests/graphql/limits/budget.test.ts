import Fastify from 'fastify';
import { GraphQLError } from 'graphql';
import { readConfig } from '../../../src/config';
import { createApollo } from '../../../src/graphql/apollo';
import type { RequestContext } from '../../../src/graphql/context';
import { PersistedQueries } from '../../../src/graphql/persisted-query';
import { createSchema } from '../../../src/graphql/schema';
import { FaultLog } from '../../../src/http/log';
import { Metrics } from '../../../src/http/metrics';

const { log } = Fastify({ logger: false });
const apollo = createApollo({
  schema: createSchema(),
  config: readConfig({}),
  queries: new PersistedQueries([]),
  metrics: new Metrics(),
  log,
  faultLog: new FaultLog(log),
});
afterAll(() => apollo.stop());

const found = { id: 1, slug: 'x', name: 'X' };

/** Asks as a client that may spend so much; no store is needed for what is asked here. */
async function ask(query: string, { maySpend = Number.POSITIVE_INFINITY, isThere = true } = {}) {
  const moves: string[] = [];
  const loaders = { genreById: { load: async () => (isThere ? found : null) } };
  const contextValue = {
    loaders,
    budget: {
      spend: (points: number) => {
        if (points > maySpend)
          throw new GraphQLError('Too much.', {
            extensions: { code: 'RATE_LIMITED', http: { status: 429 } },
          });
        moves.push(`spend ${points}`);
      },
      giveBack: (points: number) => moves.push(`give back ${points}`),
    },
  } as unknown as RequestContext;
  const { body, http } = await apollo.executeOperation({ query }, { contextValue });
  if (body.kind !== 'single') throw new Error('one answer is expected');
  return { moves, status: http.status, ...body.singleResult };
}

const genre = `{ genre(id: "${Buffer.from('Genre:1').toString('base64url')}") { name } }`;

describe('what a client may spend', () => {
  it('is spent before an operation runs, and given back as far as the answer cost less', async () => {
    const two = `{ a: genre(id: "${Buffer.from('Genre:1').toString('base64url')}") { name } ${genre.slice(1)}`;
    expect((await ask(two)).moves).toEqual(['spend 2', 'give back 0']);
    expect((await ask(two, { isThere: false })).moves).toEqual(['spend 2', 'give back 1']);
  });

  it('is 1 at least, however little is asked for', async () => {
    const { moves, extensions } = await ask('{ __typename }');
    expect(moves).toEqual(['spend 1', 'give back 0']);
    expect(extensions).toMatchObject({ cost: { requestedQueryCost: 0, actualQueryCost: 0 } });
  });

  it('is not touched by an operation that is refused', async () => {
    for (const query of [
      '{ nonsense }',
      '{',
      '{ films(first: 100) { nodes { cast(first: 100) { nodes { person { name } } } } } }',
    ])
      expect((await ask(query)).moves).toEqual([]);
  });

  it('keeps what is not covered from running', async () => {
    const { moves, status, data, errors, extensions } = await ask(genre, { maySpend: 0 });
    expect({ moves, data, status }).toEqual({ moves: [], data: undefined, status: 429 });
    expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(extensions).toEqual({ cost: { requestedQueryCost: 1, maximumQueryCost: 10_000 } });
  });
});
