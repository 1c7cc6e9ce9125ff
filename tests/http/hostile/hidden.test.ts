import { type Key, neverWas } from './hidden';
import { codesIn, hiddenWord, startTarget } from './target';

const target = startTarget();

type Hidden = keyof typeof target.hidden;
type Ask = (key: Key) => { query: string; variables?: object };

const ofReview: Record<string, Ask> = {
  'node, by id': ({ id }) => ({ query: `{ node(id: "${id}") { __typename id } }` }),
  'review, by id': ({ id }) => ({ query: `{ review(id: "${id}") { slug related { totalCount } } }` }),
  'review, by slug': ({ slug }) => ({ query: `{ review(slug: "${slug}") { id } }` }),
  'review, by variable': ({ slug: text }) => ({
    query: 'query ($text: String) { review(slug: $text) { id } }',
    variables: { text },
  }),
  'related, without it': ({ id }) => ({
    query: `{ review(slug: "pig") { related(first: 100, exclude: ["${id}"]) { totalCount edges { score node { slug } } } } }`,
  }),
  'recommendations of it': ({ id }) => ({
    query: `{ recommendations(read: ["${id}"]) { totalCount edges { source score node { slug } } } }`,
  }),
  'recommendations of it and another': ({ id }) => ({
    query: `{ recommendations(read: ["${id}", "UmV2aWV3OjE"]) { totalCount edges { score node { slug } reasons { label read { slug } } } } }`,
  }),
  'path from it': ({ id }) => ({ query: `{ path(from: "${id}", to: "RmlsbTox") { length } }` }),
  'path to it': ({ id }) => ({ query: `{ path(from: "UmV2aWV3OjE", to: "${id}") { length } }` }),
  'the rules of its list': ({ id }) => ({ query: `{ review(id: "${id}") { editorialRules { note } } }` }),
  'the rules about it': ({ id }) => ({
    query: `{ review(id: "${id}") { editorialRulesElsewhere { note } } }`,
  }),
  'its publication, as a reader': ({ id }) => ({
    query: `mutation { publishReview(input: { id: "${id}" }) { review { id } userErrors { code } } }`,
  }),
  'its retraction, as a reader': ({ id }) => ({
    query: `mutation { retractReview(input: { id: "${id}" }) { review { id } userErrors { code } } }`,
  }),
  'its slug, as a reader': ({ slug }) => ({
    query: `mutation { createReview(input: { film: "RmlsbTox", headline: "A", body: ["a"], authorName: "A", slug: "${slug}" }) { userErrors { code } } }`,
  }),
  'a pin of it, as a reader': ({ id }) => ({
    query: `mutation { pinRelated(input: { review: "UmV2aWV3OjE", related: "${id}" }) { userErrors { code } } }`,
  }),
};

/** Of an author or a publication that have nothing but what is hidden. */
const ofSource = (kind: 'author' | 'publication'): Record<string, Ask> => ({
  'node, by id': ({ id }) => ({ query: `{ node(id: "${id}") { __typename id } }` }),
  'itself, by id': ({ id }) => ({ query: `{ ${kind}(id: "${id}") { name reviews { totalCount } } }` }),
  'itself, by slug': ({ slug }) => ({ query: `{ ${kind}(slug: "${slug}") { name } }` }),
  'reviews of it': ({ id }) => ({
    query: `{ reviews(filter: { ${kind}: "${id}" }) { totalCount nodes { slug } pageInfo { startCursor hasNextPage } } }`,
  }),
  'reviews of it, of a film': ({ id }) => ({
    query: `{ film(slug: "pig") { reviews(filter: { ${kind}: "${id}" }) { totalCount } } }`,
  }),
});

const cases: [what: Hidden, type: string, asks: Record<string, Ask>][] = [
  ['draft', 'Review', ofReview],
  ['retracted', 'Review', ofReview],
  ['author', 'Author', ofSource('author')],
  ['publication', 'Publication', ofSource('publication')],
];

describe.each(cases)('whether there is a hidden one: %s', (what, type, asks) => {
  it.each(Object.entries(asks))('is not told by %s', async (_field, ask) => {
    for (const token of [undefined, target.tokens.analyst]) {
      const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
      const answerOf = async (key: Key) => {
        const [answer] = await target.attack(() => target.post(ask(key), headers));
        return { status: answer!.status, text: answer!.text };
      };
      expect(await answerOf(target.hidden[what])).toEqual(await answerOf(neverWas(type)));
    }
  });
});

describe('what is hidden', () => {
  it.each([
    `{ reviews(filter: { text: "${hiddenWord}" }) { totalCount nodes { slug } } }`,
    `{ search(query: "${hiddenWord}") { totalCount nodes { __typename } } }`,
    `{ search(query: "${hiddenWord.slice(0, 4)}") { totalCount nodes { __typename } } }`,
    `{ search(query: "${hiddenWord.replace('u', 'v')}") { totalCount nodes { __typename } } }`,
    `{ search(query: "\\"all about the ${hiddenWord}\\"", types: [REVIEW, AUTHOR]) { totalCount nodes { __typename } } }`,
  ])('is not found by %s', async (query) => {
    const [answer] = await target.attack(() => target.post({ query }));
    expect(answer!.text).toMatch(/"totalCount":0,"nodes":\[\]/);
  });

  it('is in no list, and counted in none', async () => {
    const query = `{
      reviews(first: 100) { totalCount nodes { slug headline author { name } publication { name } } }
      authors(first: 100) { totalCount nodes { slug reviews { totalCount } } }
      publications(first: 100) { totalCount nodes { slug } }
      film(slug: "pig") { reviewCount reviews { totalCount } }
    }`;
    const [answer] = await target.attack(() => target.post({ query }));
    const { data } = JSON.parse(answer!.text) as { data: Record<string, Record<string, unknown>> };
    const published = (from: string) =>
      target.store.sql.query(`SELECT count(*)::int AS count ${from} review.status = 'PUBLISHED'`);
    expect([{ count: data.reviews!.totalCount }]).toEqual(await published('FROM review WHERE'));
    expect(data.film).toEqual({ reviewCount: 1, reviews: { totalCount: 1 } });
    expect(answer!.text).not.toContain(hiddenWord);
  });

  it.each([
    ['unpublishedReviews { totalCount nodes { slug } }'],
    ['auditTrail { totalCount }'],
    ['auditTrail(filter: { actor: "the EDITOR" }) { nodes { subjectId } }'],
  ])('is not told to readers and analysts by %s', async (field) => {
    for (const token of [undefined, target.tokens.analyst]) {
      const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
      const [answer] = await target.attack(() => target.post({ query: `{ ${field} }` }, headers));
      expect(codesIn(answer!.text)).toEqual([token ? 'FORBIDDEN' : 'UNAUTHENTICATED']);
    }
  });
});

describe('a token', () => {
  it.each<[string, () => string]>([
    ['of nothing', () => ''],
    ['of a scheme only', () => 'Bearer'],
    ['of another scheme', () => `Basic ${target.tokens.editor}`],
    ['without a scheme', () => target.tokens.editor],
    ['that is revoked', () => `Bearer ${target.tokens.revoked}`],
    ['that has expired', () => `Bearer ${target.tokens.expired}`],
    ['that never was', () => `Bearer rg_${'a'.repeat(43)}`],
    ['of 12 kB', () => `Bearer ${'a'.repeat(12_000)}`],
    ['of signs', () => `Bearer ' OR '1'='1`],
    ['with more behind it', () => `Bearer ${target.tokens.editor} ${target.tokens.analyst}`],
    ['cut short', () => `Bearer ${target.tokens.editor.slice(0, -1)}`],
    ['in capitals', () => `Bearer ${target.tokens.editor.toUpperCase()}`],
  ])('%s lets nobody in, and all say the same', async (_what, authorization) => {
    const [answer] = await target.attack(() =>
      target.post({ query: '{ viewer { name } genres { name } }' }, { authorization: authorization() }),
    );
    expect(answer!.status).toBe(401);
    expect(codesIn(answer!.text)).toEqual(['UNAUTHENTICATED']);
    expect(answer!.headers['www-authenticate']).toBe('Bearer realm="reelgraph"');
    expect(answer!.text).not.toContain(target.tokens.editor.slice(3));
  });

  it('that is revoked is told from none by nothing', async () => {
    const [revoked, expired, never] = await Promise.all(
      [target.tokens.revoked, target.tokens.expired, 'rg_never'].map(
        async (token) =>
          (await target.post({ query: '{ viewer { name } }' }, { authorization: `Bearer ${token}` })).text,
      ),
    );
    expect(revoked).toBe(never);
    expect(expired).toBe(never);
  });

  it('of a role that may not write writes nothing', async () => {
    const before = await target.store.sql.query('SELECT count(*) FROM review');
    const [answer] = await target.attack(() =>
      target.post(
        {
          query:
            'mutation { createReview(input: { film: "RmlsbTox", headline: "A", body: ["a"], authorName: "A" }) { userErrors { code } } }',
        },
        { authorization: `Bearer ${target.tokens.analyst}` },
      ),
    );
    expect(codesIn(answer!.text)).toEqual(['FORBIDDEN']);
    expect(await target.store.sql.query('SELECT count(*) FROM review')).toEqual(before);
  });
});
