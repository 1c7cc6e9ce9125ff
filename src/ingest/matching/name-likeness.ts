import { distance } from 'fastest-levenshtein';

/**
 * Whether two spellings can be of one person, given that both worked on one film: "Elizabeth Shue" and
 * "Elisabeth Shue", not "Joel Coen" and "Ethan Coen". Each word may differ by one letter.
 * @param a as PostgreSQL's `match_key` writes it, like `b`; their order does not matter.
 */
export function areSpellingsOfOneName(a: string, b: string): boolean {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  if (wordsA.length !== wordsB.length) return false;
  return wordsA.every((word, index) => {
    const other = wordsB[index]!;
    const shorter = Math.min(word.length, other.length);
    // Of a short word a letter may be missing ("Shu", "Jon"), but not another one: Mark and Mary are two.
    const mayDiffer = shorter >= 5 || (shorter >= 3 && word.length !== other.length);
    return word === other || (mayDiffer && distance(word, other) <= 1);
  });
}
