import { Random } from '../../bench/store/random';
import type { TestApi } from '../support/api';
import { createListApi } from './list-oracle';

let api: TestApi;
beforeAll(async () => {
  api = await createListApi();
});
afterAll(() => api.drop());

const published = async () =>
  (await api.store.sql.query<{ slug: string }>(`SELECT slug FROM review WHERE status = 'PUBLISHED'`)).map(
    ({ slug }) => slug,
  );

/** Publishes some reviews anywhere in every order, retracts some, and removes some. */
async function change(random: Random): Promise<void> {
  await api.store.sql.query(
    `INSERT INTO review (slug, headline, body, film_id, author_id, status, date_published, rating_value, rating_best)
    SELECT gen_random_uuid(), chr(64 + $1::int) || gen_random_uuid(), '{text}', film.id, 1, 'PUBLISHED',
      '2000-01-01'::timestamptz + $1::int * interval '1 year', $1::int % 5, 4
    FROM film WHERE film.id % 40 = $1::int`,
    [1 + random.below(26)],
  );
  await api.store.sql.query(
    `UPDATE review SET status = 'RETRACTED' WHERE id % 50 = $1::int AND status = 'PUBLISHED'`,
    [random.below(50)],
  );
  await api.store.sql.query('DELETE FROM review WHERE id % 60 = $1::int', [random.below(60)]);
}

describe('a list that changes while it is walked gives what was there all along once, and nothing twice', () => {
  const orders = ['DATE_PUBLISHED', 'HEADLINE', 'RATING', 'RELEASE_YEAR', 'TITLE'].flatMap((field) =>
    ['ASC', 'DESC'].flatMap((direction) => [
      { field, direction, towards: 'the end' },
      { field, direction, towards: 'the start' },
    ]),
  );

  it.each(orders)('by $field $direction, to $towards', async ({ field, direction, towards }) => {
    const isBackward = towards === 'the start';
    const random = new Random(`${field} ${direction} ${towards}`);
    const source = `query ($first: Int, $after: String, $last: Int, $before: String) {
      reviews(first: $first, after: $after, last: $last, before: $before, orderBy: { field: ${field}, direction: ${direction} }) {
        nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`;
    let allAlong = new Set(await published());
    const seen: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const { reviews } = await api.query(
        source,
        isBackward ? { last: 40, before: cursor } : { first: 40, after: cursor },
      );
      seen.push(...reviews.nodes.map(({ slug }: { slug: string }) => slug));
      const { hasNextPage, hasPreviousPage, startCursor, endCursor } = reviews.pageInfo;
      if (!(isBackward ? hasPreviousPage : hasNextPage)) break;
      cursor = isBackward ? startCursor : endCursor;
      await change(random);
      const left = new Set(await published());
      allAlong = new Set([...allAlong].filter((slug) => left.has(slug)));
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(allAlong.size).toBeGreaterThan(50);
    expect([...allAlong].filter((slug) => !seen.includes(slug))).toEqual([]);
  });
});

describe('a count', () => {
  const many = 10_050;
  beforeAll(() =>
    api.store.sql.query(
      `INSERT INTO review (slug, headline, body, film_id, author_id, status)
      SELECT 'many-' || i, 'Many ' || i, '{text}', 3, 2, 'PUBLISHED' FROM generate_series(1, $1::int) AS i`,
      [many],
    ),
  );

  it('ends at 10,000, and says so', async () => {
    const { reviews, film } = await api.query(
      `{ reviews(first: 1) { totalCount totalCountPrecision } film(id: "${Buffer.from('Film:3').toString('base64url')}") {
        reviewCount reviews(first: 1) { totalCount totalCountPrecision }
      } }`,
    );
    expect(reviews).toEqual({ totalCount: 10_000, totalCountPrecision: 'AT_LEAST' });
    expect(film.reviews).toEqual(reviews);
    expect(film.reviewCount).toBeGreaterThanOrEqual(many);
  });

  it('is exact at 10,000 themselves', async () => {
    await api.store.sql.query(
      `DELETE FROM review WHERE id IN (
        SELECT id FROM review WHERE slug LIKE 'many-%'
        ORDER BY id LIMIT (SELECT count(*) - 10000 FROM review WHERE film_id = 3 AND status = 'PUBLISHED')
      )`,
    );
    const { reviews } = await api.query(
      `{ reviews(filter: { film: "${Buffer.from('Film:3').toString('base64url')}" }) { totalCount totalCountPrecision } }`,
    );
    expect(reviews).toEqual({ totalCount: 10_000, totalCountPrecision: 'EXACT' });
  });

  it('and its precision are one statement, and none unless asked for', async () => {
    const { statements } = api.store.sql;
    statements.length = 0;
    await api.query('{ reviews { nodes { slug } } }');
    expect(statements).toHaveLength(1);
    statements.length = 0;
    await api.query('{ genres { reviews { totalCount totalCountPrecision } } }');
    expect(statements).toHaveLength(3);
  });
});

describe('lookups', () => {
  it.each([
    ['author', 'authors { nodes { id slug name } }'],
    ['publication', 'publications { nodes { id slug name } }'],
    ['genre', 'genres { id slug name }'],
  ])('%s by id and slug, out of the list of all', async (name, list) => {
    const data = await api.query(`{ ${list} }`);
    const [one] = data[`${name}s`].nodes ?? data[`${name}s`];
    const found = await api.query(
      `{ a: ${name}(id: "${one.id}") { id slug name } b: ${name}(slug: "${one.slug}") { id slug name } c: ${name}(slug: "no-such") { id } }`,
    );
    expect(found).toEqual({ a: one, b: one, c: null });
  });

  it('do not know an author of whom nothing is published', async () => {
    await api.store.sql.query(`INSERT INTO author (slug, name) VALUES ('unpublished', 'Unpublished')`);
    await api.store.sql.query(`INSERT INTO publication (slug, name) VALUES ('to-come', 'To Come')`);
    const { authors, publications, ...found } = await api.query(
      `{ author(slug: "unpublished") { id } publication(slug: "to-come") { id }
        authors(last: 100) { nodes { slug } } publications { nodes { slug } } }`,
    );
    expect(found).toEqual({ author: null, publication: null });
    expect(authors.nodes).not.toContainEqual({ slug: 'unpublished' });
    expect(publications.nodes).not.toContainEqual({ slug: 'to-come' });
    expect(publications.nodes.length).toBeGreaterThan(0);
  });
});
