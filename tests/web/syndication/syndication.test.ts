import { scrape } from '../../support/metrics';
import { startTestService, type TestService } from '../../support/service';
import { bare, hostile, publish, rightToLeft } from '../magazine/articles';
import { elementsOf, parseXml, textsOf } from './xml';

let service: TestService;
let hostileSlug: string;
let bareSlug: string;
beforeAll(async () => {
  service = await startTestService({ settings: { PUBLIC_URL: 'https://reviews.example.com' } });
  await service.store.sql.query(
    `UPDATE review SET source_url = 'https://publisher.example/' || slug WHERE slug IN ('pig', 'wild-at-heart')`,
  );
  bareSlug = await publish(service.store, bare);
  await publish(service.store, rightToLeft);
  hostileSlug = await publish(service.store, hostile);
  await service.store.sql.query(
    `INSERT INTO editorial_rule (kind, review_id, related_id, place, actor)
    SELECT 'PIN', pig.id, hostile.id, 1, 'the test' FROM review AS pig, review AS hostile
    WHERE pig.slug = 'pig' AND hostile.slug = $1`,
    [hostileSlug],
  );
  await untilShown('/embed/pig', 'Hostile');
});
afterAll(() => service.stop());

/** Lists are asked of the index, which follows the store. */
async function untilShown(path: string, text: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await (await get(path)).text()).includes(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${path} never shows ${text}`);
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(service.url + path, { headers });
const oembed = (query: Record<string, string>) => get(`/oembed?${new URLSearchParams(query)}`);
const pig = 'https://publisher.example/pig';
const script = '</script><script>';

/** The statements that a request needs, by their names. */
async function statementsOf(path: string): Promise<string[]> {
  const read = async () =>
    new Map(
      [...(await scrape(service.url)).values].filter(([name]) =>
        name.startsWith('reelgraph_sql_statement_duration_seconds_count'),
      ),
    );
  const before = await read();
  await get(path);
  return [...(await read())].flatMap(([name, count]) =>
    Array<string>(count - (before.get(name) ?? 0)).fill(/statement="(.*)"/.exec(name)![1]!),
  );
}

describe('/embed/SLUG', () => {
  it('is a list with reasons, whose links lead the page around it', async () => {
    const answer = await get('/embed/pig?first=4');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html.match(/<li>/g)).toHaveLength(4);
    expect(html.match(/<a [^>]*target="_top"/g)).toHaveLength(4);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain(`<nav aria-label="Related to 'Pig' (2021) - Movie Review">`);
    expect(html).toContain('Also with Nicolas Cage');
    expect(html).toContain("Editor's choice");
    expect(html).toContain('href="https://publisher.example/wild-at-heart"');
    expect(html).toContain(`href="https://reviews.example.com/reviews/${hostileSlug}"`);
    expect(html).toContain('<link rel="canonical" href="https://reviews.example.com/reviews/pig"/>');
    expect(html).not.toContain('<script');
  });

  it('may be framed by every site, and load nothing', async () => {
    const { headers } = await get('/embed/pig');
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none';style-src 'sha256-[\w+/]{43}=';img-src data:;base-uri 'none';form-action 'none';frame-ancestors \*$/,
    );
    const page = await get('/');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });

  it.each([
    ['', 6, 'list', undefined],
    ['?first=1&layout=cards&theme=dark', 1, 'cards', 'dark'],
    ['?first=20&theme=light', 20, 'list', 'light'],
    ['?first=0', 1, 'list', undefined],
    ['?first=21', 20, 'list', undefined],
    ['?first=x&layout=%22%3E&theme=%22%3E%3Cscript%3E', 6, 'list', undefined],
    ['?first=2&first=9', 2, 'list', undefined],
  ])('takes from its address what makes sense: %s', async (query, entries, layout, theme) => {
    const html = await (await get(`/embed/pig${query}`)).text();
    expect(html.match(/<li>/g)).toHaveLength(entries);
    expect(/<body class="(\w+)">/.exec(html)?.[1]).toBe(layout);
    expect(/<html [^>]*data-theme="(\w+)"/.exec(html)?.[1]).toBe(theme);
    expect(html).not.toContain('<script');
  });

  it('shows texts as text', async () => {
    for (const path of ['/embed/pig', `/embed/${hostileSlug}`]) {
      const html = await (await get(path)).text();
      expect(html).toContain('&lt;/script>');
      expect(html).not.toContain('<script');
      expect(html).not.toContain('<img');
    }
  });

  it('shows what is new where nothing is related', async () => {
    expect(await (await get(`/embed/${bareSlug}?first=2`)).text()).toContain('>Recently reviewed<');
  });

  it.each(['no-such', 'Pig', '%3Cscript%3E', "pig'--", 'x'.repeat(100), '%00'])(
    'is calm where there is no review: %s',
    async (slug) => {
      const answer = await get(`/embed/${slug}`);
      const html = await answer.text();
      expect([400, 404, 414]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(html).toContain('There is nothing to show here just now.');
      expect(html).not.toContain('<script');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-frame-options')).toBeNull();
    },
  );

  it('is sent once', async () => {
    const { headers } = await get('/embed/pig');
    expect(headers.get('cache-control')).toBe('no-cache');
    const again = await get('/embed/pig', { 'if-none-match': headers.get('etag')! });
    expect(again.status).toBe(304);
    expect((await get('/embed/pig?first=2', { 'if-none-match': headers.get('etag')! })).status).toBe(200);
  });

  it('shows to a token what it shows to readers', async () => {
    const answer = await get('/embed/pig', { authorization: 'Bearer rg_x' });
    expect(answer.status).toBe(200);
  });

  it('takes one question of the API', async () => {
    expect((await statementsOf('/embed/pig')).sort()).toEqual([
      'authors by ids',
      'related reviews, with their films',
      'reviews by slugs',
    ]);
  });
});

describe('/oembed', () => {
  it('has what oEmbed asks for', async () => {
    const answer = await oembed({ url: pig });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const found = (await answer.json()) as Record<string, unknown>;
    expect(found).toEqual({
      version: '1.0',
      type: 'rich',
      title: "Related to 'Pig' (2021) - Movie Review",
      author_name: expect.any(String),
      author_url: expect.stringMatching(/^https:\/\/reviews\.example\.com\/authors\/[\w-]+$/),
      provider_name: 'The Late Matinee',
      provider_url: 'https://reviews.example.com',
      cache_age: 0,
      width: 600,
      height: 736,
      html: expect.stringMatching(
        /^<iframe src="https:\/\/reviews\.example\.com\/embed\/pig\?first=6" title="[^"<>]*" width="600" height="736" loading="lazy" sandbox="allow-top-navigation-by-user-activation" style="border:0;max-width:100%"><\/iframe>$/,
      ),
    });
    expect((await get(new URL(/src="([^"]+)"/.exec(found.html as string)![1]!).pathname)).status).toBe(200);
  });

  it('says the same in XML', async () => {
    const answer = await oembed({ url: pig, format: 'xml' });
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const document = parseXml(await answer.text());
    expect(document.name).toBe('oembed');
    const json = (await (await oembed({ url: pig, format: 'json' })).json()) as Record<string, unknown>;
    for (const [name, value] of Object.entries(json))
      expect(textsOf(document, name)).toEqual([String(value)]);
  });

  it.each([
    [{ maxwidth: '320' }, 320, 736, 6],
    [{ maxwidth: '9999', maxheight: '9999' }, 600, 736, 6],
    [{ maxheight: '400' }, 600, 376, 3],
    [{ maxheight: '100' }, 600, 100, 1],
    [{ maxwidth: '1' }, 1, 736, 6],
    [{ maxwidth: '0', maxheight: '-1' }, 600, 736, 6],
    [{ maxwidth: 'x', maxheight: '1e3' }, 600, 736, 6],
  ])('is no larger than there is room: %j', async (room: Record<string, string>, width, height, first) => {
    const found = (await (await oembed({ url: pig, ...room })).json()) as Record<string, unknown>;
    expect(found).toMatchObject({ width, height });
    expect(found.html).toContain(`?first=${first}"`);
    expect(found.html).toContain(`width="${width}" height="${height}"`);
  });

  it.each([
    ['the page of this service', 'https://reviews.example.com/reviews/pig'],
    ['the page with what tracks readers', `${pig}/?utm_source=x#top`],
  ])('knows %s', async (_what, url) => {
    expect((await oembed({ url })).status).toBe(200);
  });

  it.each([
    ['no page', {}, 400],
    ['no review', { url: 'https://publisher.example/none' }, 404],
    ['what is no address', { url: 'pig' }, 404],
    ['an address of another kind', { url: 'javascript:alert(1)' }, 404],
    ['an address that is too long', { url: `https://publisher.example/${'x'.repeat(2_000)}` }, 404],
    ['a draft', { url: 'https://reviews.example.com/reviews/draft' }, 404],
    ['another format', { url: pig, format: 'yaml' }, 501],
    ['another format of nothing', { format: '<script>' }, 501],
  ])('refuses %s', async (_what, query, status) => {
    const answer = await oembed(query as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('carries texts as text', async () => {
    const url = `https://reviews.example.com/reviews/${hostileSlug}`;
    const found = (await (await oembed({ url })).json()) as { title: string; html: string };
    expect(found.title).toContain(script);
    expect(found.html).not.toContain('<script');
    expect(found.html.match(/</g)).toHaveLength(2);
    const document = parseXml(await (await oembed({ url, format: 'xml' })).text());
    expect(textsOf(document, 'title')).toEqual([found.title]);
    expect(textsOf(document, 'html')).toEqual([found.html]);
  });

  it('is found from the page of the article', async () => {
    const html = await (await get('/reviews/pig')).text();
    const links = [...html.matchAll(/<link rel="alternate" type="([^"]+)" href="([^"]+)"/g)];
    const types = links.map(([, type]) => type);
    expect(types).toEqual(['application/rss+xml', 'application/json+oembed', 'text/xml+oembed']);
    for (const [, type, href] of links) {
      const { pathname, search } = new URL(href!.replaceAll('&amp;', '&'), 'https://reviews.example.com');
      const answer = await get(pathname + search);
      expect([type, answer.status]).toEqual([type, 200]);
    }
  });

  it('takes one question of the API', async () => {
    expect((await statementsOf(`/oembed?url=${encodeURIComponent(pig)}`)).sort()).toEqual([
      'authors by ids',
      'publications by ids',
      'reviews by addresses',
    ]);
  });
});

describe('/reviews/SLUG/related.rss', () => {
  it('is RSS of what is related, and why', async () => {
    const answer = await get('/reviews/pig/related.rss');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    const rss = parseXml(await answer.text());
    expect([rss.name, rss.attributes.version]).toEqual(['rss', '2.0']);
    expect(rss.children[0]!.children.slice(0, 5).map(({ name }) => name)).toEqual([
      'title',
      'link',
      'description',
      'language',
      'atom:link',
    ]);
    expect(elementsOf(rss, 'atom:link')[0]!.attributes.href).toBe(
      'https://reviews.example.com/reviews/pig/related.rss',
    );
    const items = elementsOf(rss, 'item');
    expect(items).toHaveLength(20);
    const guids = textsOf(rss, 'guid');
    expect(new Set(guids).size).toBe(20);
    for (const date of textsOf(rss, 'pubDate'))
      expect(date).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    const wild = items.find(({ text }) => text.includes('Wild at Heart'))!;
    const text = (name: string) => textsOf(wild, name)[0];
    expect(text('link')).toBe('https://publisher.example/wild-at-heart');
    expect(text('description')).toMatch(/^Also with Nicolas Cage · .+\. \S/);
    expect(text('dc:creator')).not.toBe('');
  });

  it('carries texts as text', async () => {
    const document = parseXml(await (await get('/reviews/pig/related.rss')).text());
    expect(textsOf(document, 'title').join()).toContain(script);
    expect(elementsOf(document, 'script')).toEqual([]);
    parseXml(await (await get(`/reviews/${hostileSlug}/related.rss`)).text());
  });

  it('is sent once, and stays the same while nothing changes', async () => {
    const { headers } = await get('/reviews/pig/related.rss');
    const tag = headers.get('etag')!;
    expect((await get('/reviews/pig/related.rss', { 'if-none-match': tag })).status).toBe(304);
    expect((await get('/reviews/pig/related.rss', { 'if-none-match': '"x"' })).status).toBe(200);
  });

  it.each(['no-such', '%3Cscript%3E', "pig'--"])('is not there for %s', async (slug) => {
    const answer = await get(`/reviews/${slug}/related.rss`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('takes one question of the API', async () => {
    expect((await statementsOf('/reviews/pig/related.rss')).sort()).toEqual([
      'authors by ids',
      'bodies by review',
      'related reviews, with their films',
      'reviews by slugs',
    ]);
  });
});
