import type { TestApi } from '../support/api';
import {
  byRelevance,
  createListApi,
  type Filter,
  filmFilters,
  filmOrders,
  type Order,
  pairsOf,
  personFilters,
  personOrders,
  reviewFilters,
  reviewOrders,
  word,
} from './list-oracle';

let api: TestApi;
beforeAll(async () => {
  api = await createListApi();
});
afterAll(() => api.drop());

interface Wanted extends Filter {
  list: 'reviews' | 'films' | 'people';
  order: Order;
  direction: 'ASC' | 'DESC';
}

const tables = {
  reviews: "review JOIN film ON film.id = review.film_id WHERE review.status = 'PUBLISHED' AND",
  films: 'film WHERE',
  people: 'person WHERE',
};
const idOf = { reviews: 'review', films: 'film', people: 'person' };

/** The slugs as SQL has them. */
async function expected({ list, sql, order, direction }: Wanted): Promise<string[]> {
  const table = idOf[list];
  const rows = await api.store.sql.query<{ slug: string }>(
    `SELECT ${table}.slug FROM ${tables[list]} ${sql} ORDER BY ${order.sql} ${direction}, ${table}.id`,
  );
  return rows.map(({ slug }) => slug);
}

const documentFor = ({ list, filter, order, direction }: Wanted, counts = '') => `
  query ($first: Int, $after: String, $last: Int, $before: String) {
    list: ${list}(
      first: $first, after: $after, last: $last, before: $before,
      filter: { ${filter} }, orderBy: { field: ${order.field}, direction: ${direction} }
    ) { nodes { slug } ${counts} pageInfo { startCursor endCursor hasNextPage hasPreviousPage } }
  }`;

/** The slugs of all pages, forwards or backwards, put together in the order of the list. */
async function walk(wanted: Wanted, size: number, isBackward: boolean): Promise<string[]> {
  const source = documentFor(wanted);
  let slugs: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const { list } = await api.query(
      source,
      isBackward ? { last: size, before: cursor } : { first: size, after: cursor },
    );
    const page = list.nodes.map(({ slug }: { slug: string }) => slug);
    slugs = isBackward ? [...page, ...slugs] : [...slugs, ...page];
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = list.pageInfo;
    if (!(isBackward ? hasPreviousPage : hasNextPage)) return slugs;
    cursor = isBackward ? startCursor : endCursor;
  }
}

/** One page from each end, and the count. */
async function compareEnds(wanted: Wanted): Promise<number> {
  const all = await expected(wanted);
  const source = documentFor(wanted, 'totalCount totalCountPrecision');
  const [{ list: start }, { list: end }] = await Promise.all([
    api.query(source, { first: 20 }),
    api.query(source, { last: 20 }),
  ]);
  const slugs = (list: { nodes: { slug: string }[] }) => list.nodes.map(({ slug }) => slug);
  expect({ filter: wanted.filter, slugs: slugs(start) }).toEqual({
    filter: wanted.filter,
    slugs: all.slice(0, 20),
  });
  expect({ filter: wanted.filter, slugs: slugs(end) }).toEqual({
    filter: wanted.filter,
    slugs: all.slice(-20),
  });
  expect(start).toMatchObject({ totalCount: all.length, totalCountPrecision: 'EXACT' });
  return all.length;
}

const directions = ['ASC', 'DESC'] as const;

const singles = [
  ...[{ filter: '', sql: 'true' }, ...reviewFilters].map((filter) => ({
    list: 'reviews' as const,
    ...filter,
    orders: filter.filter.startsWith('text') ? [...reviewOrders, byRelevance] : reviewOrders,
  })),
  ...[{ filter: '', sql: 'true' }, ...filmFilters].map((filter) => ({
    list: 'films' as const,
    ...filter,
    orders: filmOrders,
  })),
  ...personFilters.map(({ count, ...filter }) => ({
    list: 'people' as const,
    ...filter,
    orders: personOrders(count),
  })),
];

describe('a list is what plain SQL gives, walked a page at a time from either end', () => {
  it.each(singles)('$list by { $filter }', async ({ orders, ...filter }) => {
    for (const order of orders) {
      for (const direction of directions) {
        const wanted = { ...filter, order, direction };
        const all = await expected(wanted);
        expect(await walk(wanted, 90, false)).toEqual(all);
        expect(await walk(wanted, 90, true)).toEqual(all);
      }
    }
  });

  it('also in pages so small that most begin amid equal entries', async () => {
    for (const field of ['RATING', 'RELEASE_YEAR', 'DATE_PUBLISHED', 'TITLE']) {
      const order = reviewOrders.find((one) => one.field === field)!;
      const wanted = { list: 'reviews' as const, filter: '', sql: 'true', order, direction: 'DESC' as const };
      const all = await expected(wanted);
      expect(await walk(wanted, 19, false)).toEqual(all);
      expect(await walk(wanted, 19, true)).toEqual(all);
    }
  });
});

describe('two filters together are what plain SQL gives', () => {
  it('of reviews', async () => {
    let found = 0;
    for (const [place, pair] of pairsOf(reviewFilters).entries()) {
      const order = reviewOrders[place % reviewOrders.length]!;
      const direction = directions[place % directions.length]!;
      found += await compareEnds({ list: 'reviews', ...pair, order, direction });
    }
    expect(found).toBeGreaterThan(500);
  });

  it('of films', async () => {
    let found = 0;
    for (const [place, pair] of pairsOf(filmFilters).entries()) {
      const order = filmOrders[place % filmOrders.length]!;
      const direction = directions[place % directions.length]!;
      found += await compareEnds({ list: 'films', ...pair, order, direction });
    }
    expect(found).toBeGreaterThan(250);
  });

  it('and relevance orders what a second filter leaves', async () => {
    const text = reviewFilters.find(({ filter }) => filter.startsWith('text'))!;
    for (const other of reviewFilters.filter((filter) => filter !== text)) {
      const [filter, sql] = [`${text.filter}, ${other.filter}`, `${text.sql} AND ${other.sql}`];
      await compareEnds({ list: 'reviews', filter, sql, order: byRelevance, direction: 'DESC' });
    }
    expect(word).toMatch(/^\w+$/);
  });
});

describe('a list that belongs to something takes the same filters and orders', () => {
  const nested = [
    {
      parents: 'genres { id',
      path: 'genres',
      table: 'genre',
      of: 'film_id IN (SELECT film_id FROM film_genre WHERE genre_id = PARENT)',
    },
    {
      parents: 'authors(first: 100) { nodes { id',
      path: 'authors',
      table: 'author',
      of: 'author_id = PARENT',
    },
    {
      parents: 'publications { nodes { id',
      path: 'publications',
      table: 'publication',
      of: 'publication_id = PARENT',
    },
    { parents: 'films(first: 40) { nodes { id', path: 'films', table: 'film', of: 'film_id = PARENT' },
    {
      parents: 'people(first: 40, orderBy: { field: FILM_COUNT, direction: DESC }) { nodes { id',
      path: 'people',
      table: 'person',
      of: 'film_id IN (SELECT film_id FROM credit WHERE person_id = PARENT)',
    },
  ];
  it.each(nested)('reviews of $path', async ({ parents, path, table, of }) => {
    const some = [{ filter: '', sql: 'true' }, ...reviewFilters.filter((_, place) => place % 5 === 2)];
    for (const { filter, sql } of some) {
      for (const order of reviewOrders) {
        for (const direction of directions) {
          const data = await api.query(
            `{ ${parents} slug reviews(last: 5, filter: { ${filter} }, orderBy: { field: ${order.field}, direction: ${direction} }) { totalCount nodes { slug } } } ${parents.includes('nodes') ? '} ' : ''}}`,
          );
          const found = data[path].nodes ?? data[path];
          expect(found.length).toBeGreaterThan(0);
          const wanted = await api.store.sql.query<{ slug: string; reviews: string[] | null }>(
            `SELECT slug, (
              SELECT array_agg(review.slug ORDER BY ${order.sql} ${direction}, review.id)
              FROM review JOIN film ON film.id = review.film_id
              WHERE review.status = 'PUBLISHED' AND review.${of.replace('PARENT', 'parent.id')} AND ${sql}
            ) AS reviews FROM ${table} AS parent`,
          );
          const bySlug = new Map(wanted.map((row) => [row.slug, row.reviews ?? []]));
          for (const { slug, reviews } of found) {
            expect(reviews.nodes.map((node: { slug: string }) => node.slug)).toEqual(
              bySlug.get(slug)!.slice(-5),
            );
            expect(reviews.totalCount).toBe(bySlug.get(slug)!.length);
          }
        }
      }
    }
  });
});
