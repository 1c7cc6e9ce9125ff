import { formatError } from '../../src/graphql/error-format';
import { toGlobalId } from '../../src/graphql/node';
import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

const errorOf = async (source: string, variables?: Record<string, unknown>) =>
  (await api.execute(source, variables)).errors?.[0];

const [film, genre] = [toGlobalId('Film', 1), toGlobalId('Genre', 1)];

describe('a filter or order that cannot be is refused, and the message says what to do', () => {
  it.each([
    [
      'reviews',
      'filter: { releasedFrom: 2001, releasedTo: 2000 }',
      'releasedFrom must not be after releasedTo',
    ],
    ['reviews', 'filter: { ratingFrom: 0.6, ratingTo: 0.5 }', 'ratingFrom must not be after ratingTo'],
    [
      'reviews',
      'filter: { publishedFrom: "2020-01-02T00:00:00Z", publishedTo: "2020-01-01T00:00:00Z" }',
      'publishedFrom must not be after publishedTo',
    ],
    [
      'films',
      'filter: { releasedFrom: 2001, releasedTo: 2000 }',
      'releasedFrom must not be after releasedTo',
    ],
    ['films', 'filter: { reviewsFrom: 3, reviewsTo: 2 }', 'reviewsFrom must not be after reviewsTo'],
    ['people', 'filter: { filmsFrom: 3, filmsTo: 2 }', 'filmsFrom must not be after filmsTo'],
    ['reviews', 'filter: { ratingFrom: -0.1 }', 'ratingFrom must not be less than 0'],
    ['reviews', 'filter: { ratingTo: 1.1 }', 'ratingTo must not be greater than 1'],
    ['reviews', 'filter: { ratingTo: 1e999 }', 'ratingTo must not be greater than 1'],
    ['reviews', 'filter: { releasedTo: 0 }', 'releasedTo must not be less than 1'],
    ['films', 'filter: { reviewsTo: -1 }', 'reviewsTo must not be less than 0'],
    ['people', 'filter: { filmsFrom: -1 }', 'filmsFrom must not be less than 0'],
    ['reviews', 'filter: { genres: { anyOf: [] } }', 'genres.anyOf must not be empty'],
    ['films', 'filter: { genres: { noneOf: [] } }', 'genres.noneOf must not be empty'],
    [
      'films',
      `filter: { genres: { allOf: [${`"${genre}", `.repeat(51)}] } }`,
      'allOf must contain no more than 50 elements',
    ],
    [
      'reviews',
      `filter: { genres: { allOf: ["${film}"] } }`,
      'This id is of type Film: one of type Genre is wanted',
    ],
    ['reviews', `filter: { person: "${film}" }`, 'This id is of type Film: one of type Person is wanted'],
    ['reviews', 'filter: { author: "nonsense" }', 'This is not an id of this service'],
    ['reviews', 'filter: { role: DIRECTOR }', 'role needs person'],
    ['films', 'filter: { role: DIRECTOR }', 'role needs person'],
    ['reviews', 'filter: { text: "" }', 'text must be longer than or equal to 1'],
    ['reviews', 'orderBy: { field: RELEVANCE }', 'RELEVANCE needs filter.text'],
    ['reviews', 'filter: {}, orderBy: { field: RELEVANCE }', 'RELEVANCE needs filter.text'],
  ])('%s(%.70s)', async (list, args, message) => {
    expect(await errorOf(`{ ${list}(${args}) { nodes { id } } }`)).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await refusalOf(`{ ${list}(${args}) { nodes { id } } }`)).toContain(message);
  });

  it('a text of 100,000 characters', async () => {
    const source = 'query ($text: String) { reviews(filter: { text: $text }) { nodes { id } } }';
    expect(await errorOf(source, { text: 'word '.repeat(20_000) })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('in a list inside another list too', async () => {
    const refused = await refusalOf(
      '{ film(slug: "pig") { reviews(filter: { releasedFrom: 2001, releasedTo: 2000 }) { totalCount } } }',
    );
    expect(refused).toContain('releasedFrom must not be after releasedTo');
  });
});

describe('what nothing can meet is an empty list', () => {
  it.each([
    `reviews(filter: { genres: { anyOf: ["${genre}"], noneOf: ["${genre}"] } })`,
    `films(filter: { genres: { allOf: ["${genre}"], noneOf: ["${genre}"] } })`,
    'films(filter: { isReviewed: false, reviewsFrom: 1 })',
    'people(filter: { role: EDITOR })',
    `reviews(filter: { film: "${toGlobalId('Film', 2 ** 31 - 1)}" })`,
    `reviews(filter: { film: "${film}", person: "${toGlobalId('Person', 2 ** 31 - 1)}" })`,
    'reviews(filter: { releasedFrom: 9999 })',
    'reviews(filter: { releasedTo: 1 }, orderBy: { field: RATING })',
    'reviews(filter: { publishedTo: "0000-01-01T00:00:00Z" })',
    'reviews(filter: { publishedFrom: "9999-12-31T23:59:59Z" })',
    'reviews(filter: { text: "the of and" })',
    'reviews(filter: { text: "   " })',
    'reviews(filter: { text: "\\"" }, orderBy: { field: RELEVANCE })',
    `reviews(filter: { text: "${'x'.repeat(200)}" })`,
    `reviews(filter: { text: "':*|&!<->" })`,
  ])('%.90s', async (list) => {
    const [name] = list.split('(');
    for (const page of ['', 'last: 5, ']) {
      const data = await api.query(
        `{ ${list.replace('(', `(${page}`)} { nodes { id } totalCount totalCountPrecision } }`,
      );
      expect(data[name!]).toEqual({ nodes: [], totalCount: 0, totalCountPrecision: 'EXACT' });
    }
  });

  it('and a filter that asks for nothing is none', async () => {
    const { all, same } = await api.query(
      '{ all: reviews { totalCount } same: reviews(filter: { genres: {}, film: null, text: null }) { totalCount } }',
    );
    expect(same).toEqual(all);
  });
});

describe('a cursor holds for its list, its order and its filter', () => {
  const cursorOf = async (list: string) => {
    const data = await api.query(`{ list: ${list} { pageInfo { endCursor } } }`);
    return data.list.pageInfo.endCursor as string;
  };
  const newest = 'reviews(first: 1)';

  it.each([
    ['another list', newest, 'films(AFTER)'],
    ['another order', newest, 'reviews(AFTER, orderBy: { field: RATING })'],
    ['another direction', newest, 'reviews(AFTER, orderBy: { field: DATE_PUBLISHED, direction: ASC })'],
    ['a filter', newest, 'reviews(AFTER, filter: { ratingFrom: 0 })'],
    ['no filter', 'reviews(first: 1, filter: { ratingFrom: 0 })', 'reviews(AFTER)'],
    [
      'another filter',
      'reviews(first: 1, filter: { ratingFrom: 0 })',
      'reviews(AFTER, filter: { ratingFrom: 0.1 })',
    ],
    [
      'another role',
      'people(first: 1, filter: { role: ACTOR })',
      'people(AFTER, filter: { role: DIRECTOR })',
    ],
  ])('and is refused by %s', async (_what, from, to) => {
    const cursor = await cursorOf(from);
    expect(
      await refusalOf(`{ ${to.replace('AFTER', `first: 1, after: "${cursor}"`)} { totalCount } }`),
    ).toMatch(/^This cursor is not one of this list in this order with this filter: start again without it/);
  });

  it('however the same filter is written', async () => {
    const cursor = await cursorOf('reviews(first: 1, filter: { ratingFrom: 0.2, releasedFrom: 1950 })');
    const { reviews } = await api.query(
      `query ($filter: ReviewFilter) { reviews(first: 1, after: "${cursor}", filter: $filter) { nodes { id } } }`,
      { filter: { releasedFrom: 1950, ratingFrom: 0.2, text: null } },
    );
    expect(reviews.nodes).toHaveLength(1);
  });

  it('also behind a title as long as an index holds', async () => {
    await api.store.sql.query(
      `UPDATE film SET title = (SELECT string_agg(md5(i::text), ' ') FROM generate_series(1, 75) AS i) WHERE id = 1`,
    );
    const { films } = await api.query('{ films(first: 100) { edges { cursor node { title } } } }');
    const long = films.edges.find(({ node }: { node: { title: string } }) => node.title.length > 2_000);
    expect(long.cursor.length).toBeGreaterThan(2_500);
    expect(await refusalOf(`{ films(first: 1, after: "${long.cursor}") { nodes { id } } }`)).toBeUndefined();
  });
});

/** The message of a refusal, as callers are told it; undefined where nothing is refused. */
async function refusalOf(source: string): Promise<string | undefined> {
  const error = await errorOf(source);
  if (!error) return undefined;
  return formatError({ message: error.message, extensions: error.extensions }, error, () => undefined)
    .message;
}

describe('a cursor that this service has not given', () => {
  const ask = (field: string) =>
    `query ($after: String) { reviews(first: 1, after: $after, orderBy: { field: ${field} }) { pageInfo { endCursor } } }`;

  it.each([
    ['RATING', '1e999'],
    ['RATING', '-5e400'],
    ['RATING', '1'.repeat(400)],
    ['RATING', 'NaN'],
    ['RATING', "0' OR '1'='1"],
    ['DATE_PUBLISHED', '2024-13-45 99:99:99+00'],
    ['DATE_PUBLISHED', '2024-02-31 00:00:00+00'],
    ['DATE_PUBLISHED', '0000-01-01 00:00:00+00'],
    ['DATE_PUBLISHED', '2024-01-01 00:00:00+99'],
    ['DATE_PUBLISHED', `2024-01-01 00:00:00.${'1'.repeat(500)}+00`],
    ['DATE_PUBLISHED', 'infinity'],
    ['RELEASE_YEAR', '99999999999'],
  ])('is refused: %s %.40s', async (field, value) => {
    const { reviews } = await api.query(ask(field));
    const [name, , ...rest] = JSON.parse(Buffer.from(reviews.pageInfo.endCursor, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify([name, value, ...rest])).toString('base64url');
    expect((await errorOf(ask(field), { after: forged }))?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await errorOf(ask(field), { after: reviews.pageInfo.endCursor })).toBeUndefined();
  });
});
