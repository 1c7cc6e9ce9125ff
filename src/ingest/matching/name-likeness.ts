import { distance } from 'fastest-levenshtein';

/**
 * Whether two spellings can be of one person, given that both worked on one film: "Elizabeth Shue" and
 * "Elisabeth Shue", not "Joel Coen" and "Ethan Coen". Each word may differ by one letter, or one of the
 * two leaves out what stands between first and last name: "Francis Coppola" is "Francis Ford Coppola". Where words
 * end says nothing: "Robert DeNiro" is "Robert De Niro".
 * @param a as PostgreSQL's `match_key` writes it, like `b`; their order does not matter.
 */
export function areSpellingsOfOneName(a: string, b: string): boolean {
  const [wordsA, wordsB] = [a.split(' '), b.split(' ')];
  if (wordsA.length !== wordsB.length) {
    if (wordsA.join('') === wordsB.join('')) return true;
    const [shorter, longer] = wordsA.length < wordsB.length ? [wordsA, wordsB] : [wordsB, wordsA];
    const isOneName = !longer.includes('and'); // "Electra and Elise Avellan"
    return isOneName && shorter.length === 2 && shorter[0] === longer[0] && shorter[1] === longer.at(-1);
  }
  return wordsA.every((word, index) => {
    const other = wordsB[index]!;
    const shorter = Math.min(word.length, other.length);
    // Of a short word a letter may be missing ("Shu", "Jon"), but not another one: Mark and Mary are two.
    const mayDiffer = shorter >= 5 || (shorter >= 3 && word.length !== other.length);
    return word === other || (mayDiffer && distance(word, other) <= 1);
  });
}
