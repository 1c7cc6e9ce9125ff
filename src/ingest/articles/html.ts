import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type ArticleReading, type Known, UnreadableArticle } from './article';
import { readMaker } from './film-named';
import { readHeadline, unquote } from './headline';
import { boxesOn, markedRating } from './html-boxes';
import { checkNesting, emphasisIn, lineOfMarkup, textOfMarkup } from './markup';
import { isName } from './name-lists';
import { readPage } from './page-text';
import { dateKnown, readThings, type Thing, thingsIn } from './schema-org';
import { decodeText, largestArticleBytes } from './text';

/** A page is mostly its scripts and menus. */
export const largestPageBytes = 8 * 1024 ** 2;
const mostScripts = 50;
/** Shorter is a teaser or a caption: the whole page says more. */
const shortestArticle = 200;

/**
 * Read an HTML page: by what it tells machines (JSON-LD, microdata, Open Graph), and by the readable text of its
 * article. Nothing of it is run or fetched.
 * @throws UnreadableArticle where there is no film or no article, or where the page is made to be slow.
 */
export function readHtml(bytes: Uint8Array): ArticleReading {
  const { text, doubts } = decodeText(withoutNul(bytes), largestPageBytes);
  checkNesting(text);
  const { document } = parseHTML(text);
  const known: Known = { ...readMeta(document), ...definedOf(readThings(thingsOn(document))) };
  const emphasised = known.film?.title ? null : emphasisedTitle(document);
  if (emphasised) known.film = { ...known.film, title: emphasised };
  const rating = known.rating ?? markedRating(document);
  if (rating) known.rating = rating;
  const headline = chooseHeadline(document, { known, html: text });
  dropComments(document, textOfMarkup(text).length / 2);
  const html = document.toString();
  const aside = boxesOn(document, html); // before the article is looked for: that takes the page apart
  const article = articleIn(document, html);
  const body = textOfMarkup(article);
  if (body.length > largestArticleBytes) throw new UnreadableArticle('has more text than an article has');
  const marked = emphasisIn(article);
  return readPage(body, { known: { ...known, ...(headline && { headline }) }, aside, marked, doubts });
}

function withoutNul(bytes: Uint8Array): Uint8Array {
  return bytes.includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe
    ? bytes.filter((byte) => byte !== 0)
    : bytes;
}

function definedOf(known: Known): Known {
  const film = known.film && Object.keys(known.film).length > 0 ? { film: known.film } : {};
  const { film: _, ...rest } = known;
  return { ...rest, ...film };
}

/** "<!-- … -->", "//<![CDATA[ … //]]>", "/* <![CDATA[ *\/ … /* ]]> *\/" */
const wrapping =
  /^\s*(?:<!--|\/\/\s*<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)|(?:-->|\/\/\s*\]\]>|\/\*\s*\]\]>\s*\*\/)\s*$/g;

/** What machines are told, as JSON-LD and as microdata. */
function thingsOn(document: Document): Thing[] {
  const scripts = [...document.querySelectorAll('script[type="application/ld+json"]')].slice(0, mostScripts);
  const things = scripts.flatMap((script) => {
    try {
      // Some wrap it as they once had to wrap scripts.
      return thingsIn(JSON.parse((script.textContent ?? '').replace(wrapping, '')));
    } catch {
      return [];
    }
  });
  const roots = [...document.querySelectorAll('[itemscope]')].slice(0, 200);
  return [...things, ...roots.map((root) => toThing(root))];
}

/** An element with `itemscope`, as JSON-LD would have it. */
function toThing(root: Element, depth = 0): Thing {
  const thing: Thing = { '@type': (root.getAttribute('itemtype') ?? '').trim().split(/\s+/) };
  if (depth > 4) return thing;
  for (const element of root.querySelectorAll('[itemprop]')) {
    if (element.parentElement?.closest('[itemscope]') !== root) continue;
    const value = element.hasAttribute('itemscope') ? toThing(element, depth + 1) : toldBy(element);
    for (const name of element.getAttribute('itemprop')!.trim().split(/\s+/)) {
      if (name === '__proto__') continue;
      thing[name] = Object.hasOwn(thing, name) ? [thing[name], value].flat() : value;
    }
  }
  return thing;
}

function toldBy(element: Element): string {
  for (const name of ['content', 'datetime', 'href', 'src']) {
    const value = element.getAttribute(name);
    if (value !== null) return value;
  }
  return element.textContent ?? '';
}

/** What readers say below an article tells nothing of its film, and may look as if it did. */
function dropComments(document: Document, most: number): void {
  for (const element of [...document.querySelectorAll('[class*="comment"], [id*="comment"]')].slice(0, 200)) {
    // Themes mark whole pages as open to comments.
    if ((element.textContent ?? '').length < most) element.remove();
  }
}

/** Open Graph and its like. */
function readMeta(document: Document): Known {
  const meta = (...names: string[]) => {
    for (const name of names) {
      const content = document
        .querySelector(`meta[property="${name}"], meta[name="${name}"]`)
        ?.getAttribute('content');
      if (content?.trim()) return lineOfMarkup(content.slice(0, 2_000));
    }
    return null;
  };
  const byline = meta('author', 'article:author', 'parsely-author', 'dc.creator', 'sailthru.author', 'byl');
  const author = byline && !/^https?:/.test(byline) ? byline.replace(/^by\s+/i, '') : linkedAuthor(document);
  const publication = meta('og:site_name', 'application-name');
  const standfirst = meta('og:description', 'description');
  const date = meta('article:published_time', 'datePublished', 'parsely-pub-date', 'dc.date', 'date');
  const stamped = date ?? stampedOn(document);
  const url = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url');
  const tags = [
    ...document.querySelectorAll(
      'meta[property="article:tag"], meta[property="article:section"], a[rel~="tag"], main [class*="genre"] a, article [class*="genre"] a',
    ),
  ]
    .slice(0, 40)
    .flatMap((element) => (element.getAttribute('content') ?? element.textContent ?? '').split(','))
    .map(lineOfMarkup)
    .filter((tag) => tag !== '' && tag.length <= 60);
  return {
    ...(author && author.length <= 80 && { author }),
    ...(publication && publication.length <= 80 && { publication }),
    ...(standfirst && { standfirst }),
    ...dateKnown(stamped),
    ...(url && /^https?:\/\/\S+$/.test(url) && { sourceUrl: url }),
    ...(tags.length > 0 && { tags: [...new Set(tags)] }),
  };
}

/** When a page says that it was published, in an element. */
function stampedOn(document: Document): string | null {
  const marked = document.querySelector(
    'time[datetime], [itemprop="datePublished"], .published[title], .dt-published',
  );
  const attributes = ['datetime', 'content', 'title'].map((name) => marked?.getAttribute(name));
  return attributes.find((value) => value && /\d{4}/.test(value)) ?? null;
}

/** Whom the page links to, or marks, as its author. */
function linkedAuthor(document: Document): string | null {
  const marked = document.querySelector(
    '[rel~="author"], [itemprop="author"], .p-author, [class*="author-name"], [class*="author__name"], [class*="byline"] a, a[href*="/author/"]',
  );
  const name = lineOfMarkup((marked?.textContent ?? '').slice(0, 200)).replace(/^by\s+/i, '');
  return isName(name) ? name : null;
}

/** In a headline, what is emphasised is the film: "Review: <em>Pig</em> Is a Haunting Portrait". */
function emphasisedTitle(document: Document): string | null {
  const lineOf = ({ textContent }: Element) => lineOfMarkup((textContent ?? '').slice(0, 400));
  for (const heading of [...document.querySelectorAll('h1, h2')].slice(0, 3)) {
    const marked = [...heading.querySelectorAll('em, i, cite')].map(lineOf).filter((text) => text !== '');
    if (marked.length === 1 && marked[0] !== lineOf(heading)) return unquote(marked[0]!);
  }
  return null;
}

/** The first heading that names a film, or simply the first. */
function chooseHeadline(document: Document, { known, html }: { known: Known; html: string }): string | null {
  const og = document.querySelector('meta[property="og:title"]')?.getAttribute('content') ?? '';
  const headingsOf = (name: string) =>
    [...document.querySelectorAll(name)].slice(0, 5).map((heading) => heading.innerHTML);
  const headings = headingsOf('h1:not(:has(a[href="/"]))').filter((html) => !isSiteName(document, html));
  if (headings.length === 0)
    headings.push(...headingsOf('.entry-title, .post-title, [itemprop="headline"]').slice(0, 1));
  // Older blogs have none; beside one, what names a film may be a link to another review.
  const lesser =
    headings.length > 0 ? [] : headingsOf('h2').filter((html) => readHeadline(lineOfMarkup(html)));
  const title = titleOf(document, html);
  const candidates = [...headings, known.headline ?? '', og, ...lesser, title]
    .map((candidate) => lineOfMarkup(candidate.slice(0, 2_000)))
    .filter((candidate) => candidate !== '' && candidate.length <= 300);
  // What machines are told names the film; the headline need not.
  const naming = known.film?.title
    ? undefined
    : candidates.find((candidate) => readHeadline(candidate) !== null);
  return naming ?? candidates[0] ?? null;
}

/** Some themes make the name of the site the first heading of each page, as its title begins or ends with it. */
function isSiteName(document: Document, html: string): boolean {
  const name = lineOfMarkup(html.slice(0, 2_000));
  const title = wholeTitle(document);
  const isBeside =
    title.startsWith(`${name}: `) || ['-', '–', '—', '|'].some((sign) => title.endsWith(` ${sign} ${name}`));
  return isBeside && /<a\s/i.test(html);
}

function wholeTitle(document: Document): string {
  return lineOfMarkup((document.querySelector('title')?.textContent ?? '').slice(0, 2_000));
}

/** What a page is called, without the name of its site: as a line above the article says it, if one does. */
function titleOf(document: Document, html: string): string {
  const title = wholeTitle(document);
  const lines = textOfMarkup(html.slice(0, 100_000)).split(/\n+/).slice(0, mostAbove);
  const end = lines.findIndex((line) => line.length > 200);
  const above = lines.slice(0, end < 0 ? lines.length : end);
  const naming = above.find((line) => line.length <= 150 && readMaker(line) !== null);
  return naming ?? above.findLast((line) => line.length > 2 && title.includes(line)) ?? title;
}

const mostAbove = 40;

/** The article without what is around it; of a page where none is found, the whole page. */
function articleIn(document: Document, html: string): string {
  const readable = readableIn(document);
  return textOfMarkup(readable).length >= shortestArticle ? readable : html;
}

function readableIn(document: Document): string {
  try {
    return new Readability(document, { charThreshold: shortestArticle }).parse()?.content ?? '';
  } catch {
    // Over pages that are broken enough it falls; they can be read without it.
    return '';
  }
}
