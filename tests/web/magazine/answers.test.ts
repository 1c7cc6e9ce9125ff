import { startTestService, type TestService } from '../../support/service';
import { emptyTemplate } from '../../support/store';
import { bare, publish } from './articles';
import { type PageText, readPage } from './html';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(service.url + path, { headers: { accept: 'text/html', ...headers } });
const read = async (path: string): Promise<PageText> => readPage(await (await get(path)).text());

describe('over HTTP', () => {
  it('sends again only what has changed', async () => {
    const first = await get('/reviews/pig');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const tag = first.headers.get('etag')!;
    const second = await get('/reviews/pig', { 'if-none-match': `"other", ${tag}` });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
    const slug = await publish(service.store, {
      ...bare,
      headline: 'Stop press',
      datePublished: '2031-01-01',
    });
    const third = await get(`/reviews/${slug}`);
    expect(third.status).toBe(200);
    expect((await get('/reviews', { 'if-none-match': tag })).status).toBe(200);
    expect((await read('/reviews')).text).toContain('Stop press');
  });

  it.each(['br', 'gzip'])('compresses pages and what they load: %s', async (encoding) => {
    const { html } = await read('/');
    const [, style] = /href="(\/assets\/[^"]+\.css)"/.exec(html)!;
    for (const path of ['/', style!]) {
      const response = await get(path, { 'accept-encoding': encoding });
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect((await response.text()).length).toBeGreaterThan(1000);
    }
    expect((await get(style!)).headers.get('cache-control')).toMatch(/max-age=31536000, immutable/);
  });

  it.each([
    ['a review that is not there', '/reviews/nope', 404],
    ['a film that is not there', '/films/nope', 404],
    ['a person who is not there', '/people/nope', 404],
    ['an author who is not there', '/authors/nope', 404],
    ['a genre that is not there', '/genres/nope', 404],
    ['a filter by a genre that is not there', '/reviews?genre=nope', 404],
    ['an address of nothing', '/nope', 404],
    ['a cursor of no list', '/reviews?after=nope', 400],
  ])('answers %s with a page', async (_, path, status) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    const { html, headings } = readPage(await response.text());
    expect(headings.filter(({ level }) => level === 1)).toHaveLength(1);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });

  it('answers a program at an address of nothing in the form of GraphQL', async () => {
    const response = await get('/nope', { accept: 'application/json' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('takes no notice of tokens: what it shows is for everybody', async () => {
    expect((await get('/reviews/pig', { authorization: 'Basic abc' })).status).toBe(200);
  });
});

describe('with little or nothing in the store', () => {
  let small: TestService;
  const readSmall = async (path: string) =>
    readPage(await (await fetch(small.url + path, { headers: { accept: 'text/html' } })).text());
  beforeAll(async () => {
    small = await startTestService({ template: emptyTemplate });
  });
  afterAll(() => small.stop());

  it('says what to do where there is nothing', async () => {
    expect((await readSmall('/')).text).toContain('Nothing has been published yet');
    for (const path of ['/reviews', '/films', '/search?q=a', '/path']) {
      expect((await readSmall(path)).headings.filter(({ level }) => level === 1)).toHaveLength(1);
    }
  });

  it('is a magazine with a single review', async () => {
    const slug = await publish(small.store, { ...bare, publication: 'The Only Paper' });
    expect((await readSmall('/')).headings).toEqual([
      { level: 1, text: 'The Only Paper' },
      { level: 2, text: 'Untitled, Unsigned' },
    ]);
    expect((await readSmall(`/reviews/${slug}`)).text).not.toMatch(/Read more from|Related articles/);
  });
});

it('says calmly that the store is away', async () => {
  const away = await startTestService();
  const url = new URL(away.store.url);
  const name = url.pathname.slice(1);
  await service.store.dataSource.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await service.store.dataSource.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
    [name],
  );
  const response = await fetch(`${away.url}/reviews/pig`, { headers: { accept: 'text/html' } });
  const { text } = readPage(await response.text());
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(text).toContain('Try again in a moment');
  await service.store.dataSource.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  await away.stop();
});
