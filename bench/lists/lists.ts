import type { Client } from 'pg';
import { openDataSource } from '../../src/database/data-source';
import {
  countRows,
  type ListDefinition,
  noParent,
  type PageRequest,
  readPages,
} from '../../src/database/keyset';
import { poolExecutor, type SqlExecutor } from '../../src/database/sql';
import { codeOf } from '../../src/errors';
import { timeEach } from '../measure/distribution';
import type { Setting } from '../part';
import { connect } from '../store/connect';
import { type ListCase, pairCases, plainCases } from './cases';
import { type PlanReading, readPlan, statementOf } from './plan';
import { findListValues } from './values';

const limit = 20;
/** How far in the page lies that is called deep; or in the middle, of what is shorter. */
const deep = 2_000;
/** How often each is asked by one filter; by two, the time is that which PostgreSQL says. */
const repeats = 3;
/** What takes longer is given up, and counted as having taken so long and read everything. */
const longestMs = 1_000;

export interface ListFigure extends Pick<ListCase, 'of' | 'filters' | 'order'> {
  /** first, deep, before (deep, backwards), last or count. */
  page: string;
  /** The middle one of some. */
  ms: number;
  reading: PlanReading;
}

export interface ListFigures {
  reviews: number;
  plain: ListFigure[];
  pairs: ListFigure[];
}

/** Pages and counts of every list in every order, by every filter and every two of them. */
export async function measureLists({ store, progress }: Setting): Promise<ListFigures> {
  const dataSource = await openDataSource({ url: store.url, poolSize: 1 });
  const client = await connect(store.url);
  try {
    await client.query('SET max_parallel_workers_per_gather = 0'); // as the service has it
    await client.query(`SET statement_timeout = ${longestMs}`);
    const sql = poolExecutor(dataSource);
    const values = await findListValues(sql);
    const measureAll = async (
      what: string,
      cases: ListCase[],
      questionsFor: (list: ListDefinition) => Promise<Question[]>,
      times = 0,
    ) => {
      const figures: ListFigure[] = [];
      progress.begin(`${what}: ${cases.length}`, cases.length);
      for (const { list, of, filters, order } of cases) {
        for (const { page, ask } of await questionsFor(list)) {
          figures.push({ of, filters, order, page, ...(await measure(sql, client, ask, times)) });
        }
        progress.advance(1);
      }
      progress.end();
      return figures;
    };
    const plain = await measureAll(
      'one filter or none',
      plainCases(values),
      async (list) => [
        ...(await questionsInside(sql, list)),
        ...questionsAtEnds(list),
        { page: 'count', ask: (asked) => countRows(asked, list, [noParent]) },
      ],
      repeats,
    );
    const pairs = await measureAll('two filters', pairCases(values), async (list) => questionsAtEnds(list));
    return { reviews: store.reviews, plain, pairs };
  } finally {
    await client.end();
    await dataSource.destroy();
  }
}

interface Question {
  page: string;
  ask: (sql: SqlExecutor) => Promise<unknown>;
}

const pageOf = (list: ListDefinition, request: PageRequest) => (sql: SqlExecutor) =>
  readPages(sql, list, [noParent], request);

function questionsAtEnds(list: ListDefinition): Question[] {
  return [
    { page: 'first', ask: pageOf(list, { limit }) },
    { page: 'last', ask: pageOf(list, { limit, isBackward: true }) },
  ];
}

async function questionsInside(sql: SqlExecutor, list: ListDefinition): Promise<Question[]> {
  const [page] = await readPages(sql, list, [noParent], { limit: deep });
  const rows = page!.rows;
  const beyond = rows[page!.hasMore ? rows.length - 1 : Math.floor(rows.length / 2)]?.sortKey;
  if (!beyond) return [];
  return [
    { page: 'deep', ask: pageOf(list, { limit, beyond }) },
    { page: 'before', ask: pageOf(list, { limit, beyond, isBackward: true }) },
  ];
}

/** PostgreSQL's code for a statement that ran into `statement_timeout`. */
const queryCanceled = '57014';

async function measure(sql: SqlExecutor, client: Client, ask: Question['ask'], repeats: number) {
  const reading = await readPlan(client, await statementOf(ask)).catch((error): PlanReading => {
    if (codeOf(error) !== queryCanceled) throw error;
    return { scannedTables: [], rowsRead: Number.POSITIVE_INFINITY, ms: longestMs };
  });
  // What takes long is not waited for again.
  const times =
    repeats === 0 || reading.ms > 100 ? [reading.ms] : await timeEach(Array(repeats).fill(sql), ask);
  return { reading, ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)]! };
}
