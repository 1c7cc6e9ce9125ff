import { globalId } from '../../editorial/editor';
import { expectOutcome, type Outcome } from './outcome';
import { codesIn, dataIn, startTarget } from './target';

const target = startTarget();

const bad: Outcome = { failed: 'BAD_USER_INPUT' };
const unfit: Outcome = { refused: 'BAD_USER_INPUT' };
const invalid: Outcome = { refused: 'GRAPHQL_VALIDATION_FAILED' };
const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');

describe('numbers', () => {
  it.each<[string, string, Outcome]>([
    ['beyond 32 bits', '{ reviews(first: 2147483648) { totalCount } }', invalid],
    ['beyond 64 bits', '{ reviews(first: 9223372036854775808) { totalCount } }', invalid],
    ['of 10,000 digits', `{ reviews(first: ${'9'.repeat(10_000)}) { totalCount } }`, invalid],
    ['below zero', '{ reviews(first: -2147483648) { totalCount } }', bad],
    ['of nothing below', '{ reviews(first: -0) { totalCount } }', bad],
    ['with a fraction', '{ reviews(first: 1.5) { totalCount } }', invalid],
    ['that overflow', '{ reviews(filter: { ratingFrom: 1e400 }) { totalCount } }', bad],
    ['that overflow below', '{ reviews(filter: { ratingFrom: -1e400 }) { totalCount } }', bad],
    ['that overflow, of a score', '{ review(slug: "pig") { related(minScore: 1e400) { profile } } }', bad],
    [
      'too small to be told from none',
      '{ reviews(filter: { ratingTo: 1e-400 }) { totalCount } }',
      { data: { reviews: { totalCount: 0 } } },
    ],
    ['with leading zeros', '{ reviews(first: 01) { totalCount } }', { refused: 'GRAPHQL_PARSE_FAILED' }],
    ['of another writing', '{ reviews(first: 0x10) { totalCount } }', { refused: 'GRAPHQL_PARSE_FAILED' }],
    ['of no value', '{ reviews(filter: { ratingFrom: NaN }) { totalCount } }', invalid],
    ['of years', '{ films(filter: { releasedFrom: 2147483647 }) { totalCount } }', bad],
  ])('%s', (_what, query, outcome) => expectOutcome(target, { query }, outcome));

  it.each<[string, string, Outcome]>([
    ['that overflow', '1e400', unfit],
    ['beyond 32 bits', '2147483648', unfit],
    ['of text', '"1"', unfit],
    ['of no and yes', 'true', unfit],
    ['with no fraction', '1.0', { data: { reviews: { nodes: [{ __typename: 'Review' }] } } }],
    ['of an object', '{"valueOf":1}', unfit],
  ])('in variables %s', (_what, value, outcome) => {
    const query = 'query ($first: Int) { reviews(first: $first) { nodes { __typename } } }';
    return expectOutcome(
      target,
      `{"query":${JSON.stringify(query)},"variables":{"first":${value}}}`,
      outcome,
    );
  });
});

describe('times', () => {
  const from = (time: string) => `{ reviews(filter: { publishedFrom: "${time}" }) { totalCount } }`;
  it.each<[string, string, Outcome]>([
    ['of the year 0', from('0000-01-01T00:00:00Z'), { data: { reviews: { totalCount: 73 } } }],
    ['of the year 9999', from('9999-12-31T23:59:59Z'), { data: { reviews: { totalCount: 0 } } }],
    ['of the year 275760', from('+275760-09-13T00:00:00.000Z'), invalid],
    ['before years', from('-000001-01-01T00:00:00Z'), invalid],
    ['of a day that is none', from('2021-02-30T00:00:00Z'), invalid],
    ['of an hour that is none', from('2021-01-01T25:00:00Z'), invalid],
    ['of nowhere', from('2021-01-01T00:00:00'), invalid],
    ['of forever', from('infinity'), invalid],
  ])('%s', (_what, query, outcome) => expectOutcome(target, { query }, outcome));
});

describe('ids', () => {
  it.each<[string, string, Outcome]>([
    ['of another type', globalId('Film', 1), bad],
    ['of a type that is none', globalId('Secret', 1), bad],
    ['of a token', globalId('AccessToken', 1), bad],
    ['of a number below', Buffer.from('Review:-1').toString('base64url'), bad],
    ['of zero', globalId('Review', 0), bad],
    ['with zeros before', Buffer.from('Review:01').toString('base64url'), bad],
    ['with a fraction', globalId('Review', 1.5), bad],
    ['with more behind', Buffer.from('Review:1;--').toString('base64url'), bad],
    ['with a byte behind', `${globalId('Review', 1)}A`, bad],
    ['with a NUL behind', Buffer.from('Review:1\0').toString('base64url'), bad],
    ['with a line behind', Buffer.from('Review:1\n').toString('base64url'), bad],
    ['in the other alphabet', 'UmV2aWV3OjE+', bad],
    ['beyond 32 bits', globalId('Review', 2 ** 31), bad],
    ['that is a number', '1', bad],
    ['of an object’s nature', '__proto__', bad],
    ['of nothing', '', bad],
    ['filled up', `${globalId('Review', 2_000_000_000)}=`, { data: { review: null } }],
  ])('%s', (_what, id, outcome) =>
    expectOutcome(
      target,
      { query: 'query ($id: ID) { review(id: $id) { slug } }', variables: { id } },
      outcome,
    ),
  );
});

describe('cursors', () => {
  it.each<[string, unknown]>([
    ['of nothing', ''],
    ['of noise', '\u0000\uFFFF'],
    ['of no list', encode({ length: 3 })],
    ['of an empty list', encode([])],
    ['of another list', encode(['seats by ROW ASC', 'a', '1'])],
    ['of lists within one another', Buffer.from('['.repeat(7_000)).toString('base64url')],
    ['of SQL', encode(['reviews', "1'; DROP TABLE review; --", '1'])],
    ['of objects', encode(['reviews', { toString: 1 }, { valueOf: 1 }])],
    ['longer than any', 'a'.repeat(10_001)],
  ])('%s', async (_what, after) => {
    for (const list of ['reviews', 'films', 'people', 'authors', 'search']) {
      const query = `query ($after: String) { ${list}(${list === 'search' ? 'query: "a", ' : ''}after: $after) { nodes { __typename } } }`;
      await expectOutcome(target, { query, variables: { after } }, bad);
    }
  });

  it('of one list are refused by every other, and with other values inside', async () => {
    const first = await target.post({
      query: '{ reviews(first: 1) { pageInfo { endCursor } } films(first: 1) { pageInfo { endCursor } } }',
    });
    const { reviews, films } = dataIn(first) as Record<string, { pageInfo: { endCursor: string } }>;
    const forged = (place: number, value: unknown) => {
      const content = JSON.parse(Buffer.from(reviews!.pageInfo.endCursor, 'base64url').toString());
      return encode(Object.assign(content, { [place]: value }));
    };
    const cursors = [
      films!.pageInfo.endCursor,
      forged(1, 'infinity'),
      forged(1, '0000-01-01 00:00:00+00'),
      forged(1, '294277-01-01 00:00:00+00'),
      forged(2, '1e400'),
      forged(2, '99999999999'),
      forged(2, "1'--"),
      forged(3, 'more'),
    ];
    for (const after of cursors) {
      const query = 'query ($after: String) { reviews(after: $after) { nodes { slug } } }';
      await expectOutcome(target, { query, variables: { after } }, bad);
    }
  });
});

describe('what a writer may send', () => {
  const write = (query: string, input: unknown) => {
    const authorization = `Bearer ${target.tokens.editor}`;
    return target.attack(() => target.post({ query, variables: { input } }, { authorization }));
  };
  const create =
    'mutation ($input: CreateReviewInput!) { createReview(input: $input) { review { slug excerpt(words: 500) } userErrors { code } } }';
  const review = { film: globalId('Film', 1), headline: 'A', authorName: 'A', status: 'DRAFT' };

  it('20,000 credits at once', async () => {
    const query =
      'mutation ($input: UpsertCreditsInput!) { upsertCredits(input: $input) { userErrors { code } } }';
    const credits = Array.from({ length: 20_000 }, () => ({ role: 'ACTOR', personName: 'A' }));
    const [answer] = await write(query, { film: review.film, credits });
    expect(dataIn(answer!)).toEqual({ upsertCredits: { userErrors: [{ code: 'INVALID' }] } });
  });

  it.each<[string, string[]]>([
    ['full stops', Array.from({ length: 40 }, () => `${'.'.repeat(19_990)}x`)],
    ['blanks', Array.from({ length: 40 }, () => `x${' '.repeat(19_990)}x`)],
    ['one word', Array.from({ length: 40 }, () => 'x'.repeat(20_000))],
    ['marks above one another', Array.from({ length: 40 }, () => `x${'\u0301'.repeat(9_990)}`)],
  ])('a text of %s', async (headline, body) => {
    const [answer] = await write(create, { ...review, headline, body });
    expect(codesIn(answer!.text)).toEqual([]);
    const { createReview } = dataIn(answer!) as { createReview: { review: { slug: string } } };
    expect(createReview.review.slug).toMatch(/^[a-z0-9-]+$/);
  });

  it('100,000 paragraphs', async () => {
    const [answer] = await write(create, { ...review, body: Array.from({ length: 100_000 }, () => 'a') });
    expect(dataIn(answer!)).toEqual({ createReview: { review: null, userErrors: [{ code: 'INVALID' }] } });
  });
});

describe('many questions that differ a little', () => {
  it('leave no more to be kept than there is', async () => {
    const before = await metricsLength();
    for (let sent = 0; sent < 1_000; sent += 25) {
      await target.attack(() =>
        Promise.all(
          Array.from({ length: 25 }, (_, n) =>
            target.post({
              query: `query Question${sent + n} { films(first: ${1 + ((sent + n) % 100)}) { nodes { title } } }`,
            }),
          ),
        ),
      );
    }
    expect(await metricsLength()).toBeLessThan(before + 200_000);
    expect(target.grownBytes()).toBeLessThan(150_000_000);
  });

  async function metricsLength(): Promise<number> {
    return (await target.send({ method: 'GET', path: '/metrics' })).text.length;
  }
});
