import type { Block } from './blocks';
import { type Detail, type Details, readDetail } from './details';
import { isEndHeading, isFurniture, readCopyright } from './furniture';
import { kindOfLabel, type LabelKind } from './labels';
import { isName, readNameList } from './name-lists';

export const boxHeading =
  /^(?:(?:(movie|film)|release|production)\s+)?(?:details|info|information|facts)\s*:?$|^(?:cast (?:and|&) crew|(?:film )?credits(?: (?:and|&) synopsis)?|ficha(?: técnica)?|fiche(?: technique)?|scheda(?: tecnica)?|steckbrief)\s*:?$/i;

/** The heading of a box. "Details" alone may head a part of the article, unless a line of a box follows. */
export function isBoxHeading(blocks: Block[], at: number): boolean {
  const [heading, film] = boxHeading.exec(blocks[at]!.text) ?? [];
  const next = blocks[at + 1]?.text;
  if (heading === undefined || next === undefined) return heading !== undefined && film !== undefined;
  return (
    film !== undefined || readDetail(next) !== null || (boxHeading.test(next) && isBoxHeading(blocks, at + 1))
  );
}

const mostLines = 12;
const mostNames = 100;

/**
 * What the line of a box says that stands there: label and value, or a label with its value in the next block, or with
 * a name in each of the next.
 * @returns null where there is none; `length` is how many blocks it takes.
 */
export function detailAt(blocks: Block[], at: number): (Detail & { length: number }) | null {
  if (at >= blocks.length) return null;
  const next = blocks[at + 1]?.text;
  const detail = readDetail(blocks[at]!.text, next !== undefined && !isOfPage(next) ? next : undefined);
  if (!detail) return null;
  let length = detail.usesNext ? 2 : 1;
  const key = detail.found.actors ? 'actors' : detail.found.directors ? 'directors' : null;
  if (!detail.usesNext || key === null) return { ...detail, length };
  const names = [detail.found[key]!];
  while (length < mostNames && isNameAlone(blocks[at + length]?.text))
    names.push(blocks[at + length++]!.text);
  return { ...detail, found: { ...detail.found, [key]: names.join(', ') }, length };
}

function isNameAlone(text: string | undefined): boolean {
  return text?.includes(' ') === true && isName(text) && kindOfLabel(text) === null && !isOfPage(text);
}

/** What the page says of itself. */
function isOfPage(text: string): boolean {
  return isFurniture(text) || isEndHeading(text) || boxHeading.test(text) || readCopyright(text) !== null;
}

/** A box without a heading: lines of it in a row, one of which says what film this is. */
export function isHeadlessBox(blocks: Block[], at: number): boolean {
  const isSentence = /^[^:：]*[:：]\s*\p{Ll}.*[.!?]$/u.test(blocks[at]!.text);
  if (isSentence) return false; // "Cast: it is large." above a box
  const keys = new Set<string>();
  let lines = 0;
  for (let next = at; next < blocks.length && lines < mostLines; lines++) {
    const detail = detailAt(blocks, next);
    if (!detail || (lines === 0 && detail.doubt)) break;
    for (const key of Object.keys(detail.found)) keys.add(key);
    next += detail.length;
  }
  return lines >= 2 && ['title', 'releaseYear', 'directors', 'actors'].some((key) => keys.has(key));
}

/**
 * "Cast", with "Frances McDormand as Marge" below it, a line each; "Directed by", with a name below it.
 * @param isAtHead whether the article is still to come: below it, "Written by" is said of the film.
 */
export function readCreditHeading(
  blocks: Block[],
  at: number,
  isAtHead: boolean,
): { found: Details; length: number } | null {
  const kind = blocks[at]!.text.length <= 40 ? kindOfLabel(blocks[at]!.text.replace(/^the\s+/i, '')) : null;
  const next = blocks[at + 1]?.text;
  if (kind === null || next === undefined || next.length > 120) return null;
  if (kind === 'year' && /^\D{0,20}(?:\d{1,2}\D{1,20})?(?:19|20)\d\d$/.test(next))
    return { found: { releaseYear: Number(next.slice(-4)) }, length: 1 };
  if (kind === 'author' && isNameAlone(next)) return { found: isAtHead ? { author: next } : {}, length: 1 };
  if (kind === 'other' && isNameAlone(next)) {
    const end = blocks.slice(at + 1, at + mostLines).findIndex(({ text }) => !isNameAlone(text));
    return { found: {}, length: end < 0 ? 1 : end };
  }
  if (kind !== 'actors' && kind !== 'director') return null;
  const rest = blocks.slice(at + 1, at + 1 + (kind === 'actors' ? mostNames : 3)).map(({ text }) => text);
  const end = rest.findIndex((line) => line.length > 120 || isLabel(line) || !isCredited(line));
  const names = end < 0 ? rest : rest.slice(0, end);
  if (names.length === 0) return null;
  return {
    found:
      kind === 'actors' ? { actors: names.join(', '), isCastPartial: true } : { directors: names.join(', ') },
    length: names.length,
  };
}

function isCredited(line: string): boolean {
  const [name] = line.split(/ as |\s[–—-]\s|\.{2,}|\s\(/);
  return isName(name!.trim()) || readNameList(line) !== null;
}

const headings = new Set<LabelKind>(['director', 'actors', 'genres', 'year', 'rating', 'other', 'author']);

function isLabel(line: string): boolean {
  const kind = kindOfLabel(line.replace(/\s*:$/, ''));
  return (kind !== null && headings.has(kind)) || boxHeading.test(line) || /^film credits$/i.test(line);
}
