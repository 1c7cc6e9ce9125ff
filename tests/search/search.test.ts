import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

interface Node {
  __typename: string;
  name: string;
}

/** A review is named by its slug, all else by title or name. */
const search = async (query: string, args = '') =>
  (
    await api.query(
      `query ($query: String!) { search(query: $query${args}) {
        totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor }
        nodes { __typename ... on Review { name: slug } ... on Film { name: title } ... on Person { name } ... on Author { name } } } }`,
      { query },
    )
  ).search;
const names = async (query: string, args = '') =>
  (await search(query, args)).nodes.map(({ __typename, name }: Node) => `${__typename} ${name}`);

describe('a search puts first', () => {
  it.each([
    ['a full name', 'Nicolas Cage', 'Person Nicolas Cage'],
    ['a surname', 'scorsese', 'Person Martin Scorsese'],
    ['a name turned round', 'Cage, Nicolas', 'Person Nicolas Cage'],
    ['a name without its accents', 'toshiro mifune', 'Person Toshirō Mifune'],
    ['a name with accents that are not its own', 'Nìcölas Câge', 'Person Nicolas Cage'],
    ['a name in other letters', 'NICOLAS cage', 'Person Nicolas Cage'],
    ['a surname of two words in one', 'Deniro', 'Person Robert De Niro'],
    ['a misspelt surname', 'Scorcese', 'Person Martin Scorsese'],
    ['another', 'kubrik', 'Person Stanley Kubrick'],
    ['a name with two faults', 'stanly kubrik', 'Person Stanley Kubrick'],
    ['a misspelt name that is not finished', 'Elizabeth Shu', 'Person Elisabeth Shue'],
    ['a title', 'Rear Window', 'Film Rear Window'],
    ['the title that has no more to it', 'blade runner', 'Film Blade Runner'],
    ['the title that has', 'blade runner 2049', 'Film Blade Runner 2049'],
    ['a misspelt title', 'Blade Runer', 'Film Blade Runner'],
    ['a title misspelt in one word', 'rashomn', 'Film Rashomon'],
    ['a title written otherwise', 'wall e', 'Film WALL·E'],
    ['and in one word', 'walle', 'Film WALL·E'],
    ['a title without its article', 'night of the hunter', 'Film The Night of the Hunter'],
    ['an original title', '東京物語', 'Film Tokyo Story'],
    ['the beginning of one', '東京', 'Film Tokyo Story'],
    ['a title in Cyrillic', 'Человек с киноаппаратом', 'Film Man with a Movie Camera'],
    ['a word of one', 'киноаппаратом', 'Film Man with a Movie Camera'],
    ['that word misspelt', 'киноапаратом', 'Film Man with a Movie Camera'],
    ['an author', 'Priya Venkataswamy', 'Author Priya Venkataswamy'],
    ['words of an article', 'restaurant truffle handkerchief', 'Review pig'],
    ['other forms of these words', 'restaurants truffles', 'Review pig'],
    ['a name inside a question', 'films with nicolas cage', 'Person Nicolas Cage'],
  ])('%s: %s', async (_what, query, expected) => {
    expect((await names(query))[0]).toBe(expected);
  });
});

describe('a search finds', () => {
  it.each([
    ['by who plays in the film', 'Elizabeth Shu', 'Review the-karate-kid'],
    ['by who directed it', 'Scorcese', 'Review casino'],
    ['by the title of the film', 'Blade Runer', 'Review blade-runner'],
    ['by film and actor', 'blade runner harrison ford', 'Review blade-runner'],
    ['by a phrase', '"warm, polished and horribly well swept"', 'Review the-shining'],
    ['by one or the other', 'theremin or handkerchief', 'Review the-lost-weekend'],
  ])('a review %s', async (_how, query, expected) => {
    expect(await names(query, ', types: [REVIEW], first: 30')).toContain(expected);
  });

  it.each([
    ['"polished horribly"', 'the-shining'],
    ['truffle -restaurant', 'pig'],
    ['scorsese -muffin', 'casino'],
    ['scorsese -"cares about his muffin" -muffin', 'casino'],
  ])('for %s not the review of %s', async (query, slug) => {
    expect(await names(query, ', types: [REVIEW]')).not.toContain(`Review ${slug}`);
  });

  it('nobody whose name is excluded', async () => {
    expect(await names('robert', ', types: [PERSON], first: 50')).toContain('Person Robert De Niro');
    expect(await names('robert -deniro', ', types: [PERSON], first: 50')).not.toContain(
      'Person Robert De Niro',
    );
    expect(await names('nicolas -cage', ', types: [PERSON]')).toEqual([]);
  });

  it('nothing where all is excluded', async () => {
    expect(await names('-cage')).toEqual([]);
  });
});

describe('a search while one types', () => {
  it.each([
    ['Nicolas Cage', 2, 'Person Nicolas Cage'],
    ['leaving las vegas', 3, 'Film Leaving Las Vegas'],
    ['rear window', 4, 'Film Rear Window'],
    ['Toshiro Mifune', 3, 'Person Toshirō Mifune'],
    ['羅生門', 1, 'Film Rashomon'],
    ['Человек с киноаппаратом', 2, 'Film Man with a Movie Camera'],
  ])('shows what is meant by %s from letter %i on', async (whole, from, expected) => {
    for (let length = from; length <= whole.length; length++) {
      const typed = whole.slice(0, length);
      expect({ typed, found: await names(typed, ', first: 10') }).toEqual({
        typed,
        found: expect.arrayContaining([expected]),
      });
    }
  });

  it.each(['character', 'performance', 'restaurant', 'handkerchief'])(
    'finds texts with "%s" at every letter, though what is indexed are stems',
    async (whole) => {
      for (let length = 5; length <= whole.length; length++) {
        const typed = whole.slice(0, length);
        const { totalCount } = await search(typed, ', types: [REVIEW]');
        expect({ typed, isFound: totalCount > 0 }).toEqual({ typed, isFound: true });
      }
    },
  );

  it('puts whole words before those that only begin so', async () => {
    const found = await names('gre', ', types: [PERSON], first: 50');
    expect(found).toContain('Person Greta Lee');
    await api.store.sql.query(`INSERT INTO person (slug, name) VALUES ('gre', 'Gre Nobody')`);
    expect((await names('gre', ', types: [PERSON]'))[0]).toBe('Person Gre Nobody');
    await api.store.sql.query(`DELETE FROM person WHERE slug = 'gre'`);
  });
});

it('puts the better known of equals first', async () => {
  await api.store.sql.query(`INSERT INTO person (slug, name) VALUES ('aaa', 'Nicolas Cave')`);
  expect(await names('nicolas', ', types: [PERSON]')).toEqual(['Person Nicolas Cage', 'Person Nicolas Cave']);
  await api.store.sql.query(`DELETE FROM person WHERE slug = 'aaa'`);
});

describe('what a search finds', () => {
  it('keeps to the types asked for', async () => {
    const types = async (args: string) =>
      new Set((await search('cage', args)).nodes.map(({ __typename }: Node) => __typename));
    expect(await types(', types: [REVIEW]')).toEqual(new Set(['Review']));
    expect(await types(', types: [PERSON, FILM]')).toEqual(new Set(['Person']));
    expect(await types(', types: []')).toEqual(new Set());
  });

  it('changes with what is written', async () => {
    const { sql } = api.store;
    const slugs = () => names('zyzzyva', ', types: [REVIEW]');
    expect(await slugs()).toEqual([]);
    await sql.query(`UPDATE film SET original_title = 'Zyzzyva' WHERE title = 'Pig'`);
    expect(await slugs()).toEqual(['Review pig']);
    await sql.query(`UPDATE film SET original_title = NULL WHERE title = 'Pig'`);
    expect(await slugs()).toEqual([]);
    await sql.query(`UPDATE review SET body = body || ARRAY['A zyzzyva.'] WHERE slug = 'casino'`);
    expect(await slugs()).toEqual(['Review casino']);
  });

  it.each(['DRAFT', 'RETRACTED'])('is nothing that is %s, nor is it counted', async (status) => {
    const { sql } = api.store;
    const counts = async () => ({
      text: (await search('theremin')).totalCount,
      film: (await search('the lost weekend', ', types: [REVIEW]')).totalCount,
      person: (await search('ray milland', ', types: [REVIEW]')).totalCount,
    });
    const before = await counts();
    await sql.query(`UPDATE review SET status = $1::review_status WHERE slug = 'the-lost-weekend'`, [status]);
    const after = await counts();
    await sql.query(`UPDATE review SET status = 'PUBLISHED' WHERE slug = 'the-lost-weekend'`);
    expect(Object.values(before).every((count) => count > 0)).toBe(true);
    expect(after).toEqual({ text: before.text - 1, film: before.film - 1, person: before.person - 1 });
  });
});

describe('the list of a search', () => {
  it.each([1, 3, 7])('is walked both ways by pages of %i, each hit once, in one order', async (size) => {
    const all = await search('cage', ', first: 100');
    const whole = await names('cage', ', first: 100');
    expect(all.totalCount).toBe(whole.length);
    const forwards: string[] = [];
    for (let after = ''; ; ) {
      const page = await search('cage', `, first: ${size}${after && `, after: "${after}"`}`);
      forwards.push(...page.nodes.map(({ __typename, name }: Node) => `${__typename} ${name}`));
      expect(page.totalCount).toBe(whole.length);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    const backwards: string[] = [];
    for (let before = ''; ; ) {
      const page = await search('cage', `, last: ${size}${before && `, before: "${before}"`}`);
      backwards.unshift(...page.nodes.map(({ __typename, name }: Node) => `${__typename} ${name}`));
      if (!page.pageInfo.hasPreviousPage) break;
      before = page.pageInfo.startCursor;
    }
    expect(forwards).toEqual(whole);
    expect(backwards).toEqual(whole);
  });

  it.each([
    ['cage', 'nicolas', ''],
    ['cage', 'cage', ', types: [REVIEW]'],
  ])('refuses a cursor of "%s" for "%s"%s', async (query, other, args) => {
    const { endCursor } = (await search(query, ', first: 1')).pageInfo;
    await expect(search(other, `${args}, after: "${endCursor}"`)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('a search that is no search', () => {
  it.each([
    ' ',
    '\t\n ',
    '%',
    '_',
    '"',
    '""',
    '-',
    '--',
    '&|!()',
    ':*',
    '\\',
    "'",
    "''; DROP TABLE review; --",
    '<->',
    'or',
    '-or',
    '\u0001\u0002\u0003\u0004',
    '\ud800',
    'pig \udfff',
    '\u202e',
    '𝕏',
    'zzzzqqqq',
    '"unbalanced',
    '!pig & (',
    "cage':*",
    'a '.repeat(100),
    'x'.repeat(200),
  ])('%j ends in an ordinary answer', async (query) => {
    const { nodes, totalCount } = await search(query, ', first: 100');
    expect(nodes).toHaveLength(totalCount);
  });

  it.each([[''], ['x'.repeat(201)], ['word '.repeat(20_000)]])(
    'is refused where it is too short or long',
    async (query) => {
      await expect(search(query)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    },
  );
});
