import { type Article, type ArticleReading, UnreadableArticle } from './article';
import { bioLength } from './bio';
import {
  type Block,
  endsSentence,
  findFoot,
  isBoxHeading,
  isEndHeading,
  isFurniture,
  isHeadlessBox,
  isParagraph,
  readCopyright,
  readPublication,
  standsAlone,
  toBlocks,
} from './blocks';
import { type Details, readDetail } from './details';
import { type NamedFilm, readHeadline } from './headline';
import { looksLikeName, readNames, shareSurname } from './names';
import { decodeText } from './text';

const byline = /^(?:(?:written|review|reviewed)\s+)?by\s+([^!?:]{2,60})$/i;
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
  const listed = details.directors ?? '';
  const directors = readNames(shareSurname(listed)).names.map(({ name }) => name);
  if (shareSurname(listed) !== listed.trim())
    doubts.push(`"${listed}" was read as two people of one surname`);
  const cast = readNames(details.actors ?? '');
  const actors = cast.names.map(({ name, remark }) => ({
    name,
    character: isCharacter(remark) ? remark : null,
  }));
  if (directors.length === 0) doubts.push('no director is named');
  if (actors.length === 0) doubts.push('no actor is named');

  const bioBlocks = bioLength(page.body, {
    author: page.author,
    film,
    people: [...directors, ...actors.map(({ name }) => name)],
  });
  const bio = page.body.slice(0, bioBlocks).map((block) => block.text);
  const body = page.body.slice(bioBlocks).map((block) => block.text);
  if (body.length === 0) throw new UnreadableArticle('has no article text below its headline');
  if (page.author === null) doubts.push('no author is named, neither in a byline nor in a copyright line');
  if (page.author === null && bio.length > 0) {
    doubts.push(`left out, as nobody is named who says it: "${shorten(bio[0]!)}"`);
  }
  if (bio.length === 0) doubts.push('no words of the author about themselves stand below the headline');
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
    publication: blocks.map(({ text }) => readPublication(text)).find((name) => name !== null) ?? null,
    datePublished: null,
    copyrightYear: null,
    details: {},
    body: [],
  };
  const foot = findFoot(blocks);
  const rights = blocks
    .slice(foot)
    .map(({ text }) => readCopyright(text))
    .find((line) => line !== null);
  let owned = null;
  let isInBox = false;
  /** What the article is interrupted by; what follows may be links and left-overs. */
  let interruption: 'box' | 'links' | null = null;
  let gapBefore = 0;
  for (let at = 0; at < foot; at++) {
    const block = blocks[at]!;
    const { text } = block;
    gapBefore = Math.max(gapBefore, block.gapBefore);
    if (isFurniture(text)) continue;
    if (page.headline === '') {
      page.headline = text;
      gapBefore = 0;
      continue;
    }
    const caption = readCopyright(text);
    if (caption) {
      owned = caption;
      continue;
    }
    if (isEndHeading(text)) {
      interruption = 'links';
      continue;
    }
    if (isBoxHeading(blocks, at)) {
      isInBox = true;
      interruption = 'box';
      continue;
    }
    if (!isInBox && isHeadlessBox(blocks, at)) {
      isInBox = true;
      interruption = 'box';
    }
    if (isInBox) {
      const next = blocks[at + 1]?.text;
      const detail = readDetail(text, next !== undefined && standsAlone(next) ? undefined : next);
      if (detail) {
        if (detail.usesNext) at++;
        if (detail.doubt) doubts.push(detail.doubt);
        page.details = { ...detail.found, ...page.details };
        continue;
      }
      isInBox = false;
    }
    const dated = dateline.exec(text)?.[1];
    if (dated && page.datePublished === null) {
      page.datePublished = readDetail(`Published: ${dated}`)?.found.datePublished ?? null;
      if (page.datePublished !== null) continue;
    }
    const writer = byline.exec(text)?.[1];
    if (writer && looksLikeName(writer) && /^\P{Ll}/u.test(writer) && page.body.length === 0) {
      page.author ??= writer.trim();
      continue;
    }
    const isLeftOver =
      (interruption === 'links' && !isParagraph(block)) ||
      (interruption === 'box' && page.body.length > 0 && !isParagraph(block) && !endsSentence(block));
    if (isLeftOver) {
      doubts.push(`not understood: "${shorten(text)}"`);
      continue;
    }
    page.body.push({ text, gapBefore });
    gapBefore = 0;
    interruption = null;
  }
  if (page.headline === '' || page.headline.length > 300) throw new UnreadableArticle('has no headline');
  const { year = null, owner = null } = rights ?? owned ?? {};
  page.copyrightYear = year;
  const isOwnedByPublication = owner?.toLowerCase() === page.publication?.toLowerCase();
  page.author = (isOwnedByPublication ? null : owner) ?? page.author ?? page.details.author ?? null;
  if (!rights && !owned) doubts.push('there is no copyright line');
  else if (year === null) doubts.push('the copyright line has no year');
  return page;
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

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
