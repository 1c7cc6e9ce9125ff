import { readDetail, splitLabels } from './details';
import { looksLikeName, tidyName } from './names';

/** A piece of the page with empty lines around it. */
export interface Block {
  text: string;
  /** Empty lines before it: pictures and boxes leave more than one. */
  gapBefore: number;
}

const furniture = new Set([
  ...'about|account|arts|arts & culture|books|contact|culture|events|entertainment|film|film credits|film review|film reviews|films|leave a comment|lifestyle|log in|menu|more to read|movie review|movie reviews|movies|music|news|newsletter|now playing|opinion|reviews|share this:|sign up|skip to navigation|sport|sports|topics|tv'.split(
    '|',
  ),
  'advertisement',
  'back to top',
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
const disclaimer = /^this (?:article|content) (?:is accurate and true|reflects the personal opinions)\b/i;
const boxHeading = /^(?:(movie|film)\s+)?(?:details|info|information|facts)\s*:?$/i;
const endHeading =
  /^(?:comments|related(?:\s+(?:articles|posts|reviews|stories))?|you (?:may|might) also like|recommended(?: for you)?)\s*:?$/i;
/** As a link it has capitals; written as in a sentence, a name must follow, and no sentence. */
const readMore =
  /^(?:(?:Read )?More (?:From|On|At)|(?:READ )?MORE (?:FROM|ON|AT)|Read more (?:from|on|at)(?= [^\p{Ll}][^.!?]*$)) (.{1,80}?)[\s.»›>→]*$/u;
const copyright =
  /^(?:copyright\s*)?(?:©|\(c\)|copyright(?=\s+\d{4}))\s*(?:(\d{4})(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?(.*?)[\s,]*(\d{4}\.?)?(?:[\s.,|]*all rights reserved\.?)?$/i;

/** "Home / Reviews / Film", "Home > Film" */
const breadcrumb = /^(?:\p{Lu}[\p{L}-]{0,20}\s*[/>›»]\s*){1,5}\p{Lu}[\p{L} -]{0,30}$/u;

export function isFurniture(line: string): boolean {
  return (
    furniture.has(line.toLowerCase()) ||
    breadcrumb.test(line) ||
    disclaimer.test(line) ||
    readPublication(line) !== null
  );
}

/** X of "Read More From X". */
export function readPublication(line: string): string | null {
  return readMore.exec(line)?.[1] ?? null;
}

export function isEndHeading(line: string): boolean {
  return endHeading.test(line);
}

/** "© 2019 Sam Shepards", but not a sentence that begins with the sign. */
export function readCopyright(line: string): { year: number | null; owner: string | null } | null {
  if (line.length > 200) return null;
  const [, before, name, behind] =
    copyright.exec(line.replace(/\s[|·•].*$|(?<=\p{Ll}{2})\.\s+\p{Lu}.*$/u, '')) ?? [];
  if (name === undefined) return null;
  const year = toYear(before) ?? toYear(behind);
  const owner = tidyName(name);
  const isOwned = looksLikeName(owner) && (year !== null || /^\P{Ll}/u.test(owner));
  return isOwned || (owner === '' && year !== null) ? { year, owner: owner || null } : null;
}

function toYear(digits: string | undefined): number | null {
  const year = Number(digits);
  return year >= 1870 && year <= 2200 ? year : null;
}

/** Who breaks lines by hand breaks them before this; a longer line is a paragraph of its own. */
const longestWrappedLine = 120;

/** Who breaks lines for width fills them: a shorter line stands for itself, such as a name above a date. */
const shortestWrappedLine = 40;

/** A year alone below a title. */
const yearBelow = /(?<=\S)[ \n]*\n\s*(?=\((?:18[89]|19\d|20\d)\d\)\s*(?:\n|$))/g;

export function toBlocks(text: string): Block[] {
  const lines = splitLabels(text.replace(yearBelow, ' '))
    .split('\n')
    .map((line) => line.trim());
  // A page without empty lines has its paragraphs on lines of their own.
  const isLineByLine = !lines
    .slice(
      0,
      lines.findLastIndex((line) => line !== ''),
    )
    .includes('');
  const blocks: Block[] = [];
  let headline: Block | undefined;
  let gapBefore = 0;
  let lastLineLength = 0;
  for (const line of lines) {
    const last = blocks.at(-1);
    if (line === '') gapBefore++;
    else if (
      last &&
      last !== headline &&
      gapBefore === 0 &&
      !isLineByLine &&
      lastLineLength <= longestWrappedLine &&
      (lastLineLength >= shortestWrappedLine || last.text.endsWith(',')) &&
      goOn(last.text, line)
    ) {
      last.text += ` ${line}`;
    } else {
      const block = { text: line.replace(/ {2,}/g, ' '), gapBefore };
      blocks.push(block);
      if (!isFurniture(line)) headline ??= block;
      gapBefore = 0;
    }
    lastLineLength = line.length;
  }
  return blocks;
}

/** Whether two lines with no empty line between are one paragraph, or one line of the box that was broken. */
function goOn(last: string, line: string): boolean {
  return !standsAlone(line) && (!standsAlone(last) || last.endsWith(','));
}

/** A line that is no part of a paragraph, even without an empty line between. */
export function standsAlone(line: string): boolean {
  const isShort = line.length <= 200;
  return (
    isShort &&
    (isFurniture(line) ||
      boxHeading.test(line) ||
      endHeading.test(line) ||
      readCopyright(line) !== null ||
      readDetail(line) !== null)
  );
}

/** The heading of a box. "Details" alone may head a part of the article, unless a line of a box follows. */
export function isBoxHeading(blocks: Block[], at: number): boolean {
  const [heading, film] = boxHeading.exec(blocks[at]!.text) ?? [];
  const next = blocks[at + 1]?.text;
  return heading !== undefined && (film !== undefined || (next !== undefined && readDetail(next) !== null));
}

/** A box without a heading: two lines of it in a row, one of which says what film this is. */
export function isHeadlessBox(blocks: Block[], at: number): boolean {
  const isSentence = /^[^:：]*[:：]\s*\p{Ll}.*[.!?]$/u.test(blocks[at]!.text);
  if (isSentence) return false; // "Cast: it is large." above a box
  const here = readDetail(blocks[at]!.text)?.found;
  const next = blocks[at + 1] && readDetail(blocks[at + 1]!.text)?.found;
  const keys = Object.keys({ ...here, ...next });
  const tells = keys.filter((key) => ['title', 'releaseYear', 'directors', 'actors'].includes(key));
  return !!here && !!next && Object.keys(here).length > 0 && tells.length > 0;
}

/** Bytes, since a paragraph of Japanese says in 70 characters what takes 200 in English. */
const shortestParagraphBytes = 200;

/** A paragraph for certain, no link or caption. */
export function isParagraph({ text }: Block): boolean {
  return Buffer.byteLength(text) >= shortestParagraphBytes && !isFurniture(text);
}

export function endsSentence({ text }: Block): boolean {
  return /[.!?…。！？؟][\p{Pe}\p{Pf}"']*$/u.test(text);
}

/**
 * Where the article is over: at the author's copyright line or, without one, at "Related Articles".
 * Either may also stand inside an article, as a caption and an insert, with paragraphs or the box to come.
 * @returns the number of blocks if nothing ends it.
 */
export function findFoot(blocks: Block[]): number {
  const box = blocks.findLastIndex((_, at) => isBoxHeading(blocks, at) || isHeadlessBox(blocks, at));
  let foot = blocks.length;
  let isAtCopyright = false;
  let hasParagraphBelow = false;
  for (let at = blocks.length - 1; at > box; at--) {
    const block = blocks[at]!;
    if (endHeading.test(block.text)) {
      if (!isAtCopyright && !hasParagraphBelow) foot = at;
      hasParagraphBelow = false;
    } else if (readCopyright(block.text) && !hasParagraphBelow) {
      foot = at;
      isAtCopyright = true;
    } else hasParagraphBelow ||= isParagraph(block);
  }
  // Below the box and with nothing between, "Related Articles" is no insert: the copyright line is the site's.
  const heading = blocks.findIndex(({ text }, at) => at > box && endHeading.test(text));
  const isRightBelowBox = box >= 0 && heading > box && !blocks.slice(box, heading).some(isParagraph);
  return isRightBelowBox ? Math.min(foot, heading) : foot;
}
