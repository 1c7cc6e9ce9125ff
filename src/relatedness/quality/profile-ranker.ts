import type { Ranking } from '../core/rank';
import type { Ranker } from './ranker';

/** @param universe the films that may be ranked; every one where it is null. */
export function profileRanker(ranking: Ranking, universe: ReadonlySet<number> | null): Ranker {
  const among = universe ? (filmId: number) => universe.has(filmId) : undefined;
  return {
    rank: (filmId, first) => ranking.rankFilms({ filmId, first, among }).entries.map((entry) => entry.filmId),
  };
}
