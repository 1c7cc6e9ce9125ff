import { MatchRule } from './match-words';
import { areSpellingsOfOneName } from './name-likeness';

/**
 * How two titles meet: written alike but for case, accents and punctuation; sharing no more than their `title_key`; or
 * one being all of the other before its subtitle, which counts in one and the same year only.
 */
export type TitleLikeness = 'SAME' | 'NEAR' | 'HEAD';

/** What speaks for two films of one title being one, or against it. Names are keys of one kind on both sides. */
export interface FilmLikeness {
  title: TitleLikeness;
  /** In years; null where one of the two is not known. */
  yearGap: number | null;
  directors: readonly string[];
  knownDirectors: readonly string[];
  actors: readonly string[];
  knownActors: readonly string[];
}

/** So many actors in common say that it is one film; fewer, where the shorter cast has no more. */
const actorsForCertain = 2;
/** Two casts that have so many each, and nobody in common, are of two films; fewer only speak for it. */
const actorsToContradict = 3;

/** Log odds, as counted on pairs of films that are known to be one or two: the README beside this has the counts. */
const weights = {
  title: { SAME: 1.9, NEAR: 0.2, HEAD: -3 },
  yearGap: [3.7, 0.5, -1.8, -8.9],
  yearUnknown: 1.1,
  director: { shared: 3.9, different: -4, unknown: 0 },
  cast: { shared: 4.6, apart: -3, different: -5.3, unknown: 0 },
} as const;

/** @returns log odds, above 0 where the two are rather one. */
export function filmEvidence(pair: FilmLikeness): number {
  const { title, yearGap } = pair;
  return (
    weights.title[title] +
    (yearGap === null ? weights.yearUnknown : weights.yearGap[Math.min(yearGap, 3)]!) +
    weights.director[compareDirectors(pair)] +
    weights.cast[compareCasts(pair)]
  );
}

export function filmRule({ title, yearGap }: Pick<FilmLikeness, 'title' | 'yearGap'>): MatchRule {
  if (title !== 'SAME') return MatchRule.NEAR_TITLE;
  return yearGap === null ? MatchRule.TITLE : MatchRule.TITLE_AND_YEAR;
}

type Comparison = 'shared' | 'different' | 'unknown';

function compareDirectors({ directors, knownDirectors }: FilmLikeness): Comparison {
  if (directors.length === 0 || knownDirectors.length === 0) return 'unknown';
  const isShared = directors.some((name) =>
    knownDirectors.some((known) => areSpellingsOfOneName(name, known)),
  );
  return isShared ? 'shared' : 'different';
}

function compareCasts({ actors, knownActors }: FilmLikeness): Comparison | 'apart' {
  const [some, others] = [new Set(actors), new Set(knownActors)];
  const fewest = Math.min(some.size, others.size);
  if (fewest === 0) return 'unknown';
  const enough = Math.min(actorsForCertain, fewest);
  const written = [...some].filter((name) => others.has(name)).length;
  // Most that are one agree as written; only the others are worth going through by letters.
  const shared = written >= enough ? written : Math.min(countAlike(some, others), countAlike(others, some));
  if (shared >= enough) return 'shared';
  if (shared > 0) return 'unknown';
  return fewest >= actorsToContradict ? 'different' : 'apart';
}

function countAlike(names: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...names].filter((name) => [...others].some((other) => areSpellingsOfOneName(name, other))).length;
}
