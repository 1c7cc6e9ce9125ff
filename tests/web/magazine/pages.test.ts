import { addToken } from '../../../src/access/access-token.store';
import { Role } from '../../../src/access/role';
import { hashOf, makeToken } from '../../../src/access/token';
import { startTestService, type TestService } from '../../support/service';
import { bare, hostile, long, publish, rightToLeft } from './articles';
import { type PageText, readPage } from './html';

let service: TestService;
const slugs: Record<string, string> = {};
beforeAll(async () => {
  // The least that an operation could be held to when pages were made.
  service = await startTestService({ settings: { MAX_COST: '5000' } });
  for (const [name, article] of Object.entries({ bare, hostile, long, rightToLeft })) {
    slugs[name] = await publish(service.store, article);
  }
  await untilIndexed(slugs.rightToLeft!);
});
afterAll(() => service.stop());

/** Lists are asked of the index, which follows the store. */
async function untilIndexed(slug: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const query = encodeURIComponent(`{ review(slug: "${slug}") { related { nodes { slug } } } }`);
    const answer = await (await fetch(`${service.url}/graphql?query=${query}`)).text();
    if (answer.includes('"nodes":[{')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(service.url + path, { headers: { accept: 'text/html', ...headers } });
const read = async (path: string): Promise<PageText> => readPage(await (await get(path)).text());

const addresses = [
  '/',
  '/reviews',
  '/reviews?genre=drama&decade=1990&rating=60&order=best',
  '/reviews?genre=&decade=&rating=&order=',
  '/reviews/vertigo',
  '/films',
  '/films?genre=western&reviewed=no&order=newest',
  '/films/leaving-las-vegas',
  '/films/vertigo',
  '/people/nicolas-cage',
  '/people/nicolas-cage?role=ACTOR',
  '/authors/priya-venkataswamy',
  '/genres/drama',
  '/search',
  '/search?q=cage',
  '/search?q=no+such+words+anywhere',
  '/search?q=vertigo&type=REVIEW',
  '/path',
  '/path?from=pig&to=stormy-monday',
  '/path?from=Pig+(2021)&to=Stormy',
  '/path?from=pig&to=nosferatu',
  '/path?from=pig&to=pig',
  '/path?from=no+such+film&to=',
];

describe.each(addresses)('the page at %s', (path) => {
  let response: Response;
  let page: PageText;
  beforeAll(async () => {
    response = await get(path);
    page = readPage(await response.text());
  });

  it('answers with a whole document', () => {
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.html).toMatch(/^<!doctype html><html lang="en"><head>.*<main id="content".*<\/html>$/s);
    expect(page.html).not.toMatch(/undefined|\[object|NaN|null</);
    expect(page.title).not.toBe('');
  });

  it('has one first heading, none that skips a level, and no id twice', () => {
    const levels = page.headings.map(({ level }) => level);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(new Set(page.ids).size).toBe(page.ids.length);
  });

  it('runs and styles nothing but what is served from here', () => {
    expect(page.html).not.toMatch(/<style|<[^>]*\s(style|on\w+)=|href=.javascript:/);
    expect(page.html).not.toMatch(/<script(?! type="application\/ld\+json"| type="module" src="\/)/);
    expect(page.html).not.toMatch(
      /<(?:link|script|img)[^>]*(?:src|rel="(?:stylesheet|preload)" href)="https?:/,
    );
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
  });
});

it('leads only to what is there', async () => {
  const paths = new Set<string>();
  for (const from of ['/', '/reviews/pig', '/films/pig', '/people/nicolas-cage', '/genres/drama', '/path'])
    for (const link of (await read(from)).links) if (link.startsWith('/')) paths.add(link);
  expect(paths.size).toBeGreaterThan(100);
  const missing: string[] = [];
  for (const path of paths) if (!(await get(path)).ok) missing.push(path);
  expect(missing).toEqual([]);
});

describe('an article', () => {
  it('has the parts of the page that it was taken from, in their order', async () => {
    const { text, headings } = await read('/reviews/pig');
    const parts = [
      "'Pig' (2021) - Movie Review",
      "Hello, I'm Priya.",
      'I cried at a restaurant table.',
      'Read more from The Late Matinee',
      'At the end there is another meal',
      'Movie Details',
      'Release Year 2021',
      'Director Michael Sarnoski',
      'Actors Nicolas Cage , Alex Wolff , Adam Arkin',
      'a.o.',
      '© 2021 Priya Venkataswamy',
      'Related articles',
      'Also with Nicolas Cage',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(headings[0]).toEqual({ level: 1, text: "'Pig' (2021) - Movie Review" });
  });

  it('has the related reviews as the widget finds them, each with its place and its reasons', async () => {
    const { html } = await read('/reviews/pig');
    const [, list] = /<related-reviews list="[\w-]{40,}">(.*?)<\/related-reviews>/s.exec(html)!;
    expect(readPage(list!).headings).toHaveLength(6);
    expect([...list!.matchAll(/<article class="card" data-slot="(\d)">/g)].map(([, slot]) => slot)).toEqual([
      ...'012345',
    ]);
    expect(list).toContain('Also with Nicolas Cage');
  });

  it('says of what shares nothing with it why it stands there all the same', async () => {
    const token = makeToken();
    await addToken(service.store.sql, { name: 'e', role: Role.EDITOR, hash: hashOf(token), expiresAt: null });
    const ask = async (query: string) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      return JSON.parse(await response.text()).data;
    };
    const { review, related } = await ask(
      `{ review(slug: "${slugs.bare}") { id } related: review(slug: "pig") { id } }`,
    );
    const { pinRelated } = await ask(
      `mutation { pinRelated(input: { review: "${review.id}", related: "${related.id}" }) { userErrors { message } } }`,
    );
    expect(pinRelated.userErrors).toEqual([]);
    const { html } = await read(`/reviews/${slugs.bare}`);
    const why = [...html.matchAll(/<p class="reasons"><span dir="auto">(.*?)<\/span>/g)].map(
      ([, label]) => label,
    );
    expect(why).toEqual(["Editor's choice", ...Array(5).fill('Recently reviewed')]);
  });

  it('tells programs what it is', async () => {
    const { html, jsonLd } = await read('/reviews/pig');
    expect(jsonLd).toMatchObject({
      '@type': 'Review',
      headline: "'Pig' (2021) - Movie Review",
      url: `${service.url}/reviews/pig`,
      author: { '@type': 'Person', name: 'Priya Venkataswamy' },
      publisher: { '@type': 'Organization', name: 'The Late Matinee' },
      reviewRating: { ratingValue: 4, bestRating: 5 },
      itemReviewed: {
        '@type': 'Movie',
        name: 'Pig',
        director: [{ '@type': 'Person', name: 'Michael Sarnoski' }],
      },
    });
    expect(jsonLd.datePublished).toMatch(/^2021-09-18/);
    expect(html).toContain(`<link rel="canonical" href="${service.url}/reviews/pig"/>`);
    expect(jsonLd.mainEntityOfPage.relatedLink).toContain(`${service.url}/reviews/wild-at-heart`);
    expect(html).toContain(`type="application/rss+xml" href="${service.url}/reviews/pig/related.rss"`);
    expect(html).toContain(
      `type="application/json+oembed" href="${service.url}/oembed?url=${encodeURIComponent(`${service.url}/reviews/pig`)}&amp;format=json"`,
    );
    expect(html).toContain('<meta property="og:type" content="article"/>');
  });
});

describe('what is odd', () => {
  it('shows a hostile article as text, everywhere', async () => {
    const paths = ['/', '/reviews', `/reviews/${slugs.hostile}`, '/search?q=hostile', '/genres/drama'];
    for (const path of paths) {
      const { html, text } = await read(path);
      expect(text).toContain('Hostile </script><script>');
      expect(html).not.toMatch(/<script>|<img|<b>|<!--/);
    }
    const { jsonLd, title } = await read(`/reviews/${slugs.hostile}`);
    expect(jsonLd.headline).toBe(hostile.headline);
    expect(jsonLd.author.name).toBe(hostile.author!.name);
    expect(title).toContain(hostile.headline);
  });

  it('shows what was typed as text', async () => {
    for (const path of ['/search?q=', '/path?from=', '/path?to=', '/nothing/']) {
      const { html } = await read(`${path}${encodeURIComponent('"><script>alert(1)</script>')}`);
      expect(html).not.toContain('<script>');
    }
  });

  it('leaves out what an article does not have', async () => {
    const { html, jsonLd } = await read(`/reviews/${slugs.bare}`);
    const { text } = readPage(/<article class="article">.*?<\/article>/s.exec(html)![0]);
    expect(text).toContain('One paragraph, and that is all.');
    expect(text).toContain('By Anonymous');
    expect(text).not.toMatch(/Rating|Rated|Release Year|Director|Actors|©|Read more from/);
    expect(jsonLd).not.toHaveProperty('reviewRating');
    expect(jsonLd).not.toHaveProperty('datePublished');
    expect(jsonLd).not.toHaveProperty('publisher');
  });

  it('sets a long headline smaller, and writes from right to left what is written so', async () => {
    expect((await read(`/reviews/${slugs.long}`)).html).toMatch(/<h1 class="longest" dir="auto">/);
    const { html } = await read(`/reviews/${slugs.rightToLeft}`);
    expect(html).toContain(`dir="auto">${rightToLeft.headline}</h1>`);
    expect(html).toContain(`<p dir="auto">${rightToLeft.body[0]}</p>`);
  });
});

describe('archives', () => {
  it('go from page to page and back, and keep their filters', async () => {
    const first = await read('/films?decade=1990&order=oldest');
    expect(first.links.filter((link) => link.includes('after='))).toEqual([]);
    const all = await read('/films?order=oldest');
    const next = all.links.find((link) => link.includes('after='))!;
    expect(next).toContain('order=oldest');
    const second = await read(next);
    const titles = (page: PageText) =>
      page.headings.filter(({ level }) => level === 2).map(({ text }) => text);
    expect(titles(second).filter((title) => titles(all).includes(title))).toEqual([]);
    const back = second.links.find((link) => link.includes('before='))!;
    expect(titles(await read(back))).toEqual(titles(all));
  });

  it('show what was chosen', async () => {
    const { html, text } = await read('/reviews?genre=western&rating=90');
    expect(html).toMatch(/<option selected value="western">|<option value="western" selected/);
    expect(text).toContain("'Unforgiven' (1992)");
    expect(text).not.toContain("'Vertigo'");
  });
});

describe('the path', () => {
  it('is found by what is typed of two titles, step by step', async () => {
    const { text, title } = await read('/path?from=Pig&to=Stormy+Monday+(1988)');
    expect(title).toContain('From Pig to Stormy Monday');
    expect(text).toContain('Connected in 4 steps');
    expect(text).toMatch(
      /Pig \(2021\) .*Nicolas Cage .*Leaving Las Vegas \(1995\) .*Mike Figgis .*Stormy Monday \(1988\)/,
    );
  });

  it('takes the film of the year that was typed, and offers the others', async () => {
    const { text } = await read('/path?from=A+Star+Is+Born+(1937)&to=Pig');
    expect(text).toContain('A Star Is Born (1937)');
    expect((await read('/path?from=A+Star+Is+Born&to=Pig')).text).toContain('may also be');
  });

  it.each([
    ['/path?from=pig&to=nosferatu', 'No path leads from one to the other'],
    ['/path?from=pig&to=pig', 'one and the same film'],
    ['/path?from=qqqqqqqq&to=pig', 'No film is called qqqqqqqq here'],
  ])('says in words where there is none: %s', async (path, words) => {
    expect((await read(path)).text).toContain(words);
  });
});
