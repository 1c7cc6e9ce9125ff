import { boxHeading, isBoxHeading, isHeadlessBox } from './box';
import { readByline } from './byline';
import { readCreditLine } from './credit-line';
import { readDetail, splitLabels } from './details';
import { isEndHeading, isFurniture, readCopyright } from './furniture';
import { kindOfLabel } from './labels';

/** A piece of the page with empty lines around it. */
export interface Block {
  text: string;
  /** Empty lines before it: pictures and boxes leave more than one. */
  gapBefore: number;
}

/** Who breaks lines by hand breaks them before this; a longer line is a paragraph of its own. */
const longestWrappedLine = 120;

/** Who breaks lines for width fills them: a shorter line stands for itself, such as a name above a date. */
const shortestWrappedLine = 40;

/** A year alone below a title. */
const yearBelow = /(?<=\S)[ \n]*\n\s*(?=\((?:18[89]|19\d|20\d)\d\)\s*(?:\n|$))/g;

/** "Cast: Ann Lee, Bo", and "      Ray" below it: what hangs below a label belongs to it. */
function joinHanging(text: string): string {
  return text.replace(hanging, (lines) => lines.replace(/\n +/g, ' '));
}

const hanging = /^\p{Lu}[^:\n]{1,30}:\s[^\n]{20,200}(?:\n {3,}\S[^\n]{0,200}){1,4}$/gmu;

export function toBlocks(text: string): Block[] {
  const lines = splitLabels(joinHanging(text).replace(yearBelow, ' '))
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
      isBroken(lastLineLength, line) &&
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

/** Whoever breaks lines at a width breaks one where the next word has no room: a long line below a short one begins anew. */
function isBroken(lastLineLength: number, line: string): boolean {
  const [word] = line.split(' ', 1);
  return lastLineLength + word!.length + slack >= line.length;
}

const slack = 12;

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
      isEndHeading(line) ||
      readCopyright(line) !== null ||
      readDetail(line) !== null ||
      (/^(?:(?:posted|written|reviewed|review|words|text) )?by \p{Lu}/iu.test(line) &&
        readByline(line) !== null) ||
      (/^\p{Lu}[^.!?,:]{1,30}$/u.test(line) && kindOfLabel(line) !== null) ||
      /^\((?:19|20)\d\d\)$|^(?:19|20)\d\d$/.test(line) ||
      readCreditLine(line) !== null ||
      readByline(line)?.datePublished !== undefined)
  );
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
    if (isEndHeading(block.text)) {
      if (!isAtCopyright && !hasParagraphBelow) foot = at;
      hasParagraphBelow = false;
    } else if (readCopyright(block.text) && !hasParagraphBelow) {
      foot = at;
      isAtCopyright = true;
    } else hasParagraphBelow ||= isParagraph(block);
  }
  // Below the box and with nothing between, "Related Articles" is no insert: the copyright line is the site's.
  const heading = blocks.findIndex(({ text }, at) => at > box && isEndHeading(text));
  const isRightBelowBox = box >= 0 && heading > box && !blocks.slice(box, heading).some(isParagraph);
  return isRightBelowBox ? Math.min(foot, heading) : foot;
}
