import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config';
import { openDataSource } from '../../src/database/data-source';
import { poolExecutor, poolFigures, transactionsOver } from '../../src/database/sql';
import { createContext, type Relatedness, type Services } from '../../src/graphql/context';
import { createSchema } from '../../src/graphql/schema';
import { Metrics } from '../../src/http/metrics';
import { createServer } from '../../src/http/server';
import { defaultProfile } from '../../src/relatedness/core/profile';
import { countReviewedFilms, rankReviewsBySql } from '../sql/rank-reviews-by-sql';

/**
 * The service with the same schema, loaders and HTTP, but with lists that PostgreSQL ranks at each question: what
 * the index is to be measured against. It answers `review { related }` only. Run as a program, with DATABASE_URL.
 */
async function serve(): Promise<void> {
  const dataSource = await openDataSource({ url: process.env.DATABASE_URL!, poolSize: 10 });
  const sql = poolExecutor(dataSource);
  const reviewedFilms = await countReviewedFilms(sql);
  const profile = defaultProfile;
  const relatedness: RankedBySql = {
    profile,
    rankReviews: async ({ filmId, first }) => {
      const entries = await rankReviewsBySql(sql, { filmId, first, profile, reviewedFilms });
      return { entries, hasMore: entries.length === first };
    },
    newestReviews: () => [],
    rulesInForce: () => ({ pinnedIds: [], hiddenIds: [] }),
    pinnedReviews: () => [],
  };
  const services: Services = {
    sql,
    transact: transactionsOver(dataSource),
    // Resolvers wait for what an index gives at once: to them a promise of it is as good.
    relatedness: () => relatedness as unknown as Relatedness,
    listKey: Buffer.alloc(32),
    catchUp: async () => undefined,
  };
  const server = await createServer({
    config: readConfig({ LOG_LEVEL: 'warn' }),
    schema: createSchema(),
    createContext: async () => createContext(services, { viewer: null }),
    findFaults: async () => [],
    engagement: { listKey: Buffer.alloc(32), take: async () => undefined },
    readings: {
      index: { lagSeconds: () => 0, figures: () => null },
      pool: () => poolFigures(dataSource),
      engagementQueue: () => 0,
    },
    metrics: new Metrics(),
  });
  process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
  await server.listen({ host: '127.0.0.1', port: 0 });
  console.log(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
}

type Ranked = ReturnType<Relatedness['rankReviews']>;

interface RankedBySql
  extends Pick<Relatedness, 'profile' | 'newestReviews' | 'rulesInForce' | 'pinnedReviews'> {
  rankReviews(query: { filmId: number; first: number }): Promise<Ranked>;
}

void serve();
