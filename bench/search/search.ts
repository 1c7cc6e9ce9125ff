import { openDataSource } from '../../src/database/data-source';
import { poolExecutor, transactionsOver } from '../../src/database/sql';
import { createContext, type Services } from '../../src/graphql/context';
import { search } from '../../src/search/search';
import { type Distribution, distributionOf, timeEach } from '../measure/distribution';
import type { Setting } from '../part';
import { drawQueries, type QueryKind } from './queries';

/** Of each kind; the first tenth warms up. */
const each = 110;
const warmUp = 10;
/** What a search box shows. */
const first = 10;
/** Milliseconds that a search may take. */
export const atMostMs = 50;

export interface SearchFigures {
  reviews: number;
  /** Milliseconds a search. */
  kinds: { kind: QueryKind | 'all'; times: Distribution; shareInTime: number }[];
}

/** Searches as a resolver has them answered, one after the other: found, ranked, loaded, and with what is marked. */
export async function measureSearch({ store, seed, progress }: Setting): Promise<SearchFigures> {
  const dataSource = await openDataSource({ url: store.url, poolSize: 10 });
  try {
    const sql = poolExecutor(dataSource);
    const queries = Object.entries(await drawQueries(sql, { seed, each })) as [QueryKind, string[]][];
    const services: Services = {
      sql,
      transact: transactionsOver(dataSource),
      relatedness: () => {
        throw new TypeError('a search asks nothing of the index');
      },
      listKey: Buffer.alloc(32),
      catchUp: async () => undefined,
    };
    const answer = async (query: string) => {
      const { edges } = await search({ query, first }, createContext(services, { viewer: null }));
      await Promise.all(edges.map(({ highlights }) => highlights()));
    };
    progress.begin('searches', queries.length * each);
    for (const [, ofKind] of queries)
      await timeEach(ofKind.slice(0, warmUp), answer, () => progress.advance(1));
    const measured: { kind: QueryKind; samples: number[] }[] = [];
    for (const [kind, ofKind] of queries) {
      measured.push({
        kind,
        samples: await timeEach(ofKind.slice(warmUp), answer, () => progress.advance(1)),
      });
    }
    progress.end();
    const all = { kind: 'all' as const, samples: measured.flatMap(({ samples }) => samples) };
    return {
      reviews: store.reviews,
      kinds: [all, ...measured].map(({ kind, samples }) => ({
        kind,
        times: distributionOf(samples),
        shareInTime: samples.filter((ms) => ms < atMostMs).length / samples.length,
      })),
    };
  } finally {
    await dataSource.destroy();
  }
}
