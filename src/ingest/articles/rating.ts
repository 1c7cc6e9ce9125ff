export interface GivenRating {
  value: number;
  best: number;
}

/** Marks as at school, worst first; each is worth its place, of 12. */
const grades = ['F', 'D-', 'D', 'D+', 'C-', 'C', 'C+', 'B-', 'B', 'B+', 'A-', 'A', 'A+'];
const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const number = String.raw`\d{1,3}(?:[.,]\d{1,2})?(?:\s?½|\s1\/2)?|½|(?:${words.join('|')})(?: and a half)?`;
const points = new RegExp(
  String.raw`^(${number})(?:\s*(?:stars?|★|⭐️?))?\s*\(?(?:\/|out of|of)\s*(?:a possible\s*)?(${number})(?![\d/])(?:\s*(?:stars?|★|⭐️?))?`,
  'i',
);
const stars = new RegExp(String.raw`^(${number})[\s-]*(?:stars?\b|★|⭐️?)`, 'i');
const drawn =
  /^((?:[★⭐✭✮🌟*]\uFE0F?\s?){1,10})(½|1\/2|⯪|⯨)?\s?((?:[☆✩]\s?){0,9})(?:\s*\(?(?:\/|out of|of)\s*(?:(\d{1,2}|[a-z]+)\b|([★*]{3,5})))?/iu;
const grade = /^([A-DF])\s?([+\-–−]?)(?=$|[\s.,;)])/;
const percent = /^(\d{1,3})\s?%/;

/**
 * What a critic gives, at the beginning of a text: "3/5", "7.5 out of 10", "★★★½", "★★★☆☆", "3 stars", "B+", "85%".
 * Stars of which nobody says how many there are, are of 5.
 * @returns null where it is none; `length` is what was read of the text.
 */
export function readRating(text: string): (GivenRating & { length: number }) | null {
  const given = readPoints(text) ?? readStars(text) ?? readGrade(text);
  return given && given.best > 0 && given.best <= 1000 && given.value <= given.best ? given : null;
}

function readPoints(text: string): (GivenRating & { length: number }) | null {
  const [all, value, best] = points.exec(text) ?? [];
  if (all !== undefined) return { value: toNumber(value!), best: toNumber(best!), length: all.length };
  const [share, hundredths] = percent.exec(text) ?? [];
  if (share === undefined) return null;
  return { value: Number(hundredths), best: 100, length: share.length };
}

function readStars(text: string): (GivenRating & { length: number }) | null {
  const [all, full, half, empty = '', said, signs] = drawn.exec(text) ?? [];
  const outOf = said ?? (signs && String(signs.length));
  if (all !== undefined && full !== undefined) {
    const count = (drawnOnes: string) => [...drawnOnes.replace(/\s|\uFE0F/g, '')].length;
    const value = count(full) + (half ? 0.5 : 0);
    const rest = count(empty);
    // "★★★½☆" has five places, of which one is half full.
    const best = outOf ? toNumber(outOf) : rest > 0 ? Math.ceil(value) + rest : Math.max(5, Math.ceil(value));
    return full.includes('*') && value < 2 ? null : { value, best, length: all.length };
  }
  const [starred, value] = stars.exec(text) ?? [];
  if (starred === undefined) return null;
  return { value: toNumber(value!), best: toNumber(value!) > 5 ? 10 : 5, length: starred.length };
}

function readGrade(text: string): (GivenRating & { length: number }) | null {
  const [all, letter, sign] = grade.exec(text) ?? [];
  const value = all === undefined ? -1 : grades.indexOf(`${letter}${sign!.replace(/[–−]/, '-')}`);
  return value < 0 ? null : { value, best: grades.length - 1, length: all!.length };
}

function toNumber(text: string): number {
  const [said, half] = text.toLowerCase().split(' and a ');
  const spelled = words.indexOf(said!);
  if (spelled >= 0) return spelled + (half ? 0.5 : 0);
  const [whole, fraction] = text.split(/(?=½)|\s(?=1\/2)/);
  const isHalf = text.includes('½') || fraction === '1/2';
  return (Number((whole ?? '').replace(',', '.').replace('½', '')) || 0) + (isHalf ? 0.5 : 0);
}
