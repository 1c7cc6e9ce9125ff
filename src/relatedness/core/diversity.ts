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
  const left = entries.map((entry) => ({ entry, score: score(entry), likeness: 0 }));
  const worth = (candidate: (typeof left)[number]) =>
    (1 - diversity) * candidate.score - diversity * candidate.likeness;
  const taken: Entry[] = [];
  while (taken.length < first && left.length > 0) {
    let best = 0;
    for (let at = 1; at < left.length; at++) if (worth(left[at]!) > worth(left[best]!)) best = at;
    const { entry } = left.splice(best, 1)[0]!;
    taken.push(entry);
    if (taken.length === first) break; // to nothing that follows need it be compared
    for (const other of left) other.likeness = Math.max(other.likeness, likeness(entry, other.entry));
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
