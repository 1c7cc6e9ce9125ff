import { MatchRule } from './match-words';
import { areSpellingsOfOneName } from './name-likeness';

/** What speaks for two films of one title being one, or against it. Names are keys of one kind on both sides. */
export interface FilmLikeness {
  /** Written alike but for case, accents and punctuation; if not, the titles share no more than their `title_key`. */
  isTitleSame: boolean;
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
  sameTitle: 1.9,
  nearTitle: 0.2,
  yearGap: [3.7, 0.5, -1.8, -8.9],
  yearUnknown: 1.1,
  director: { shared: 3.9, different: -4, unknown: 0 },
  cast: { shared: 4.6, apart: -3, different: -5.3, unknown: 0 },
} as const;

/** @returns log odds, above 0 where the two are rather one. */
export function filmEvidence(pair: FilmLikeness): number {
  const { isTitleSame, yearGap } = pair;
  return (
    (isTitleSame ? weights.sameTitle : weights.nearTitle) +
    (yearGap === null ? weights.yearUnknown : weights.yearGap[Math.min(yearGap, 3)]!) +
    weights.director[compareDirectors(pair)] +
    weights.cast[compareCasts(pair)]
  );
}

export function filmRule({ isTitleSame, yearGap }: Pick<FilmLikeness, 'isTitleSame' | 'yearGap'>): MatchRule {
  if (!isTitleSame) return MatchRule.NEAR_TITLE;
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
  const shared = [...some].filter((name) => others.has(name)).length;
  const fewest = Math.min(some.size, others.size);
  if (shared > 0 && shared >= Math.min(actorsForCertain, fewest)) return 'shared';
  if (shared > 0 || fewest === 0) return 'unknown';
  return fewest >= actorsToContradict ? 'different' : 'apart';
}
