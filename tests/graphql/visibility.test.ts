import { Role } from '../../src/access/role';
import { createApi, type TestApi } from '../support/api';

const hidden = ['DRAFT', 'RETRACTED'] as const;

describe.each(hidden)('a review that is %s', (status) => {
  let api: TestApi;
  let id: string;
  let before: unknown;

  /** Every place where a review of The Shining, by its author, could be seen or counted. */
  const everywhere = `{
    bySlug: review(slug: "the-shining") { slug }
    reviews(first: 100) { totalCount nodes { slug } }
    film(slug: "the-shining") { reviews { totalCount nodes { slug } } }
    films(filter: { isReviewed: true }) { totalCount }
    person(slug: "stanley-kubrick") { reviews { totalCount nodes { slug } } }
    genres { name reviews(first: 100) { totalCount nodes { slug } } }
    found: search(query: "the shining", first: 100) { totalCount nodes { __typename ... on Review { slug } } }
    review(slug: "2001-a-space-odyssey") {
      author { reviews(first: 100) { totalCount nodes { slug } } }
      publication { reviews(first: 100) { totalCount nodes { slug } } }
      related(first: 100) { totalCount nodes { slug } }
    }
  }`;

  beforeAll(async () => {
    api = await createApi();
    before = await api.query(everywhere);
    ({
      review: { id },
    } = await api.query('{ review(slug: "the-shining") { id } }'));
    await api.store.sql.query('UPDATE review SET status = $1 WHERE slug = $2', [status, 'the-shining']);
    await api.refresh();
  });
  afterAll(() => api.drop());

  it('was seen in many places while it was published', () => {
    expect(JSON.stringify(before).match(/"the-shining"/g)?.length).toBeGreaterThanOrEqual(8);
  });

  it('is seen and counted nowhere', async () => {
    const after = await api.query(everywhere);
    expect(JSON.stringify(after)).not.toContain('"the-shining"');
    expect(after.reviews.totalCount).toBe(72);
    expect(after.films.totalCount).toBe(71);
    expect(after.film.reviews.totalCount).toBe(0);
    expect(after.review.publication.reviews.totalCount).toBe(72);
  });

  it('is not there for its id', async () => {
    expect(await api.query(`{ node(id: "${id}") { id } review(id: "${id}") { id } }`)).toEqual({
      node: null,
      review: null,
    });
  });

  it('is not there for its address, and has no related reviews', async () => {
    await api.store.sql.query(
      `UPDATE review SET source_url = 'https://example.com/shining' WHERE slug = 'the-shining'`,
    );
    expect(
      await api.query(
        `{
          byUrl: review(url: "https://example.com/shining") { slug }
          byPage: review(url: "https://example.com/reviews/the-shining") { slug }
          relatedReviews(of: [
            { review: "the-shining" }, { review: "${id}" }, { review: "https://example.com/shining" }
          ]) { listId }
        }`,
      ),
    ).toEqual({ byUrl: null, byPage: null, relatedReviews: [null, null, null] });
    const editor = await api.as(Role.EDITOR);
    const seen = await editor.query('{ review(url: "https://example.com/shining") { slug } }');
    expect(seen.review).toEqual({ slug: 'the-shining' });
  });

  it('does not show even in a list whose index is older than the change', async () => {
    await api.store.sql.query(`UPDATE review SET status = $1 WHERE slug = 'alien'`, [status]);
    const ask =
      '{ review(slug: "blade-runner") { related(first: 100) { totalCount nodes { slug } edges { source } } } }';
    const { review } = await api.query(ask);
    expect(review.related.nodes).not.toContainEqual({ slug: 'alien' });
    await api.refresh();
    expect((await api.query(ask)).review.related.totalCount).toBe(review.related.totalCount);
  });

  it('does not give away its author or publication', async () => {
    const { review } = await api.query('{ review(slug: "pig") { author { id } publication { id } } }');
    await api.store.sql.query('UPDATE review SET status = $1', [status]);
    await api.refresh();
    expect(
      await api.query(
        `{ author: node(id: "${review.author.id}") { id } publication: node(id: "${review.publication.id}") { id }
          search(query: "Priya Venkataswamy") { totalCount } }`,
      ),
    ).toEqual({ author: null, publication: null, search: { totalCount: 0 } });
  });
});
