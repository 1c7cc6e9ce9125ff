import { distance } from 'fastest-levenshtein';

/** Two spellings of a name meet in their key: no case, accents or punctuation. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether two spellings can be of one person, given that both worked on one film: "Elizabeth Shue" and
 * "Elisabeth Shue", not "Joel Coen" and "Ethan Coen". Only long words may differ, by one letter each.
 */
export function areSpellingsOfOneName(a: string, b: string): boolean {
  const [wordsA, wordsB] = [nameKey(a).split(' '), nameKey(b).split(' ')];
  if (wordsA.length !== wordsB.length) return false;
  return wordsA.every((word, index) => {
    const other = wordsB[index]!;
    return word === other || (Math.min(word.length, other.length) >= 5 && distance(word, other) <= 1);
  });
}
