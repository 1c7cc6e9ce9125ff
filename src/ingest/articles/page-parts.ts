import { isTold, type Known, UnreadableArticle } from './article';
import { type Block, endsSentence, findFoot, isParagraph } from './blocks';
import { detailAt, isBoxHeading, isHeadlessBox, readCreditHeading } from './box';
import { type Byline, isAside, readByline } from './byline';
import { isGenre, readCreditLine } from './credit-line';
import { type Details, readDetail } from './details';
import { isEndHeading, isFurniture, readCopyright, readPublication } from './furniture';
import { isTitleCase, readHeadline, readTitle } from './headline';
import { isName } from './name-lists';

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
    const heading = isInBox ? null : readCreditHeading(blocks, at);
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
      nameBox(page, gapBefore);
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
  return read(at) ?? (read(at - 1) || read(at + 1) ? read(at, true) : null);
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

/** The first block, unless that names no film and one soon after it, before any sentence, does. */
function findHeadline(blocks: Block[], known: string | undefined): number {
  const above = blocks.map(({ text }) => text);
  const first = above.findIndex((text) => !isFurniture(text));
  const end = blocks.findIndex((block, at) => at > first && (isParagraph(block) || endsSentence(block)));
  if (known !== undefined)
    return above.slice(0, end < 0 ? mostAbove : Math.min(end, mostAbove)).indexOf(known);
  const until = Math.min(end < 0 ? blocks.length : end, first + mostAbove);
  const naming = above.findIndex(
    (text, at) =>
      at >= first &&
      at < until &&
      text.length <= 200 &&
      readHeadline(text) !== null &&
      !readByline(text)?.author,
  );
  if (naming >= 0 && !readCopyright(above[naming]!)) return naming;
  const told = blocks.slice(0, until).findIndex((_, at) => at > first && creditsAt(blocks, at) !== null);
  const titled = above
    .slice(0, Math.max(told, 0))
    .findLastIndex(
      (text) =>
        !isFurniture(text) && !isGenre(text) && !readByline(text) && !isAside(text) && !readCopyright(text),
    );
  return titled > first && /\s/.test(above[titled]!) && isTitleCase(above[titled]!) ? titled : first;
}

/** @returns whether the line above or below an article says no more than who wrote it, and when. */
function signs(page: Page, blocks: Block[], at: number): boolean {
  const { text } = blocks[at]!;
  const next = blocks[at + 1]?.text ?? '';
  const isBelow =
    /^(?:review(?:ed)?|written|words|text|posted|published)\b/i.test(text) || at >= blocks.length - mostBelow;
  if (!isBelow && !isAtHead(page)) return false;
  const follows = readByline(next);
  const isAbove =
    isAtHead(page) && isName(text) && (isAside(next) || (follows?.datePublished && !follows.author));
  const found: Byline | null = readByline(text) ?? (isAbove ? { author: text } : null);
  if (!found) return isAside(text) && isAtHead(page);
  page.author ??= found.author ?? null;
  page.datePublished ??= found.datePublished ?? null;
  return true;
}

/** So many lines below an article may say who wrote it. */
const mostBelow = 3;

/** So much may stand between headline and byline: a standfirst, whose picture it is. */
const longestStandfirst = 400;

function isAtHead({ body }: Page): boolean {
  return body.length <= 3 && body.reduce((sum, { text }) => sum + text.length, 0) <= longestStandfirst;
}

/** The title of a film right above what is told of it. */
function nameBox(page: Page, gap: number): void {
  const last = page.body.at(-1);
  if (gap > 0 || !last || last.text.length > 80 || endsSentence(last) || page.body.length < 2) return;
  if (readDetail(last.text) || isGenre(last.text)) return;
  const title = readTitle(last.text);
  if (!title) return;
  page.details = { ...title, ...page.details };
  page.body.pop();
}

/** "— Ada Okonkwo" below the last paragraph. */
function dropSignature(page: Page): void {
  const [, name] =
    /^[-–—~]+\s*(?:by\s+)?(.{3,60}?)(?:,\s.{0,20}\d{4})?\.?$/i.exec(page.body.at(-1)?.text ?? '') ?? [];
  if (!name || !isName(name) || page.body.length < 2) return;
  page.author ??= name;
  page.body.pop();
}

const company =
  /\b(?:media|ltd|limited|inc|llc|gmbh|corp|company|group|news|magazine|times|review|reviews|post|guardian|press|publishing|network|films?|movies|cinema|blog|network|journal|online|site)\b\.?|\.\w{2,4}$|^the\s/i;

/** Who holds the rights in a film. */
const studio = /\b(?:films?|pictures|productions?|studios?|entertainment|releasing)\b/i;

/** Who holds the rights is the author of a page without a byline, or its publication. */
function settleRights(page: Page, { year, owner }: { year: number | null; owner: string | null }): void {
  page.copyrightYear = year;
  const byline = page.author ?? page.details.author ?? null;
  const isPublication = owner !== null && owner.toLowerCase() === page.publication?.toLowerCase();
  const isSamePerson = byline?.split(' ')[0] === owner?.split(' ')[0];
  if (owner === null || isPublication) page.author = byline;
  else if (byline !== null && !isSamePerson) {
    page.author = byline;
    if (company.test(owner) && !studio.test(owner)) page.publication ??= owner;
  } else if (company.test(owner) && !isName(owner.replace(company, ''))) {
    if (!studio.test(owner)) page.publication ??= owner;
  } else page.author = owner;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
