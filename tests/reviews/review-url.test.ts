import { createApi, type TestApi } from '../support/api';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
  await api.store.sql.query(
    `UPDATE review SET source_url = CASE slug
      WHEN 'pig' THEN 'https://www.example.com/films/Pig/?page=2&utm_source=mail'
      WHEN 'alien' THEN 'http://example.com'
      WHEN 'fargo' THEN 'https://example.com/reviews/dune'
      WHEN 'casino' THEN 'https://example.com/casino#top'
    END WHERE slug IN ('pig', 'alien', 'fargo', 'casino')`,
  );
});
afterAll(() => api.drop());

const find = async (url: string): Promise<string | undefined> => {
  const { review } = await api.query('query ($url: URL!) { review(url: $url) { slug } }', { url });
  return review?.slug;
};

describe('a review is found by the address of the page that it was taken from', () => {
  it.each([
    ['as it is', 'https://www.example.com/films/Pig/?page=2&utm_source=mail'],
    ['without what tracks readers', 'https://www.example.com/films/Pig/?page=2'],
    [
      'with what tracks readers in other ways',
      'https://www.example.com/films/Pig/?fbclid=a&page=2&UTM_x=1&gclid',
    ],
    ['with a fragment', 'https://www.example.com/films/Pig/?page=2#?page=3'],
    ['without the slash at the end', 'https://www.example.com/films/Pig?page=2'],
    ['without encryption', 'http://www.example.com/films/Pig/?page=2'],
    ['without www.', 'https://example.com/films/Pig/?page=2'],
    ['with the host in capitals', 'HTTPS://WWW.EXAMPLE.COM/films/Pig/?page=2'],
    ['with a port that goes without saying', 'http://www.example.com:443/films/Pig/?page=2'],
    ['with a user', 'https://me:secret@www.example.com/films/Pig/?page=2'],
  ])('%s', async (_how, url) => {
    expect(await find(url)).toBe('pig');
  });

  it.each([
    ['another page', 'https://www.example.com/films/Pig/?page=3'],
    ['no page', 'https://www.example.com/films/Pig/'],
    ['more that is asked for', 'https://www.example.com/films/Pig/?page=2&utmost=1'],
    ['capitals in the path, which may be another', 'https://www.example.com/films/pig/?page=2'],
    ['another host', 'https://films.example.com/films/Pig/?page=2'],
    ['a port of its own', 'https://www.example.com:8443/films/Pig/?page=2'],
    ['no page of the web', 'mailto:pig@example.com'],
    ['a file', 'file:///films/Pig'],
    ['a path above', 'https://www.example.com/films/'],
    ['nothing but tracking', 'https://www.example.com/films/?utm_source=Pig'],
  ])('not by that of %s', async (_what, url) => {
    expect(await find(url)).toBeUndefined();
  });

  it('where that is the front of a site', async () => {
    expect(await find('https://www.example.com/?utm_source=x#y')).toBe('alien');
  });

  it('where a fragment was kept with it', async () => {
    expect(await find('http://example.com/casino/')).toBe('casino');
  });
});

describe('a review is found by the address of its page here', () => {
  it.each([
    'http://localhost:4000/reviews/vertigo',
    'https://reviews.example.com/reviews/vertigo/',
    'https://anywhere.example/reviews/vertigo?utm_source=x#reviews',
  ])('%s', async (url) => {
    expect(await find(url)).toBe('vertigo');
  });

  it.each([
    'https://reviews.example.com/films/vertigo',
    'https://reviews.example.com/reviews/vertigo/related.rss',
    'https://reviews.example.com/en/reviews/vertigo',
    'https://reviews.example.com/reviews/',
    'https://reviews.example.com/?/reviews/vertigo',
    'https://reviews.example.com/reviews/Vertigo',
    "https://reviews.example.com/reviews/vertigo'--",
  ])('not by %s', async (url) => {
    expect(await find(url)).toBeUndefined();
  });

  it('unless another was taken from there', async () => {
    expect(await find('https://example.com/reviews/dune')).toBe('fargo');
    expect(await find('https://other.example/reviews/dune')).toBe('dune');
  });
});

describe('the address of a review', () => {
  it.each([
    ['that is none', 'nonsense', /Expected value of type "URL"|Invalid URL|does not fit/],
    [
      'that is too long',
      `https://example.com/${'x'.repeat(2_000)}`,
      /url must have 2000 characters or fewer/,
    ],
  ])('is refused: one %s', async (_what, url, message) => {
    const { errors } = await api.execute('query ($url: URL!) { review(url: $url) { slug } }', { url });
    expect(errors?.[0]?.message).toMatch(message);
  });

  it('is looked up in an index', async () => {
    const plan = await api.store.dataSource.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off');
      return manager.query(
        `EXPLAIN SELECT id FROM review WHERE page_address(source_url) = page_address('https://example.com/a') AND source_url IS NOT NULL`,
      );
    });
    expect(JSON.stringify(plan)).toContain('review_page_address');
  });
});
