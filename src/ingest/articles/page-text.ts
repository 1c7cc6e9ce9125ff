import { type Article, type ArticleReading, UnreadableArticle } from './article';
import { bioLength } from './bio';
import { type Details, readDetail } from './details';
import { type NamedFilm, readHeadline } from './headline';
import { readNames } from './names';
import { decodeText } from './text';

/** A piece of the page with empty lines around it. */
interface Block {
  text: string;
  /** Empty lines before it: pictures and boxes leave more than one. */
  gapBefore: number;
}

const furniture = new Set([
  'advertisement',
  'back to top',
  'comments',
  'home',
  'menu',
  'print',
  'scroll to continue',
  'search',
  'share',
  'sign in',
  'skip to content',
  'skip to main content',
  'subscribe',
  'table of contents',
  'tweet',
]);
const detailsHeading = /^(?:(?:movie|film)\s+)?(?:details|info|information|facts)\s*:?$/i;
const endOfPage =
  /^(?:related(?:\s+(?:articles|posts|reviews|stories))?|you (?:may|might) also like|recommended(?: for you)?)\s*:?$/i;
const readMore = /^(?:read\s+)?more\s+(?:from|on|at)\s+(.{1,80}?)\s*[»›>→.]*$/i;
const copyright =
  /^(?:copyright\s*)?(?:©|\(c\)|copyright(?=\s+\d{4}))\s*(?:(\d{4})(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?(.*?)[\s.]*(?:all rights reserved\.?)?$/i;
const byline = /^(?:(?:written|review|reviewed)\s+)?by\s+(\p{Lu}[^.!?:]{1,60})$/u;
const dateline = /^(?:published|posted|updated)(?:\s+on)?\s*:?\s+(.{6,40})$/i;

/**
 * Read a page as one copies it from a browser: headline, the author's words about himself, the article,
 * a box of details, a copyright line, and the page's furniture all around.
 * @throws UnreadableArticle where there is no text, no film or no article.
 */
export function readPageText(bytes: Uint8Array): ArticleReading {
  const { text, doubts } = decodeText(bytes);
  const page = sortBlocks(toBlocks(text), doubts);
  const { details } = page;

  const film = chooseFilm(page.headline, details, doubts);
  const directors = readNames(details.directors ?? '').names.map(({ name }) => name);
  const cast = readNames(details.actors ?? '');
  const actors = cast.names.map(({ name, remark }) => ({
    name,
    character: isCharacter(remark) ? remark : null,
  }));
  if (directors.length === 0) doubts.push('no director is named');
  if (actors.length === 0) doubts.push('no actor is named');

  const bioBlocks = bioLength(page.body, { author: page.author, filmTitle: film.title });
  const bio = page.body.slice(0, bioBlocks).map((block) => block.text);
  const body = page.body.slice(bioBlocks).map((block) => block.text);
  if (body.length === 0) throw new UnreadableArticle('has no article text below its headline');
  if (page.author === null) doubts.push('no author is named, neither in a byline nor in a copyright line');
  if (page.publication === null) doubts.push('no publication is named in a "Read More From" line');

  const article: Article = {
    headline: page.headline,
    film,
    directors,
    actors,
    castIsComplete: actors.length > 0 && !cast.hasOthers,
    genres: readNames(details.genres ?? '').names.map(({ name }) => name),
    author: page.author === null ? null : { name: page.author, bio: bio.join('\n\n') || null },
    publication: page.publication,
    datePublished: details.datePublished ?? page.datePublished,
    copyrightYear: page.copyrightYear,
    rating: details.rating ?? null,
    body,
  };
  return { article, doubts };
}

function toBlocks(text: string): Block[] {
  const lines = text.split('\n').map((line) => line.trim());
  // A page without empty lines has its paragraphs on lines of their own.
  const isLineByLine = !lines
    .slice(
      0,
      lines.findLastIndex((line) => line !== ''),
    )
    .includes('');
  const blocks: Block[] = [];
  let gapBefore = 0;
  for (const line of lines) {
    const last = blocks.at(-1);
    if (line === '') gapBefore++;
    else if (last && gapBefore === 0 && !isLineByLine && !standsAlone(line) && !standsAlone(last.text)) {
      last.text += ` ${line}`;
    } else {
      blocks.push({ text: line.replace(/ {2,}/g, ' '), gapBefore });
      gapBefore = 0;
    }
  }
  return blocks;
}

/** A line that is no part of a paragraph, even without an empty line between. */
function standsAlone(line: string): boolean {
  const isShort = line.length <= 200;
  return (
    isShort &&
    (isFurniture(line) ||
      detailsHeading.test(line) ||
      endOfPage.test(line) ||
      copyright.test(line) ||
      readDetail(line) !== null)
  );
}

function isFurniture(line: string): boolean {
  return furniture.has(line.toLowerCase()) || readMore.test(line);
}

interface Page {
  headline: string;
  author: string | null;
  publication: string | null;
  datePublished: string | null;
  copyrightYear: number | null;
  details: Details;
  body: Block[];
}

/** Tell the parts of the page from each other. What fits nowhere becomes a doubt. */
function sortBlocks(blocks: Block[], doubts: string[]): Page {
  const page: Page = {
    headline: '',
    author: null,
    publication: null,
    datePublished: null,
    copyrightYear: null,
    details: {},
    body: [],
  };
  let isInDetails = false;
  let hadDetails = false;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const { text } = block;
    const more = readMore.exec(text)?.[1];
    if (more && !isInDetails) {
      page.publication ??= more;
      continue;
    }
    if (isFurniture(text)) continue;
    if (page.headline === '') {
      page.headline = text;
      continue;
    }
    const owner = text.length <= 200 ? copyright.exec(text) : null;
    if (owner) {
      page.copyrightYear = toYear(owner[1]);
      const author = owner[2]?.replace(/\s*\b(\d{4})$/, '').trim();
      page.author = author || page.author;
      page.copyrightYear ??= toYear(/\b(\d{4})\b/.exec(owner[2] ?? '')?.[1]);
      break; // what follows is the foot of the page
    }
    if (endOfPage.test(text)) {
      if (page.body.length > 0 && !hasMoreOfArticle(blocks, i)) break;
      continue;
    }
    if (detailsHeading.test(text)) {
      isInDetails = hadDetails = true;
      continue;
    }
    if (!isInDetails && startsDetails(blocks, i)) isInDetails = hadDetails = true;
    if (isInDetails) {
      const detail = readDetail(text, blocks[i + 1]?.text);
      if (detail) {
        if (detail.usesNext) i++;
        if (detail.doubt) doubts.push(detail.doubt);
        page.details = { ...detail.found, ...page.details };
        continue;
      }
      isInDetails = false;
    }
    const dated = dateline.exec(text)?.[1];
    if (dated && page.datePublished === null) {
      const read = readDetail(`Published: ${dated}`);
      page.datePublished = read?.found.datePublished ?? null;
      if (page.datePublished !== null) continue;
    }
    const writer = byline.exec(text)?.[1];
    if (writer && page.body.length === 0) {
      page.author ??= writer.trim();
      continue;
    }
    if (hadDetails && page.body.length > 0) doubts.push(`not understood: "${shorten(text)}"`);
    else page.body.push(block);
  }
  if (page.headline === '' || page.headline.length > 300) throw new UnreadableArticle('has no headline');
  if (page.details.author) page.author ??= page.details.author;
  return page;
}

/** A box without a heading: two lines of it in a row, one of which says what film this is. */
function startsDetails(blocks: Block[], at: number): boolean {
  const here = readDetail(blocks[at]!.text)?.found;
  const next = blocks[at + 1] && readDetail(blocks[at + 1]!.text)?.found;
  const keys = Object.keys({ ...here, ...next });
  const tells = keys.filter((key) => ['title', 'releaseYear', 'directors', 'actors'].includes(key));
  return !!here && !!next && Object.keys(here).length > 0 && tells.length > 0;
}

/** Whether a heading such as "Related Articles" is just an insert, with the box or the copyright line to come. */
function hasMoreOfArticle(blocks: Block[], from: number): boolean {
  return blocks
    .slice(from + 1)
    .some(({ text }) => detailsHeading.test(text) || (text.length <= 200 && copyright.test(text)));
}

function chooseFilm(headline: string, details: Details, doubts: string[]): NamedFilm {
  const inHeadline = readHeadline(headline);
  if (!details.title && !inHeadline) {
    throw new UnreadableArticle('names no film, neither in a "Movie Details" box nor in its headline');
  }
  if (!details.title)
    doubts.push('there is no "Title:" in a box of details; the film is the one in the headline');
  const title = details.title ?? inHeadline!.title;
  if (title.length > 300) throw new UnreadableArticle('names a film by a title of more than 300 characters');
  const releaseYear = details.releaseYear ?? inHeadline?.releaseYear ?? null;
  if (releaseYear === null) doubts.push('the year of the film is not given');
  const otherYear = inHeadline?.releaseYear;
  if (details.releaseYear && otherYear && otherYear !== details.releaseYear) {
    doubts.push(`the headline says ${otherYear}, the details ${details.releaseYear}; the details were taken`);
  }
  return { title, releaseYear };
}

/** "Ben Sanderson", but not "voice" or "uncredited". */
function isCharacter(remark: string | null): remark is string {
  return remark !== null && /^[^\p{Ll}]/u.test(remark);
}

export function toYear(digits: string | undefined): number | null {
  const year = Number(digits);
  return year >= 1870 && year <= 2200 ? year : null;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
