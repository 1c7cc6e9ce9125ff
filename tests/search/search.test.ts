import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

const search = async (query: string, args = '') =>
  (
    await api.query(
      `query ($query: String!) { search(query: $query${args}) { totalCount pageInfo { hasNextPage endCursor }
        nodes { __typename ... on Review { slug } ... on Film { title } ... on Person { name } ... on Author { name } } } }`,
      { query },
    )
  ).search;

describe('a search', () => {
  it.each([
    ['a misspelt actress', 'Elizabeth Shu', { __typename: 'Review', slug: 'the-karate-kid' }],
    ['a misspelt actress herself', 'Elizabeth Shu', { __typename: 'Person', name: 'Elisabeth Shue' }],
    ['a misspelt surname', 'Scorcese', { __typename: 'Review', slug: 'casino' }],
    ['another', 'kubrik', { __typename: 'Person', name: 'Stanley Kubrick' }],
    ['a surname in one word', 'Deniro', { __typename: 'Person', name: 'Robert De Niro' }],
    ['an original title', '東京物語', { __typename: 'Film', title: 'Tokyo Story' }],
    ['a title', 'blade runner', { __typename: 'Film', title: 'Blade Runner' }],
    ['a misspelt title', 'Blade Runer', { __typename: 'Review', slug: 'blade-runner' }],
    ['a title written otherwise', 'wall e', { __typename: 'Review', slug: 'wall-e' }],
    ['a name without its accents', 'toshiro mifune', { __typename: 'Person', name: 'Toshirō Mifune' }],
    ['a surname', 'Scorsese', { __typename: 'Review', slug: 'casino' }],
    ['words of an article', 'restaurant truffle handkerchief', { __typename: 'Review', slug: 'pig' }],
    ['other forms of these words', 'restaurants truffles', { __typename: 'Review', slug: 'pig' }],
    ['a byline', 'Priya Venkataswamy', { __typename: 'Author', name: 'Priya Venkataswamy' }],
  ])('finds %s', async (_what, query, expected) => {
    expect((await search(query, ', first: 30')).nodes).toContainEqual(expected);
  });

  it('puts what is named outright first', async () => {
    expect((await search('Nicolas Cage')).nodes[0]).toEqual({ __typename: 'Person', name: 'Nicolas Cage' });
    expect((await search('Rear Window')).nodes[0]).toEqual({ __typename: 'Film', title: 'Rear Window' });
  });

  it('keeps to the types asked for', async () => {
    const { nodes } = await search('Nicolas Cage', ', types: [REVIEW]');
    expect(nodes.length).toBeGreaterThan(3);
    expect(nodes.every((node: { __typename: string }) => node.__typename === 'Review')).toBe(true);
  });

  it('is read a page at a time', async () => {
    const all = await search('cage', ', first: 50');
    const first = await search('cage', ', first: 3');
    const rest = await search('cage', `, first: 50, after: "${first.pageInfo.endCursor}"`);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes);
    expect(all.totalCount).toBe(all.nodes.length);
  });

  it.each(['zzzzqqqq', '%', `'; DROP TABLE review; --`, '& | ! ( )', '\\', '"unbalanced', '𝕏'])(
    'for %s ends in an ordinary answer',
    async (query) => {
      expect((await search(query)).nodes).toEqual(expect.any(Array));
    },
  );
});
