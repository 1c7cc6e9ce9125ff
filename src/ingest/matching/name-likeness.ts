import { distance } from 'fastest-levenshtein';

/**
 * Whether two spellings can be of one person, given that both worked on one film: "Elizabeth Shue" and
 * "Elisabeth Shue", not "Joel Coen" and "Ethan Coen". Only long words may differ, by one letter each.
 * @param a as PostgreSQL's `match_key` writes it, like `b`; their order does not matter.
 */
export function areSpellingsOfOneName(a: string, b: string): boolean {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  if (wordsA.length !== wordsB.length) return false;
  return wordsA.every((word, index) => {
    const other = wordsB[index]!;
    return word === other || (Math.min(word.length, other.length) >= 5 && distance(word, other) <= 1);
  });
}
