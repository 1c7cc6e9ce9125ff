import { type Question, questionAbout, relationUnits } from './question';
import type { RelatednessIndex } from './relatedness-index';
import { scoreOf } from './score';

/** Only so many of the best change places: a fixed number, so that a shorter list is the beginning of a longer one. */
export const diversityPool = 100;

/**
 * Maximal marginal relevance: the next entry is always the one with the most of
 * (1 − diversity) × score − diversity × the greatest likeness to an entry that was taken before.
 * @param entries best first; of equal ones the first is taken.
 * @param options.diversity 0, for the order as it is, to 1, for nothing but difference; the first stays in any case.
 * @param options.likeness 0 to 1, the same both ways.
 * @returns at most `first` of them.
 * Source: Carbonell & Goldstein, The use of MMR, SIGIR 1998.
 */
export function diversify<Entry>(
  entries: readonly Entry[],
  options: {
    first: number;
    diversity: number;
    score: (entry: Entry) => number;
    likeness: (a: Entry, b: Entry) => number;
  },
): Entry[] {
  const { first, diversity, score, likeness } = options;
  const left = entries.map((entry) => ({ entry, score: score(entry), likeness: 0, comparedWith: 0 }));
  const worthMost = () => {
    let [best, most] = [0, Number.NEGATIVE_INFINITY];
    for (const [at, candidate] of left.entries()) {
      const worth = (1 - diversity) * candidate.score - diversity * candidate.likeness;
      if (worth > most) [best, most] = [at, worth];
    }
    return best;
  };
  const taken: Entry[] = [];
  while (taken.length < first && left.length > 0) {
    const best = worthMost();
    const candidate = left[best]!;
    if (candidate.comparedWith === taken.length) {
      taken.push(candidate.entry);
      left.splice(best, 1);
    } else {
      // What an entry is worth only falls as it is compared: most are out before they have been compared with all.
      const other = taken[candidate.comparedWith++]!;
      candidate.likeness = Math.max(candidate.likeness, likeness(candidate.entry, other));
    }
  }
  return taken;
}

/** @returns how alike two films are: the larger of the scores from one to the other, 1 for a film and itself. */
export function likenessBetween(index: RelatednessIndex): (filmA: number, filmB: number) => number {
  const questions = new Map<number, Question>();
  const about = (film: number) => {
    const question = questions.get(film) ?? questionAbout(index, film);
    questions.set(film, question);
    return question;
  };
  return (filmA, filmB) => {
    if (filmA === filmB) return 1;
    const units = Math.max(
      relationUnits(index, about(filmA), filmB),
      relationUnits(index, about(filmB), filmA),
    );
    return scoreOf(index.profile, units);
  };
}
