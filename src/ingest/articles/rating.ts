/** What a critic gives. */
export interface GivenRating {
  value: number;
  best: number;
  /** Nobody says of how many: papers that give four at most draw their stars as those do that give five. */
  isScaleAssumed?: boolean;
}

interface ReadRating {
  rating: GivenRating;
  /** How much of the text it takes. */
  length: number;
}

/** Marks as at school, worst first; each is worth its place, of 12. */
const grades = ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+'];
const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const number = String.raw`\d{1,3}(?:[.,]\d{1,2})?(?:\s?½|\s1\/2)?|½|(?:${words.join('|')})(?:[ -]and[ -]a[ -]half)?`;
const starName = '(?:stars?|sterne[n]?|étoiles?|estrellas?|stelle)';
const outOf = String.raw`(?:\/|out of|of|von|sur|su|de|av|[01]\s?(?:-|–|to))`;
const points = new RegExp(
  String.raw`^(${number})(?:[\s-]*(?:${starName}|★|⭐️?)|(?:\s[a-z]+){1,3}(?=\s+out of))?\s*\(?${outOf}\s*(?:a possible\s*)?(${number})(?![\d/])(?:\s*(?:${starName}|★|⭐️?))?\)?`,
  'i',
);
const stars = new RegExp(String.raw`^(${number})[\s-]*(?:${starName}(?!\p{L})|★|⭐️?)`, 'iu');
const full = '★⭐✭✮🌟◆●*';
const drawn = new RegExp(
  String.raw`^((?:[${full}]\uFE0F?\s?){1,10})(½|1\/2|⯪|⯨)?\s?((?:[☆✩◇○]\s?){0,9})(?:\s*\(?${outOf}\s*(?:(\d{1,2}|[a-z]+)\b|([★*]{3,5}))\)?)?`,
  'iu',
);
const grade = /^([A-DF])(?:\s?([+\-–−])|[\s-](plus|minus))?(?=$|[\s.,;)])/;
const percent = /^(\d{1,3})\s?%/;

/**
 * What a critic gives, at the beginning of a text: "3/5", "7.5 out of 10", "★★★½", "★★★☆☆", "3 stars", "B+", "85%".
 * Stars of which nobody says how many there are, are of 5.
 * @returns null where it is none.
 */
export function readRating(text: string): ReadRating | null {
  const read = readPoints(text) ?? readStars(text) ?? readGrade(text);
  const { value, best } = read?.rating ?? { value: 0, best: 0 };
  return best > 0 && best <= 1000 && value <= best ? read : null;
}

function readPoints(text: string): ReadRating | null {
  const [all, value, best] = points.exec(text) ?? [];
  if (all !== undefined) return read(all, toNumber(value!), toNumber(best!));
  const [share, hundredths] = percent.exec(text) ?? [];
  return share === undefined ? null : read(share, Number(hundredths), 100);
}

function readStars(text: string): ReadRating | null {
  const [all, filled, half, empty = '', said, signs] = drawn.exec(text) ?? [];
  if (all !== undefined && filled !== undefined) {
    const count = (drawnOnes: string) => [...drawnOnes.replace(/\s|\uFE0F/g, '')].length;
    const value = count(filled) + (half ? 0.5 : 0);
    if (filled.includes('*') && value < 2) return null;
    const rest = count(empty);
    const told = said ?? (signs && String(signs.length));
    if (told) return read(all, value, toNumber(told));
    // "★★★½☆" has five places, of which one is half full.
    if (rest > 0) return read(all, value, Math.ceil(value) + rest);
    return ofFive(all, value, Math.ceil(value));
  }
  const [starred, value] = stars.exec(text) ?? [];
  return starred === undefined ? null : ofFive(starred, toNumber(value!), 10);
}

function read(all: string, value: number, best: number): ReadRating {
  return { rating: { value, best }, length: all.length };
}

/** @param most what more than five are of. */
function ofFive(all: string, value: number, most: number): ReadRating {
  if (value > 5) return read(all, value, most);
  return { rating: { value, best: 5, ...(value <= 4 && { isScaleAssumed: true }) }, length: all.length };
}

function readGrade(text: string): ReadRating | null {
  const [all, letter, drawnSign = '', said] = grade.exec(text) ?? [];
  const sign = said ? { plus: '+', minus: '-' }[said] : drawnSign;
  const value = all === undefined ? -1 : grades.indexOf(`${letter}${sign!.replace(/[–−]/, '-')}`);
  return value < 0 ? null : read(all!, value, grades.length - 1);
}

/**
 * What a critic gives at the end of a paragraph, or with a paragraph of its own: "… and then some. 4/5",
 * "10/10 would watch again". Only where it says of how many: "B" and "5 stars" may be of anything.
 */
export function ratingAtEnd(paragraph: string): GivenRating | null {
  const end = paragraph.trimEnd().slice(-80);
  for (const { index } of end.matchAll(beginsRating)) {
    const said = end.slice(index).replace(/^\(/, '');
    const given = readRating(said);
    // "He is one of ten"
    if (/^\p{L}/u.test(said) && !/out of|star/i.test(said)) continue;
    if (given && isScaled(given) && /^[\s.)!]*$/.test(said.slice(given.length))) return given.rating;
  }
  const labelled = /(?:^|[\s(])(?:rating|score|grade|verdict)\s*:\s*([^:]{1,40})$/i.exec(end)?.[1];
  const graded = labelled === undefined ? null : readRating(labelled);
  if (graded && graded.length >= labelled!.length - 2) return graded.rating;
  const given = paragraph.length <= 60 && /^\d/.test(paragraph) ? readRating(paragraph) : null;
  return given && isScaled(given) ? given.rating : null;
}

const beginsRating = /(?<=^|[\s(—–])[\d½★⭐*◆(]|(?<=^|\s)(?:half|one|two|three|four|five)\b/giu;

function isScaled({ rating }: ReadRating): boolean {
  return !rating.isScaleAssumed && likelyScales.has(rating.best);
}

/** "It was on 9/11" gives nothing. */
const likelyScales = new Set([4, 5, 6, 10, 20, 100]);

function toNumber(text: string): number {
  const [said, half] = text.toLowerCase().split(/[ -]and[ -]a[ -]/);
  const spelled = words.indexOf(said!);
  if (spelled >= 0) return spelled + (half ? 0.5 : 0);
  const [whole, fraction] = text.split(/(?=½)|\s(?=1\/2)/);
  const isHalf = text.includes('½') || fraction === '1/2';
  return (Number((whole ?? '').replace(',', '.').replace('½', '')) || 0) + (isHalf ? 0.5 : 0);
}
