import { Role } from '../../src/access/role';
import { createApi, type TestApi } from '../support/api';

let api: TestApi;
let edith: Awaited<ReturnType<TestApi['as']>>;
let edward: Awaited<ReturnType<TestApi['as']>>;
let reviewId: string;
let filmId: string;

beforeAll(async () => {
  api = await createApi();
  [edith, edward] = [await api.as(Role.EDITOR, 'Edith'), await api.as(Role.ADMIN, 'Edward')];
  filmId = (await api.query('{ film(slug: "pig") { id } }')).film.id;
  const { createReview } = await edith.query(
    `mutation ($input: CreateReviewInput!) { createReview(input: $input) { review { id } } }`,
    { input: { film: filmId, headline: 'First', body: ['Text.'], authorName: 'Ada Test' } },
  );
  reviewId = createReview.review.id;
  await edward.query(
    `mutation ($id: ID!) {
      updateReview(input: { id: $id, version: 1, headline: "Second", rating: { value: 4, best: 5 } }) { userErrors { code } }
      publishReview(input: { id: $id }) { userErrors { code } }
      again: publishReview(input: { id: $id }) { userErrors { code } }
    }`,
    { id: reviewId },
  );
});
afterAll(() => api.drop());

const ask = `query ($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditTrail(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { endCursor startCursor hasNextPage hasPreviousPage }
    nodes { action actor subjectId subject { ... on Review { headline } } changes { field before after } }
  }
}`;

async function trail(variables: Record<string, unknown> = {}) {
  return (await edith.query(ask, variables)).auditTrail;
}
const actionsOf = ({ nodes }: { nodes: { action: string }[] }) => nodes.map(({ action }) => action);

describe('the record', () => {
  it('says who did what to what, the latest first; what was refused is not in it', async () => {
    const { nodes, totalCount } = await trail();
    expect(totalCount).toBe(3);
    expect(nodes).toMatchObject([
      { action: 'publishReview', actor: 'Edward' },
      {
        action: 'updateReview',
        actor: 'Edward',
        changes: [
          { field: 'headline', before: 'First', after: 'Second' },
          { field: 'rating', before: null, after: { value: 4, best: 5 } },
        ],
      },
      { action: 'createReview', actor: 'Edith', subjectId: reviewId, subject: { headline: 'Second' } },
    ]);
    expect(nodes[2].changes).toContainEqual({ field: 'film', before: null, after: filmId });
    expect(nodes[2].changes).toContainEqual({ field: 'status', before: null, after: 'DRAFT' });
  });

  it.each([
    [{ actor: 'Edith' }, ['createReview']],
    [{ action: 'updateReview' }, ['updateReview']],
    [{ actor: 'Edith', action: 'updateReview' }, []],
    [{ actor: "Edith' OR '1'='1" }, []],
    [{ from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }, []],
    [{ from: '2020-01-01T00:00:00Z' }, ['publishReview', 'updateReview', 'createReview']],
  ])('can be narrowed by %j', async (filter, actions) => {
    expect(actionsOf(await trail({ filter }))).toEqual(actions);
  });

  it('can be narrowed to one thing, whatever was done to it', async () => {
    expect((await trail({ filter: { subject: reviewId } })).totalCount).toBe(3);
    expect((await trail({ filter: { subject: filmId } })).totalCount).toBe(0);
  });

  it('refuses a time that ends before it begins', async () => {
    const filter = { from: '2021-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' };
    const { errors } = await edith.execute(ask, { filter });
    expect(errors![0]).toMatchObject({
      message: 'from must not be after to.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('is paged both ways', async () => {
    const first = await trail({ first: 2 });
    const second = await trail({ first: 2, after: first.pageInfo.endCursor });
    expect([...actionsOf(first), ...actionsOf(second)]).toEqual([
      'publishReview',
      'updateReview',
      'createReview',
    ]);
    expect(actionsOf(await trail({ last: 2, before: second.pageInfo.startCursor }))).toEqual(
      actionsOf(first),
    );
  });

  it('cannot be changed', async () => {
    await expect(api.store.sql.query(`UPDATE audit_entry SET actor = 'nobody'`)).rejects.toThrow(
      'stays on record',
    );
  });
});

describe('unpublished reviews', () => {
  it('are listed for editors, by status', async () => {
    const { createReview } = await edith.query(
      'mutation ($input: CreateReviewInput!) { createReview(input: $input) { review { slug } } }',
      { input: { film: filmId, headline: 'A Draft', body: ['Text.'], authorName: 'Ada Test' } },
    );
    await edith.query('mutation ($id: ID!) { retractReview(input: { id: $id }) { userErrors { code } } }', {
      id: reviewId,
    });
    const list = async (status: string | null) =>
      (
        await edith.query(
          'query ($status: ReviewStatus) { unpublishedReviews(status: $status) { totalCount nodes { slug status } } }',
          { status },
        )
      ).unpublishedReviews;
    expect((await list(null)).nodes.map(({ status }: { status: string }) => status)).toEqual([
      'RETRACTED',
      'DRAFT',
    ]);
    expect(await list('DRAFT')).toEqual({
      totalCount: 1,
      nodes: [{ slug: createReview.review.slug, status: 'DRAFT' }],
    });
    const { errors } = await edith.execute('{ unpublishedReviews(status: PUBLISHED) { totalCount } }');
    expect(errors).toHaveLength(1);
  });
});
