import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
afterAll(() => api.drop());

interface Highlight {
  field: string;
  pieces: { text: string; isMatch: boolean }[];
}
interface Edge {
  node: { name: string };
  highlights: Highlight[];
}

/** @returns of the first hit of a name what is marked in it, with [ ] around what was found. */
async function marked(query: string, wanted: string): Promise<string[]> {
  const { search } = await api.query(
    `query ($query: String!) { search(query: $query, first: 50) { edges {
      node { ... on Review { name: slug } ... on Film { name: title } ... on Person { name } ... on Author { name } }
      highlights { field pieces { text isMatch } } } } }`,
    { query },
  );
  const edge = search.edges.find(({ node }: Edge) => node.name === wanted) as Edge | undefined;
  return (edge?.highlights ?? []).map(
    ({ field, pieces }) =>
      `${field} ${pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('')}`,
  );
}

describe('what is marked in names', () => {
  it.each([
    ['a name', 'cage', 'Nicolas Cage', ['NAME Nicolas [Cage]']],
    ['a beginning', 'nicol', 'Nicolas Cage', ['NAME [Nicolas] Cage']],
    ['a misspelling', 'Elizabeth Shu', 'Elisabeth Shue', ['NAME [Elisabeth] [Shue]']],
    ['accents', 'toshiro', 'Toshirō Mifune', ['NAME [Toshirō] Mifune']],
    ['two words in one', 'deniro', 'Robert De Niro', ['NAME Robert [De] [Niro]']],
    ['one word in two', 'wall e', 'WALL·E', ['TITLE [WALL]·[E]']],
    ['a title that is whole', 'shining the', 'The Shining', ['TITLE [The] [Shining]']],
    ['an original title', '東京', 'Tokyo Story', ['ORIGINAL_TITLE [東京物語]']],
    ['an author', 'priya', 'Priya Venkataswamy', ['NAME [Priya] Venkataswamy']],
  ])('%s: %s', async (_what, query, name, expected) => {
    expect(await marked(query, name)).toEqual(expected);
  });
});

describe('what is marked in reviews', () => {
  it.each([
    ['a word of the text', 'truffle', 'pig', /BODY .*stolen \[truffle\] pig/],
    ['another form of it', 'truffles', 'pig', /\[truffle\]/],
    ['a beginning', 'truff', 'pig', /\[truffle\]/],
    ['a beginning longer than the stem', 'restauran', 'pig', /\[restaurant\]/],
    ['a headline', 'vertigo', 'vertigo', /^HEADLINE '\[Vertigo\]' \(1958\)/],
    ['accents in the text', 'toshiro', 'yojimbo', /\[Toshirō\] Mifune/],
    ['accents in the search', 'Nicolàs', 'pig', /\[Nicolas\] Cage/],
    ['a name that was misspelt', 'Scorcese', 'casino', /Martin \[Scorsese\]/],
    ['a phrase', '"horribly well swept"', 'the-shining', /\[horribly\] \[well\] \[swept\]/],
    ['any word, where no text has all', 'shining polished', 'the-shining', /\[polished\]/],
  ])('%s', async (_what, query, slug, expected) => {
    expect((await marked(query, slug)).join('\n')).toMatch(expected);
  });

  it('is nothing where words stand nowhere', async () => {
    expect(await marked('東京物語', 'tokyo-story')).toEqual([]);
  });

  it('is as it is written, beside quotation marks of any kind, and HTML stays text', async () => {
    const body = ['<b>“Amélie”</b> — «l’été»… & “naïve”\u0001\u0003'];
    await api.store.sql.query(`UPDATE review SET body = $1 WHERE slug = 'pig'`, [body]);
    expect(await marked('amelie ete naive', 'pig')).toEqual(['BODY [Amélie]”</b> — «l’[été]»… & “[naïve]']);
  });
});
