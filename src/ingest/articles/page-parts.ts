import { type Known, UnreadableArticle } from './article';
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
} from './blocks';
import { readByline } from './byline';
import { readCreditLine } from './credit-line';
import { type Details, readDetail } from './details';
import { readHeadline } from './headline';
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
  };
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
    if (isFurniture(text)) continue;
    if (at === headlineAt) {
      page.headline ||= text;
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
    const credits = isInBox ? null : readCreditLine(text);
    if (credits) {
      page.details = { ...credits, ...page.details };
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
    if (signs(page, text)) continue;
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
  if (!rights && !owned) doubts.push('there is no copyright line');
  else if (page.copyrightYear === null) doubts.push('the copyright line has no year');
  return page;
}

/** What lines beside an article tell of it; whatever else they say is left out. */
export function readAside(blocks: Block[]): Required<Pick<Page, 'details' | 'author' | 'datePublished'>> {
  let details: Details = {};
  let author: string | null = null;
  let datePublished: string | null = null;
  for (const [at, { text }] of blocks.entries()) {
    const signed = readByline(text);
    author ??= signed?.author ?? null;
    datePublished ??= signed?.datePublished ?? null;
    const found = readCreditLine(text) ?? readDetail(text, blocks[at + 1]?.text)?.found ?? {};
    details = { ...found, ...details };
  }
  return { details, author, datePublished };
}

/** Sites write their name and a way home above it. */
const mostAbove = 10;

/** The first block, unless that names no film and one soon after it, before any sentence, does. */
function findHeadline(blocks: Block[], known: string | undefined): number {
  const above = blocks.map(({ text }) => text);
  if (known !== undefined) return above.slice(0, mostAbove).indexOf(known);
  const first = above.findIndex((text) => !isFurniture(text));
  const end = blocks.findIndex((block, at) => at > first && (isParagraph(block) || endsSentence(block)));
  const until = Math.min(end < 0 ? blocks.length : end, first + mostAbove);
  const naming = above.findIndex(
    (text, at) => at >= first && at < until && text.length <= 200 && readHeadline(text) !== null,
  );
  return naming < 0 || readCopyright(above[naming]!) ? first : naming;
}

/** @returns whether the line above or below an article says no more than who wrote it, and when. */
function signs(page: Page, text: string): boolean {
  const isAtFoot = /^(?:review(?:ed)?|written|words|text) by\b/i.test(text);
  const found = page.body.length > 0 && !isAtFoot ? null : readByline(text);
  if (!found) return false;
  page.author ??= found.author ?? null;
  page.datePublished ??= found.datePublished ?? null;
  return true;
}

/** "— Ada Okonkwo" below the last paragraph. */
function dropSignature(page: Page): void {
  const [, name] = /^[-–—~]+\s*(?:by\s+)?(.{3,60}?)\.?$/i.exec(page.body.at(-1)?.text ?? '') ?? [];
  if (!name || !isName(name) || page.body.length < 2) return;
  page.author ??= name;
  page.body.pop();
}

const company =
  /\b(?:media|ltd|limited|inc|llc|gmbh|corp|company|group|news|magazine|times|review|reviews|post|guardian|press|publishing|network|films?|movies|cinema|blog|network|journal|online|site)\b\.?|\.\w{2,4}$|^the\s/i;

/** Who holds the rights is the author of a page without a byline, or its publication. */
function settleRights(page: Page, { year, owner }: { year: number | null; owner: string | null }): void {
  page.copyrightYear = year;
  const byline = page.author ?? page.details.author ?? null;
  const isPublication = owner !== null && owner.toLowerCase() === page.publication?.toLowerCase();
  const isSamePerson = byline?.split(' ')[0] === owner?.split(' ')[0];
  if (owner === null || isPublication) page.author = byline;
  else if (byline !== null && !isSamePerson) {
    page.author = byline;
    if (company.test(owner)) page.publication ??= owner;
  } else if (company.test(owner) && !isName(owner.replace(company, ''))) page.publication ??= owner;
  else page.author = owner;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
