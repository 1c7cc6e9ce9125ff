import type { Profile } from './profile';
import { Ranking } from './rank';
import { type FilmFacts, type IndexSize, RelatednessIndex } from './relatedness-index';

/**
 * Films ranked by a profile, where they stay as they are.
 * @param size how many there are, where that is known: room is made for them at once.
 */
export function rankingOf(profile: Profile, films: Iterable<FilmFacts>, size?: IndexSize): Ranking {
  const index = new RelatednessIndex(profile);
  if (size) index.reserve(size);
  for (const film of films) index.put(film);
  index.settle();
  return new Ranking(index);
}
