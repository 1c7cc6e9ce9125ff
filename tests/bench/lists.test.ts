import type { Client } from 'pg';
import { plainCases } from '../../bench/lists/cases';
import { readPlan, statementOf } from '../../bench/lists/plan';
import { findListValues, type ListValues } from '../../bench/lists/values';
import { Progress } from '../../bench/measure/progress';
import { connect } from '../../bench/store/connect';
import { loadStore } from '../../bench/store/load';
import { scaleOf } from '../../bench/store/scale';
import { countRows, type ListDefinition, noParent, readPages } from '../../src/database/keyset';
import type { SqlExecutor } from '../../src/database/sql';
import {
  reviewList,
  reviewsOfAuthor,
  reviewsOfGenre,
  reviewsOfPerson,
} from '../../src/reviews/review-list.store';
import { createStore, type TestStore } from '../support/store';

/** Large enough for PostgreSQL to care which way it goes. */
const reviews = 30_000;
/** What a page may read: far less than there is. */
const mostRows = 9_000;
const bigTables = ['review', 'film', 'credit', 'person', 'film_genre'];

describe('in a large store, by no filter and in no order', () => {
  let store: TestStore;
  let client: Client;
  let values: ListValues;
  beforeAll(async () => {
    const saysNothing = jest.spyOn(console, 'error').mockImplementation();
    store = await createStore();
    await loadStore(store.url, { seed: 'test', scale: scaleOf(reviews), progress: new Progress() });
    saysNothing.mockRestore();
    client = await connect(store.url);
    await client.query('SET random_page_cost = 1.1'); // as for a disk without moving parts
    await client.query('SET max_parallel_workers_per_gather = 0'); // as the service has it
    values = await findListValues(store.sql);
  }, 180_000);
  afterAll(async () => {
    await client.end();
    await store.drop();
  });

  const planOf = async (ask: (sql: SqlExecutor) => Promise<unknown>) => {
    const { scannedTables, rowsRead } = await readPlan(client, await statementOf(ask));
    return { scanned: scannedTables.filter((table) => bigTables.includes(table)), rowsRead };
  };
  /** The first page and the last, and those from a place inside, both ways. */
  const pagesOf = async (list: ListDefinition, parentIds = [noParent]) => {
    const [inside] = await readPages(store.sql, list, parentIds, { limit: 200 });
    const beyond = inside!.rows.at(-1)?.sortKey;
    const plans: Awaited<ReturnType<typeof planOf>>[] = [];
    for (const place of beyond ? [{}, { beyond }] : [{}]) {
      for (const isBackward of [false, true]) {
        plans.push(
          await planOf((sql) => readPages(sql, list, parentIds, { limit: 20, isBackward, ...place })),
        );
      }
    }
    return plans;
  };

  it('is a big table read from end to end for a page, nor much of it', async () => {
    const faults: object[] = [];
    for (const { of, filters, order, list } of plainCases(values)) {
      // Relevance must look at all that mention the text, to find the best.
      if (order.startsWith('RELEVANCE')) continue;
      for (const plan of await pagesOf(list)) {
        if (plan.scanned.length > 0 || plan.rowsRead > mostRows) faults.push({ of, filters, order, ...plan });
      }
    }
    expect(faults).toEqual([]);
  });

  it('is more counted than is said', async () => {
    const { rowsRead } = await planOf((sql) => countRows(sql, reviewList({}), [noParent]));
    expect(rowsRead).toBeLessThan(reviews / 2);
  });

  it.each([
    ['genres', reviewsOfGenre({}), () => [values.genre.common, values.genre.rare]],
    ['people', reviewsOfPerson({}), () => [values.person.common, values.person.rare]],
    ['authors', reviewsOfAuthor({}), () => [values.author]],
  ])('is it for reviews of %s', async (_of, list, parentIds) => {
    for (const plan of await pagesOf(list, parentIds())) {
      expect(plan.scanned).toEqual([]);
      expect(plan.rowsRead).toBeLessThan(mostRows);
    }
  });

  it('is a scan passed over, where there is one', async () => {
    const plan = await planOf((sql) =>
      sql.query('SELECT count(headline) FROM review WHERE copyright_year < 0'),
    );
    expect(plan).toEqual({ scanned: ['review'], rowsRead: reviews });
  });
});
