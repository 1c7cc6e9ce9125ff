import { isTold, type Known, UnreadableArticle } from './article';
import { type Block, endsSentence, findFoot, isParagraph } from './blocks';
import { boxHeading, detailAt, isBoxHeading, isHeadlessBox, readCreditHeading } from './box';
import { isAside, readByline } from './byline';
import { isGenre, readCreditLine } from './credit-line';
import { type Details, readDetail } from './details';
import { readCreditsBehind } from './film-named';
import { isBreadcrumb, isEndHeading, isFurniture, readCopyright, readPublication } from './furniture';
import { isTitleCase, readHeadline, readTitle } from './headline';
import { dropSignature, settleRights, signs } from './signature';

/** The parts of a page, told from each other. */
export interface Page {
  headline: string;
  author: string | null;
  publication: string | null;
  datePublished: string | null;
  copyrightYear: number | null;
  details: Details;
  body: Block[];
  /** Whether it has what pages of the layout have with which all began: a box "Movie Details", "Read More From". */
  isOfFirstLayout: boolean;
  /** How many blocks of the article stand above the first that tells who made the film. */
  creditsBelow: number;
  /** Which block of the page is the last that may be of the article. */
  lastSentence: number;
  isHeadlineAboveCredits: boolean;
}

/** Tell the parts of the page from each other. What fits nowhere becomes a doubt. */
export function sortBlocks(blocks: Block[], { known, doubts }: { known: Known; doubts: string[] }): Page {
  const page: Page = {
    headline: known.headline ?? '',
    author: null,
    publication: blocks.map(({ text }) => readPublication(text)).find((name) => name !== null) ?? null,
    datePublished: null,
    copyrightYear: null,
    details: {},
    body: [],
    isOfFirstLayout: false,
    creditsBelow: Number.POSITIVE_INFINITY,
    isHeadlineAboveCredits: false,
    lastSentence: blocks.findLastIndex((block) => isParagraph(block) || endsSentence(block)),
  };
  page.isOfFirstLayout =
    page.publication !== null || blocks.some(({ text }) => /^(?:movie|film) details$/i.test(text));
  const foot = findFoot(blocks);
  const rights = blocks
    .slice(foot)
    .map(({ text }) => readCopyright(text))
    .find((line) => line !== null);
  const headlineAt = findHeadline(blocks.slice(0, foot), known.headline);
  let owned = null;
  let isInBox = false;
  /** What the article is interrupted by; what follows may be links and left-overs. */
  let interruption: 'box' | 'links' | null = null;
  let gapBefore = 0;
  for (let at = 0; at < foot; at++) {
    if (page.details.directors ?? page.details.actors)
      page.creditsBelow = Math.min(page.creditsBelow, page.body.length);
    const block = blocks[at]!;
    const { text } = block;
    gapBefore = Math.max(gapBefore, block.gapBefore);
    if (isFurniture(text) || (at > headlineAt && text === page.headline)) continue;
    if (at === headlineAt) {
      page.headline ||= text.replace(/^(?:(?:movie|film) )?title\s*:\s*/i, '');
      // "Title: Fargo", and nothing above it
      const named = readDetail(text)?.found;
      if (named?.title) page.details = named;
      gapBefore = 0;
      continue;
    }
    const caption = readCopyright(text);
    if (caption) {
      owned = caption;
      continue;
    }
    if (isEndHeading(text)) {
      if (page.body.length > 0) interruption = 'links';
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
      nameBox(page, gapBefore);
    }
    const heading = isInBox
      ? null
      : readCreditHeading(blocks, at, page.body.length === 0 && !page.details.directors);
    if (heading) {
      page.details = { ...heading.found, ...page.details };
      at += heading.length;
      continue;
    }
    if (isInBox) {
      const detail = detailAt(blocks, at);
      if (detail) {
        at += detail.length - 1;
        if (detail.doubt) doubts.push(detail.doubt);
        page.details = { ...detail.found, ...page.details };
        continue;
      }
      isInBox = false;
    }
    const credits = creditsAt(blocks, at);
    if (credits) {
      page.isHeadlineAboveCredits ||= at === headlineAt + 1;
      // Of stars alone nothing says that a title stands above them: "4", "Verdict".
      if (Object.keys(credits).some((key) => key !== 'rating')) nameBox(page, gapBefore);
      page.details = { ...credits, ...page.details };
      continue;
    }
    if (signs(page, blocks, at)) continue;
    const isLeftOver =
      at < headlineAt ||
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
  dropSignature(page);
  settleRights(page, rights ?? owned ?? { year: null, owner: null });
  if (!rights && !owned) {
    if (page.isOfFirstLayout && !isTold(known)) doubts.push('there is no copyright line');
  } else if (page.copyrightYear === null) doubts.push('the copyright line has no year');
  return page;
}

/** A line that tells too little to be sure of it is one of several: "Written by Ann Lee" below "Directed by Bo Ray". */
function creditsAt(blocks: Block[], at: number): Details | null {
  const read = (next: number, isBesideCredits = false) =>
    blocks[next] ? readCreditLine(blocks[next]!.text, { isBesideCredits }) : null;
  const { text } = blocks[at]!;
  const isTitled = text.length <= 600 && at <= mostAbove && /\b(?:dir\b|directed by|starring)/i.test(text);
  const found = read(at) ?? (isTitled ? readCreditsBehind(text) : null);
  return found ?? (read(at - 1) || read(at + 1) ? read(at, true) : null);
}

/** What lines beside an article tell of it; whatever else they say is left out. */
export function readAside(blocks: Block[]): Required<Pick<Page, 'details' | 'author' | 'datePublished'>> {
  let details: Details = {};
  let author: string | null = null;
  let datePublished: string | null = null;
  for (let at = 0; at < blocks.length; at++) {
    const { text } = blocks[at]!;
    const credits = readCreditLine(text);
    const detail = credits ? null : detailAt(blocks, at);
    details = { ...(credits ?? detail?.found), ...details };
    at += (detail?.length ?? 1) - 1;
    const signed = credits || detail ? null : readByline(text);
    author ??= signed?.author ?? null;
    datePublished ??= signed?.datePublished ?? null;
  }
  return { details, author, datePublished };
}

/** Sites write their name and a way home above it. */
const mostAbove = 10;

/** “Midsommar” brings daylight to a dark breakup */
const quotesFirst = /^[“"‘«][^”"’»]{1,60}[”"’»],?\s\p{Ll}[^.]{10,}$/u;

/** "Stalker 1979", and the stars below it */
function isTitleAboveRating(above: string[], at: number): boolean {
  const below = above[at + 1];
  return (
    /\S\s(?:19|20)\d\d$/.test(above[at]!) &&
    below !== undefined &&
    readCreditLine(below)?.rating !== undefined
  );
}

/** "No justice and precious little shade in Sweet Country": more than the name of a site or a section. */
function isSentence(line: string): boolean {
  return /\s\p{Ll}{4}/u.test(line) && line.split(/\s+/).length >= 4 && !isFurniture(line) && !isAside(line);
}

/** The first block, unless that names no film and one soon after it, before any sentence, does. */
function findHeadline(blocks: Block[], known: string | undefined): number {
  const above = blocks.map(({ text }) => text);
  const home = above.slice(0, mostAbove).findLastIndex(isBreadcrumb);
  const first = above.findIndex((text, at) => at > home && !isFurniture(text));
  const end = blocks.findIndex((block, at) => at > first && (isParagraph(block) || endsSentence(block)));
  if (known !== undefined)
    return above.slice(0, end < 0 ? mostAbove : Math.min(end, mostAbove)).indexOf(known);
  const until = Math.min(end < 0 ? blocks.length : end, first + mostAbove);
  const naming = above.findIndex(
    (text, at) =>
      at >= first &&
      at < until &&
      text.length <= 200 &&
      (readHeadline(text) !== null || quotesFirst.test(text) || isTitleAboveRating(above, at)) &&
      !readByline(text)?.author,
  );
  if (naming >= 0 && !readCopyright(above[naming]!)) return naming;
  const signed = above.slice(0, until).findIndex((text, at) => at > first && readByline(text)?.author);
  if (signed > first + 1 && isSentence(above[signed - 1]!) && !creditsAt(blocks, signed - 1))
    return signed - 1;
  const told = blocks.slice(0, until).findIndex((_, at) => at > first && creditsAt(blocks, at) !== null);
  const titled = above
    .slice(0, Math.max(told, 0))
    .findLastIndex(
      (text) =>
        !isFurniture(text) && !isGenre(text) && !readByline(text) && !isAside(text) && !readCopyright(text),
    );
  return titled > first && /\s/.test(above[titled]!) && isTitleCase(above[titled]!) ? titled : first;
}

/** The title of a film right above what is told of it. */
function nameBox(page: Page, gap: number): void {
  const last = page.body.at(-1);
  if (gap > 0 || !last || last.text.length > 80 || endsSentence(last) || page.body.length < 2) return;
  if (readDetail(last.text) || isGenre(last.text) || boxHeading.test(last.text)) return;
  const title = readTitle(last.text);
  if (!title) return;
  page.details = { ...title, ...page.details };
  page.body.pop();
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
