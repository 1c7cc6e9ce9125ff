import { Role } from '../../src/access/role';
import { createApi, type TestApi } from '../support/api';

let api: TestApi;
let editor: Awaited<ReturnType<TestApi['as']>>;
beforeAll(async () => {
  api = await createApi();
  editor = await api.as(Role.EDITOR, 'Edith');
});
afterAll(() => api.drop());

const payload =
  '{ review { id slug version status headline datePublished } userErrors { field code message } }';
const mutation = (name: string) =>
  `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { result: ${name}(input: $input) ${payload} }`;

// biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
async function write(name: string, input: Record<string, unknown>): Promise<any> {
  return (await editor.query(mutation(name), { input })).result;
}

async function idOf(kind: 'film' | 'review', slug: string): Promise<string> {
  return (await editor.query(`query ($slug: String!) { thing: ${kind}(slug: $slug) { id } }`, { slug })).thing
    .id;
}

let drafts = 0;
async function newReview(facts: Record<string, unknown> = {}) {
  const { review, userErrors } = await write('createReview', {
    film: await idOf('film', 'leaving-las-vegas'),
    headline: `A Headline, the ${++drafts}th`,
    body: ['One paragraph.', 'And another.'],
    authorName: 'Ada Test',
    ...facts,
  });
  expect(userErrors).toEqual([]);
  return review;
}

const relatedSlugs = async (slug: string) =>
  (
    await api.query(
      'query ($slug: String!) { review(slug: $slug) { related(first: 100) { edges { source node { slug } } } } }',
      {
        slug,
      },
    )
  ).review.related.edges
    .filter(({ source }: { source: string }) => source === 'RELATED')
    .map(({ node }: { node: { slug: string } }) => node.slug);

describe('a review', () => {
  it('is written as a draft, which editors see and readers do not', async () => {
    const review = await newReview();
    expect(review).toMatchObject({
      status: 'DRAFT',
      version: 1,
      slug: 'leaving-las-vegas',
      datePublished: null,
    });
    const ask =
      'query ($slug: String!, $id: ID!) { review(slug: $slug) { slug body author { name } } node(id: $id) { id } }';
    expect(await api.query(ask, review)).toEqual({ review: null, node: null });
    expect(await editor.query(ask, review)).toEqual({
      review: { slug: review.slug, body: ['One paragraph.', 'And another.'], author: { name: 'Ada Test' } },
      node: { id: review.id },
    });
  });

  it('shows in `related` in the same breath as it is published, and no more when it is retracted', async () => {
    const { id, slug } = await newReview();
    expect(await relatedSlugs('pig')).not.toContain(slug);
    const { result } = await editor.query(
      `mutation ($input: PublishReviewInput!) { result: publishReview(input: $input) {
        review { status datePublished film { reviews { nodes { slug } } } } userErrors { code } } }`,
      { input: { id } },
    );
    expect(result.userErrors).toEqual([]);
    expect(result.review.status).toBe('PUBLISHED');
    expect(result.review.datePublished).not.toBeNull();
    expect(result.review.film.reviews.nodes.map((node: { slug: string }) => node.slug)).toContain(slug);
    expect(await relatedSlugs('pig')).toContain(slug);

    await write('retractReview', { id });
    expect(await relatedSlugs('pig')).not.toContain(slug);
    expect((await api.query('query ($id: ID!) { node(id: $id) { id } }', { id })).node).toBeNull();
  });

  it('changes only where something is given, and null clears', async () => {
    const { id } = await newReview({
      rating: { value: 4, best: 5 },
      copyrightYear: 2020,
      publicationName: 'The Paper',
    });
    const { review } = await write('updateReview', {
      id,
      version: 1,
      headline: 'Another Headline',
      rating: null,
    });
    expect(review).toMatchObject({ version: 2, headline: 'Another Headline' });
    const { node } = await editor.query(
      'query ($id: ID!) { node(id: $id) { ... on Review { rating { value } copyrightYear publication { name } body } } }',
      { id },
    );
    expect(node).toEqual({
      rating: null,
      copyrightYear: 2020,
      publication: { name: 'The Paper' },
      body: ['One paragraph.', 'And another.'],
    });
  });

  it('keeps its version where nothing changes', async () => {
    const { id, headline } = await newReview();
    expect((await write('updateReview', { id, version: 1, headline })).review.version).toBe(1);
  });

  it('does not lose an update: of two that saw the same version one is told', async () => {
    const { id } = await newReview();
    const results = await Promise.all(
      ['First', 'Second'].map((headline) =>
        write('updateReview', { id, version: 1, headline: `${headline} ${id}` }),
      ),
    );
    expect(results.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort()).toEqual([
      'OUTDATED',
      'done',
    ]);
    expect(results.find(({ review }) => !review).userErrors[0]).toEqual({
      code: 'OUTDATED',
      field: ['version'],
      message: 'It is at version 2 by now: read it again, and change what is there.',
    });
  });

  it('gets a slug of its own, also when two are written at once', async () => {
    const slugs = await Promise.all(Array.from({ length: 12 }, async () => (await newReview()).slug));
    expect(new Set(slugs).size).toBe(12);
  });
});

describe('what cannot be written', () => {
  const base = async () => ({
    film: await idOf('film', 'pig'),
    headline: 'A Headline',
    body: ['Text.'],
    authorName: 'Ada Test',
  });
  const filmId = (id: number) => Buffer.from(`Film:${id}`).toString('base64url');

  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['a film that does not exist', { film: filmId(999_999) }, 'NOT_FOUND', ['film']],
    ['what is no id', { film: 'nonsense' }, 'INVALID', ['film']],
    ['an id of something else', { film: Buffer.from('Genre:1').toString('base64url') }, 'INVALID', ['film']],
    ['a slug that is taken', { slug: 'pig' }, 'TAKEN', ['slug']],
    ['a slug that is none', { slug: 'Pig & Co' }, 'INVALID', ['slug']],
    ['an empty headline', { headline: '  ' }, 'INVALID', ['headline']],
    ['a headline of 100,000 characters', { headline: 'x'.repeat(100_000) }, 'INVALID', ['headline']],
    ['a headline of two lines', { headline: 'one\ntwo' }, 'INVALID', ['headline']],
    ['a headline with U+0000', { headline: 'one\0two' }, 'INVALID', ['headline']],
    ['a headline with half of a character', { headline: 'one \ud800' }, 'INVALID', ['headline']],
    ['a headline of no letters', { headline: '???' }, 'INVALID', ['headline']],
    ['an author of no letters', { authorName: '😀' }, 'INVALID', ['authorName']],
    ['a key with half of a character', { idempotencyKey: '\ud800' }, 'INVALID', ['idempotencyKey']],
    [
      'an address of 8000 characters',
      { sourceUrl: `https://a.example/${'x'.repeat(8000)}` },
      'INVALID',
      ['sourceUrl'],
    ],
    ['a date before film', { datePublished: '0001-06-01T00:00:00Z' }, 'INVALID', ['datePublished']],
    ['no paragraph', { body: [] }, 'INVALID', ['body']],
    ['an empty paragraph', { body: ['one', ' '] }, 'INVALID', ['body']],
    ['nobody as author', { authorName: undefined }, 'INVALID', ['author']],
    ['two authors', { author: Buffer.from('Author:1').toString('base64url') }, 'INVALID', ['authorName']],
    [
      'an author who is not there',
      { authorName: undefined, author: Buffer.from('Author:99999').toString('base64url') },
      'NOT_FOUND',
      ['author'],
    ],
    [
      'a publication that is not there',
      { publication: Buffer.from('Publication:99999').toString('base64url') },
      'NOT_FOUND',
      ['publication'],
    ],
    ['more than the best', { rating: { value: 6, best: 5 } }, 'INVALID', ['rating', 'value']],
    ['less than nothing', { rating: { value: -1, best: 5 } }, 'INVALID', ['rating', 'value']],
    ['a year before film', { copyrightYear: 1500 }, 'INVALID', ['copyrightYear']],
    ['an address of no page', { sourceUrl: 'ftp://example.org/x' }, 'INVALID', ['sourceUrl']],
    ['a new review that is retracted', { status: 'RETRACTED' }, 'INVALID', ['status']],
    ['null for what cannot be cleared', { authorName: null }, 'INVALID', ['authorName']],
  ])('%s: userErrors say so, and nothing is written', async (_, facts, code, field) => {
    const count = () =>
      api.store.sql.query(
        'SELECT count(*) FROM review UNION ALL SELECT count(*) FROM author UNION ALL SELECT count(*) FROM audit_entry',
      );
    const before = await count();
    const { review, userErrors } = await write('createReview', { ...(await base()), ...facts });
    expect(review).toBeNull();
    expect(userErrors).toEqual([{ code, field, message: expect.stringMatching(/^[A-Z].*\.$/) }]);
    expect(await count()).toEqual(before);
  });

  it.each([
    ['updateReview', { version: 1, headline: 'x' }],
    ['publishReview', {}],
    ['retractReview', {}],
  ])('%s of a review that is not there', async (name, facts) => {
    const id = Buffer.from('Review:999999').toString('base64url');
    expect((await write(name, { id, ...facts })).userErrors[0]).toMatchObject({
      code: 'NOT_FOUND',
      field: ['id'],
    });
  });

  it('a draft is not retracted, and what is published is not published again', async () => {
    const { id } = await newReview();
    expect((await write('retractReview', { id })).userErrors[0].code).toBe('WRONG_STATUS');
    await write('publishReview', { id });
    expect((await write('publishReview', { id })).userErrors[0].code).toBe('WRONG_STATUS');
    expect((await write('publishReview', { id, version: 1 })).userErrors[0].code).toBe('OUTDATED');
  });

  it('a published review does not lose both date and year', async () => {
    const { id } = await newReview({ status: 'PUBLISHED', copyrightYear: 2020 });
    const { review } = await write('updateReview', { id, version: 1, datePublished: null });
    const { userErrors } = await write('updateReview', { id, version: review.version, copyrightYear: null });
    expect(userErrors).toEqual([
      {
        code: 'INVALID',
        field: ['datePublished'],
        message: 'A published review needs a date or a copyright year.',
      },
    ]);
  });

  it('null, for what cannot be cleared, is told so', async () => {
    const { id } = await newReview();
    expect((await write('updateReview', { id, version: 1, headline: null })).userErrors[0].message).toBe(
      'Give a value, or leave headline out: it cannot be cleared.',
    );
  });

  it('the same article twice', async () => {
    const input = { ...(await base()), headline: 'Once only' };
    expect((await write('createReview', input)).userErrors).toEqual([]);
    expect((await write('createReview', input)).userErrors[0]).toMatchObject({
      code: 'TAKEN',
      field: ['headline'],
    });
  });
});

describe('an idempotency key', () => {
  const input = async (key: string, headline = key) => ({
    film: await idOf('film', 'pig'),
    headline,
    body: ['Text.'],
    authorName: 'Ida Potent',
    idempotencyKey: key,
  });

  it('has a change done once, however often it is sent', async () => {
    const first = await write('createReview', await input('once'));
    const again = await write('createReview', await input('once'));
    expect(again).toEqual(first);
  });

  it('has a change done once when it is sent five times at once', async () => {
    const content = await input('at once');
    const results = await Promise.all(Array.from({ length: 5 }, () => write('createReview', content)));
    expect(new Set(results.map(({ review }) => review.id)).size).toBe(1);
  });

  it('is refused for something else', async () => {
    await write('createReview', await input('reused'));
    expect((await write('createReview', await input('reused', 'something else'))).userErrors).toEqual([
      { code: 'KEY_REUSED', field: ['idempotencyKey'], message: expect.any(String) },
    ]);
  });

  it('is free again where nothing was written', async () => {
    const bad = { ...(await input('failed')), slug: 'pig' };
    expect((await write('createReview', bad)).userErrors[0].code).toBe('TAKEN');
    expect((await write('createReview', await input('failed'))).userErrors).toEqual([]);
  });

  it('is of one token: another may use the same', async () => {
    const first = await write('createReview', await input('mine', 'Mine'));
    const other = await api.as(Role.EDITOR, 'Edward');
    const { result } = await other.query(mutation('createReview'), { input: await input('mine', 'His') });
    expect(result.review.id).not.toBe(first.review.id);
  });
});
