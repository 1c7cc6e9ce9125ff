import { openListId } from '../../src/engagement/list-id';
import { fromIdOf } from '../../src/graphql/node';
import { createApi, type TestApi } from '../support/api';

let api: TestApi;
let key: Buffer;
beforeAll(async () => {
  api = await createApi();
  [{ value: key }] = await api.store.dataSource.query('SELECT value FROM secret');
});
afterAll(() => api.drop());

const ask =
  'query ($of: [RelatedReviewsInput!]!) { relatedReviews(of: $of) { listId profile edges { source reasons { kind } node { id slug } } } }';
const lists = async (of: object[]) => (await api.query(ask, { of })).relatedReviews;

describe('related reviews of many', () => {
  it('are what each of them has, in their order', async () => {
    const of = [
      { review: 'pig', first: 3 },
      { review: 'alien', by: ['DIRECTOR'], minScore: 0.01 },
      { review: 'pig', first: 2, perFilm: 2, diversity: 0.5 },
    ];
    const { a, b, c } = await api.query(`{
      a: review(slug: "pig") { related(first: 3) { listId profile edges { source reasons { kind } node { id slug } } } }
      b: review(slug: "alien") { related(by: [DIRECTOR], minScore: 0.01) { listId profile edges { source reasons { kind } node { id slug } } } }
      c: review(slug: "pig") { related(first: 2, perFilm: 2, diversity: 0.5) { listId profile edges { source reasons { kind } node { id slug } } } }
    }`);
    expect(await lists(of)).toEqual([a.related, b.related, c.related]);
  });

  it('leave out what is excluded', async () => {
    const [before] = await lists([{ review: 'pig' }]);
    const [after] = await lists([{ review: 'pig', exclude: [before.edges[0].node.id] }]);
    expect(after.edges[0].node).toEqual(before.edges[1].node);
  });

  it('are null where there is no such review', async () => {
    const { film } = await api.query('{ film(slug: "pig") { id } }');
    const none = ['no-such', '', 'https://example.com/', 'mailto:x', film.id, 'UmV2aWV3OjA', "'; --"];
    const found = await lists([...none, 'pig'].map((review) => ({ review, first: 1 })));
    expect(found).toEqual([...none.map(() => null), expect.objectContaining({ edges: [expect.anything()] })]);
  });

  it.each([
    ['none', [], /of must contain at least 1/],
    ['more than 20', Array(21).fill({ review: 'pig' }), /of must contain no more than 20/],
    ['too long a list', [{ review: 'pig', first: 101 }], /first must not be greater than 100/],
    ['too long a name', [{ review: 'x'.repeat(2_001) }], /review must be shorter than or equal to 2000/],
    ['a score that none has', [{ review: 'pig' }, { review: 'pig', minScore: 2 }], /minScore must not be/],
    ['what is excluded being no review', [{ review: 'pig', exclude: ['x'] }], /not an id of this service/],
  ])('are refused: %s', async (_what, of, message) => {
    const { errors } = await api.execute(ask, { of });
    expect(JSON.stringify(errors)).toMatch(message);
  });
});

describe('the id of a list', () => {
  it('holds what is shown', async () => {
    const [{ listId, profile, edges }] = await lists([{ review: 'pig', first: 100 }]);
    const { review } = await api.query('{ review(slug: "pig") { id } }');
    const opened = openListId(key, listId)!;
    expect(opened).toMatchObject({ reviewId: fromIdOf('Review', review.id), profile });
    expect(opened.entries.map(({ reviewId, source }) => [reviewId, source])).toEqual(
      edges.map((edge: { source: string; node: { id: string } }) => [
        fromIdOf('Review', edge.node.id),
        edge.source,
      ]),
    );
    for (const [i, { reasons }] of edges.entries()) {
      const kinds = reasons.map(({ kind }: { kind: string }) => kind);
      expect(opened.entries[i]!.kinds[0]).toBe(kinds[0]);
      expect(new Set(opened.entries[i]!.kinds)).toEqual(new Set(kinds));
    }
    expect(new Set(edges.map(({ source }: { source: string }) => source))).toEqual(
      new Set(['RELATED', 'FALLBACK']),
    );
  });

  it('stays the same while the list does', async () => {
    const [first] = await lists([{ review: 'pig' }]);
    const [again] = await lists([{ review: 'pig' }]);
    const [shorter] = await lists([{ review: 'pig', first: 5 }]);
    expect(again.listId).toBe(first.listId);
    expect(shorter.listId).not.toBe(first.listId);
  });
});
