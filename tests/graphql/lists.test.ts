import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

/** Runs a query. @returns the names of the statements that it needed. */
async function statementsOf(source: string): Promise<string[]> {
  api.store.sql.statements.length = 0;
  await api.query(source);
  return api.store.sql.statements.map((statement) => /\/\* (.*?) \*\//.exec(statement)?.[1] ?? statement);
}

describe('a list field needs one statement, however many things it is asked of', () => {
  it.each([
    ['film', 'film { title }', ['films by ids']],
    ['author', 'author { name }', ['authors by ids']],
    ['publication', 'publication { name }', ['publications by ids']],
    ['genres', 'film { genres { name } }', ['films by ids', 'genres by film']],
    ['directors', 'film { directors { name } }', ['films by ids', 'directors by film']],
    [
      'cast',
      'film { cast(first: 3) { nodes { person { name } } } }',
      ['films by ids', 'cast of a film', 'people by ids'],
    ],
    [
      'reviews of the film',
      'film { reviews(first: 2) { nodes { slug } } }',
      ['films by ids', 'reviews of a film'],
    ],
    [
      'a count',
      'film { reviews { totalCount } }',
      ['films by ids', 'reviews of a film', 'count of reviews of a film'],
    ],
    [
      'reviews of the author',
      'author { reviews(first: 2) { nodes { slug } } }',
      ['authors by ids', 'reviews of an author'],
    ],
    [
      'related reviews, their films and reasons',
      'related { edges { score reasons { label contribution } node { slug film { title } } } }',
      ['related reviews, with their films'],
    ],
    ['related films', 'film { related { nodes { title } } }', ['films by ids', 'related films']],
  ])('%s', async (_what, fields, expected) => {
    for (const first of [1, 50]) {
      const statements = await statementsOf(`{ reviews(first: ${first}) { nodes { ${fields} } } }`);
      expect(statements.sort()).toEqual(['reviews by DATE_PUBLISHED DESC', ...expected].sort());
    }
  });

  it.each([
    [
      'films of a genre, and their reviews',
      '{ genres { films(first: FIRST) { nodes { title } } reviews(first: FIRST) { nodes { slug } } } }',
      ['genres', 'films of a genre', 'reviews of a genre'],
    ],
    [
      'credits and reviews of people',
      '{ people(first: FIRST) { nodes { credits { nodes { film { title } } } reviews { nodes { slug } } } } }',
      ['people by name', 'credits of a person', 'reviews of a person', 'films by ids'],
    ],
    [
      'collaborators of people, and their films',
      '{ people(first: FIRST) { nodes { collaborators(first: 5) { totalCount edges { filmCount node { name } films { title } } } } } }',
      ['people by name', 'people by ids', 'films by ids'],
    ],
    [
      'films and their reviews',
      '{ films(first: FIRST) { nodes { reviews { nodes { slug publication { name reviews(first: 2) { nodes { slug } } } } } } } }',
      ['films by TITLE ASC', 'reviews of a film', 'publications by ids', 'reviews of a publication'],
    ],
    [
      'hits of a search',
      '{ search(query: "pig", types: [REVIEW], first: FIRST) { nodes { __typename } } }',
      [
        'what a search asks for',
        'best known film by name',
        'best known person by name',
        'film by name',
        'person by name',
        'spellings of words',
        // each a step back in time
        ...Array(10).fill('reviews by text'),
        'newest reviews by the beginning of a word',
        'reviews of films',
        'reviews by ids',
      ],
    ],
    [
      'what is marked in the hits of a search',
      '{ search(query: "the shining", types: [REVIEW, FILM], first: FIRST) { edges { highlights { field } } } }',
      [
        'what a search asks for',
        'film by name',
        'person by name',
        'spellings of words',
        // each a step back in time
        ...Array(10).fill('reviews by text'),
        'newest reviews by the beginning of a word',
        'reviews of films',
        'films by ids',
        'reviews by ids',
        'passages of reviews',
        'parts of names',
      ],
    ],
  ])('%s', async (_what, source, expected) => {
    for (const first of [5, 50]) {
      expect((await statementsOf(source.replaceAll('FIRST', String(first)))).sort()).toEqual(
        [...expected].sort(),
      );
    }
  });
});

describe('related reviews of many', () => {
  const read = async (count: number) => {
    const { reviews } = await api.query(`{ reviews(first: ${count}) { nodes { id slug film { slug } } } }`);
    return reviews.nodes as { id: string; slug: string; film: { slug: string } }[];
  };

  it.each([1, 20])(
    'take one statement for each way of naming a review, and one for %d lists',
    async (count) => {
      const reviews = await read(count);
      const references = reviews.map(
        ({ id, slug }, i) => [slug, id, `https://example.com/reviews/${slug}`][i % 3],
      );
      const of = references.map((review, i) => `{ review: "${review}", first: ${1 + i} }`).join(' ');
      const expected = ['related reviews, with their films', 'reviews by slugs'];
      if (count > 2) expected.push('reviews by addresses', 'reviews by ids');
      expect(
        (
          await statementsOf(
            `{ relatedReviews(of: [${of}]) { listId profile edges { source reasons { label } node { headline film { title } } } } }`,
          )
        ).sort(),
      ).toEqual(expected.sort());
    },
  );
});

describe('a connection', () => {
  const page = (args: string) =>
    api
      .query(
        `{ reviews(${args}) { totalCount nodes { slug } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      )
      .then(({ reviews }) => reviews);
  const slugs = (connection: { nodes: { slug: string }[] }) => connection.nodes.map(({ slug }) => slug);

  it('is walked forwards to the end, each entry once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const { nodes, pageInfo } = await page(`first: 10${after ? `, after: "${after}"` : ''}`);
      seen.push(...nodes.map((node: { slug: string }) => node.slug));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    const [{ count }] = (await api.store.sql.query<{ count: number }>(
      'SELECT count(*)::int FROM review',
    )) as [{ count: number }];
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
    expect(slugs(await page('first: 100'))).toEqual(seen);
  });

  it('is walked backwards in the same order', async () => {
    const all = slugs(await page('first: 100'));
    const last = await page('last: 10');
    expect(slugs(last)).toEqual(all.slice(-10));
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await page(`last: 10, before: "${last.pageInfo.startCursor}"`);
    expect(slugs(before)).toEqual(all.slice(-20, -10));
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it.each([
    ['DATE_PUBLISHED', 'coalesce(date_published, make_timestamptz(copyright_year, 1, 1, 0, 0, 0))'],
    ['HEADLINE', "regexp_replace(lower(headline), '[^a-z0-9]+', ' ', 'g')"],
    ['RATING', 'rating_value / rating_best'],
  ])(
    'is ordered by %s both ways, equal ones by id, a page at a time from either end',
    async (field, column) => {
      for (const direction of ['ASC', 'DESC']) {
        const expected = await api.store.sql.query<{ slug: string }>(
          `SELECT slug FROM review ORDER BY ${column} ${direction}, id`,
        );
        const orderBy = `orderBy: { field: ${field}, direction: ${direction} }`;
        const first = await page(`first: 40, ${orderBy}`);
        const second = await page(`first: 40, after: "${first.pageInfo.endCursor}", ${orderBy}`);
        expect([...slugs(first), ...slugs(second)]).toEqual(expected.map(({ slug }) => slug));
        const last = await page(`last: 40, ${orderBy}`);
        const before = await page(`last: 40, before: "${last.pageInfo.startCursor}", ${orderBy}`);
        expect([...slugs(before), ...slugs(last)]).toEqual(expected.map(({ slug }) => slug));
      }
    },
  );

  it('stays as it was while rows are added in front', async () => {
    const first = await page('first: 5');
    await api.store.sql.query(
      `INSERT INTO review (slug, headline, body, film_id, author_id, status, date_published)
      SELECT 'brand-new', 'Brand new', '{text}', film_id, author_id, 'PUBLISHED', '2030-01-01' FROM review LIMIT 1`,
    );
    const second = await page(`first: 5, after: "${first.pageInfo.endCursor}"`);
    await api.store.sql.query(`DELETE FROM review WHERE slug = 'brand-new'`);
    expect(slugs(second)).toEqual(slugs(await page('first: 10')).slice(5));
  });

  it('counts only when asked', async () => {
    expect(await statementsOf('{ reviews { nodes { slug } } }')).toHaveLength(1);
    expect((await page('first: 1')).totalCount).toBe(73);
  });

  it('of a director who acts, and of two people of one name, keeps them apart', async () => {
    const { people } = await api.query(
      '{ people(first: 100, filter: { role: DIRECTOR }) { nodes { name birthYear credits { nodes { role film { title } } } } } }',
    );
    const named = (name: string) => people.nodes.filter((person: { name: string }) => person.name === name);
    const roles = named('Clint Eastwood')[0].credits.nodes.map((credit: { role: string }) => credit.role);
    expect(roles).toEqual(expect.arrayContaining(['DIRECTOR', 'ACTOR']));
    const { search } = await api.query(
      '{ search(query: "Steve McQueen", types: [PERSON]) { nodes { ... on Person { name birthYear credits { nodes { role } } } } } }',
    );
    const mcQueens = search.nodes.filter((person: { name: string }) => person.name === 'Steve McQueen');
    expect(mcQueens.map((person: { birthYear: number }) => person.birthYear).sort()).toEqual([1930, 1969]);
  });
});

describe('filters', () => {
  it('narrow reviews by film, person, genre, author and publication, alone and together', async () => {
    const { person, genres, review } = await api.query(
      '{ person(slug: "nicolas-cage") { id } genres { id name } review(slug: "pig") { author { id } publication { id } film { id } } }',
    );
    const drama = genres.find((genre: { name: string }) => genre.name === 'Drama').id;
    const titles = async (filter: string) =>
      (
        await api.query(`{ reviews(first: 100, filter: { ${filter} }) { nodes { film { title } } } }`)
      ).reviews.nodes.map((node: { film: { title: string } }) => node.film.title);
    expect(await titles(`film: "${review.film.id}"`)).toEqual(['Pig']);
    const withCage = await titles(`person: "${person.id}"`);
    expect(withCage).toEqual(expect.arrayContaining(['Pig', 'Moonstruck', 'Face/Off']));
    const dramasWithCage = await titles(`person: "${person.id}", genre: "${drama}"`);
    expect(dramasWithCage).toContain('Pig');
    expect(dramasWithCage).not.toContain('Face/Off');
    expect(await titles(`author: "${review.author.id}"`)).toContain('Pig');
    expect(await titles(`publication: "${review.publication.id}"`)).toHaveLength(73);
  });

  it('narrow films by genre, person, years and whether they are reviewed', async () => {
    const { films } = await api.query(
      '{ films(first: 100, filter: { releasedFrom: 1920, releasedTo: 1929 }, orderBy: { field: RELEASE_YEAR }) { nodes { title releaseYear } } }',
    );
    expect(films.nodes[0]).toEqual({ title: 'Nosferatu', releaseYear: 1922 });
    const unreviewed = await api.query(
      '{ films(filter: { isReviewed: false }) { totalCount nodes { title } } }',
    );
    expect(unreviewed.films).toEqual({ totalCount: 1, nodes: [{ title: 'Leaving Las Vegas' }] });
  });
});
