import { areSpellingsOfOneName } from '../matching/name-likeness';
import type { FilmPair } from './match-films.store';

/** So many actors in common say as much as a director; fewer, where the shorter cast has no more. */
const actorsForCertain = 2;
/** Two casts that have so many each, and nobody in common, are of two films. */
const actorsToContradict = 3;

export const pairRanks = [1, 2, 3, 4] as const;

/**
 * How sure it is that two films of one title are one, 1 the surest: 1 the same year and people, 2 a year apart and
 * the same people, 3 the same year and nothing against it, 4 a year unknown and nothing against it.
 * @returns null where they are two.
 */
export function rankFilmPair(pair: FilmPair): (typeof pairRanks)[number] | null {
  const { yearGap, directors, knownDirectors, actors, knownActors } = pair;
  const isDirectorShared = directors.some((name) =>
    knownDirectors.some((known) => areSpellingsOfOneName(name, known)),
  );
  const cast = new Set(knownActors);
  const sharedActors = new Set(actors.filter((name) => cast.has(name))).size;
  const fewestActors = Math.min(new Set(actors).size, cast.size);
  const isCastShared = sharedActors > 0 && sharedActors >= Math.min(actorsForCertain, fewestActors);
  if (isDirectorShared || isCastShared) return yearGap === 0 ? 1 : yearGap === 1 ? 2 : 4;
  const doDirectorsDiffer = directors.length > 0 && knownDirectors.length > 0;
  const doCastsDiffer = sharedActors === 0 && fewestActors >= actorsToContradict;
  if (doDirectorsDiffer || doCastsDiffer || yearGap === 1) return null;
  return yearGap === 0 ? 3 : 4;
}
