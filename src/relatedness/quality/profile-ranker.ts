import type { Profile } from '../core/profile';
import { Ranking } from '../core/rank';
import { RelatednessIndex } from '../core/relatedness-index';
import type { CompleteFilms } from './complete-films';
import type { Ranker } from './ranker';

/** The service's own ranking of the films. */
export function rankByProfile(films: CompleteFilms, profile: Profile): Ranking {
  const index = new RelatednessIndex(profile);
  index.reserve({ films: films.size, credits: films.creditCount, otherCredits: 0, reviews: films.size });
  for (const film of films.facts) index.put(film);
  index.settle();
  return new Ranking(index);
}

/** @param universe the films that may be ranked; every one where it is null. */
export function profileRanker(ranking: Ranking, universe: ReadonlySet<number> | null): Ranker {
  const among = universe ? (filmId: number) => universe.has(filmId) : undefined;
  return {
    rank: (filmId, first) => ranking.rankFilms({ filmId, first, among }).entries.map((entry) => entry.filmId),
  };
}
