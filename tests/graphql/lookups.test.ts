import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

const errorOf = async (source: string) => {
  const { errors } = await api.execute(source);
  return errors?.[0];
};

describe('a lookup', () => {
  it('finds a review by slug and by id, and its node', async () => {
    const { review } = await api.query('{ review(slug: "pig") { id headline } }');
    expect(review.headline).toBe("'Pig' (2021) - Movie Review");
    const again = await api.query(
      `{ review(id: "${review.id}") { id headline } node(id: "${review.id}") { __typename id ... on Review { headline } } }`,
    );
    expect(again.review).toEqual(review);
    expect(again.node).toEqual({ __typename: 'Review', ...review });
  });

  it('finds a film by slug, id and IMDb id', async () => {
    const { film } = await api.query('{ film(slug: "pig") { id title imdbId } }');
    expect(film).toMatchObject({ title: 'Pig', imdbId: 'tt11003218' });
    const again = await api.query(
      `{ a: film(id: "${film.id}") { id } b: film(imdbId: "tt11003218") { id } }`,
    );
    expect(again).toEqual({ a: { id: film.id }, b: { id: film.id } });
  });

  it('finds every kind of node by the id it gave', async () => {
    const { review, person, genres } = await api.query(
      '{ review(slug: "pig") { id author { id } publication { id } film { id } } person(slug: "nicolas-cage") { id } genres { id } }',
    );
    const ids = [review.id, review.author.id, review.publication.id, review.film.id, person.id, genres[0].id];
    const found = await Promise.all(
      ids.map((id) => api.query('query ($id: ID!) { node(id: $id) { __typename id } }', { id })),
    );
    expect(found.map(({ node }) => node.id)).toEqual(ids);
    expect(found.map(({ node }) => node.__typename)).toEqual([
      'Review',
      'Author',
      'Publication',
      'Film',
      'Person',
      'Genre',
    ]);
  });

  it('gives null for what is not there', async () => {
    const unknown = Buffer.from('Film:2147483647').toString('base64url');
    expect(
      await api.query(
        `{ review(slug: "no-such") { id } film(imdbId: "tt0000000") { id } person(slug: "") { id } node(id: "${unknown}") { id } }`,
      ),
    ).toEqual({ review: null, film: null, person: null, node: null });
  });

  it.each([
    ['no key', '{ review { id } }', /exactly one of id, slug, url/],
    ['two keys', '{ film(slug: "pig", imdbId: "tt11003218") { id } }', /exactly one of id, slug, imdbId/],
    ['what is no id', '{ film(id: "nonsense") { id } }', /not an id of this service/],
    [
      'a slug that is too long',
      `{ film(slug: "${'a'.repeat(201)}") { id } }`,
      /slug must have 200 characters or fewer/,
    ],
    ['an id with something behind it', '{ node(id: "RmlsbToxZ") { id } }', /not an id of this service/],
    [
      'an id of another type',
      '{ review(id: "RmlsbTox") { id } }',
      /id is of type Film: one of type Review is wanted/,
    ],
    [
      'an id beyond all ids',
      `{ node(id: "${Buffer.from('Film:2147483648').toString('base64url')}") { id } }`,
      /not an id/,
    ],
  ])('refuses %s with a code', async (_what, source, message) => {
    expect(await errorOf(source)).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('an argument out of range is refused with a code', () => {
  it.each([
    '{ reviews(first: 0) { totalCount } }',
    '{ reviews(first: -1) { totalCount } }',
    '{ reviews(first: 101) { totalCount } }',
    '{ reviews(last: 101) { totalCount } }',
    '{ reviews(first: 1, last: 1) { totalCount } }',
    '{ reviews(before: "x") { totalCount } }',
    '{ reviews(after: "garbage") { totalCount } }',
    '{ films(after: "W10") { totalCount } }',
    '{ films(filter: { releasedFrom: 99999999 }) { totalCount } }',
    '{ search(query: "") { totalCount } }',
    '{ review(slug: "pig") { excerpt(words: 0) } }',
    '{ review(slug: "pig") { related(first: 0) { profile } } }',
    '{ review(slug: "pig") { related(first: -1) { profile } } }',
    '{ review(slug: "pig") { related(first: 101) { profile } } }',
    '{ film(slug: "pig") { related(first: 0) { profile } } }',
    '{ review(slug: "pig") { related(exclude: ["nonsense"]) { profile } } }',
    '{ review(slug: "pig") { related(minScore: 2) { profile } } }',
    '{ review(slug: "pig") { related(diversity: 1.01) { profile } } }',
    '{ review(slug: "pig") { related(diversity: -0.1) { profile } } }',
    '{ review(slug: "pig") { related(diversity: 1e999) { profile } } }',
    '{ film(slug: "pig") { related(diversity: 2) { profile } } }',
    '{ review(slug: "pig") { related(perFilm: 0) { profile } } }',
    '{ review(slug: "pig") { related(exclude: ["RmlsbTox"]) { profile } } }',
    '{ review(slug: "pig") { film { cast(first: 101) { totalCount } } } }',
    `{ review(slug: "pig") { related(exclude: [${'"x", '.repeat(10_000)}]) { profile } } }`,
  ])('%.80s', async (source) => {
    expect(await errorOf(source)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('and a cursor of another list is too', async () => {
    const { films } = await api.query('{ films(first: 1) { pageInfo { endCursor } } }');
    expect(
      await errorOf(`{ reviews(first: 1, after: "${films.pageInfo.endCursor}") { totalCount } }`),
    ).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('an article', () => {
  it('tells all that its page told', async () => {
    const { review } = await api.query(
      `{ review(slug: "pig") { body excerpt(words: 5) datePublished copyrightYear sourceUrl rating { value best }
        author { name bio } publication { name }
        film { title releaseYear castIsComplete directors { name } genres { name } cast(first: 2) { totalCount nodes { role character billing person { name } film { title } } } } } }`,
    );
    expect(review).toMatchObject({
      excerpt: 'I cried at a restaurant…',
      datePublished: new Date('2021-09-18'),
      copyrightYear: 2021,
      sourceUrl: null,
      rating: { value: 4, best: 5 },
      author: { name: 'Priya Venkataswamy', bio: expect.stringMatching(/^Hello, I'm Priya\./) },
      publication: { name: 'The Late Matinee' },
      film: {
        title: 'Pig',
        releaseYear: 2021,
        castIsComplete: false,
        directors: [{ name: 'Michael Sarnoski' }],
        genres: [{ name: 'Drama' }, { name: 'Thriller' }],
        cast: {
          nodes: [
            {
              role: 'ACTOR',
              character: expect.any(String),
              billing: 0,
              person: { name: 'Nicolas Cage' },
              film: { title: 'Pig' },
            },
            {
              role: 'ACTOR',
              character: 'Amir',
              billing: 1,
              person: { name: 'Alex Wolff' },
              film: { title: 'Pig' },
            },
          ],
        },
      },
    });
    expect(review.body).toHaveLength(4);
  });
});
