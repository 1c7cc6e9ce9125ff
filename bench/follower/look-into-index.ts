import { ordinalIn, personKinds } from '../../src/relatedness/core/people-features';
import type { RelatednessIndex } from '../../src/relatedness/core/relatedness-index';

/** Ids of the published reviews that the index has of a film; none where it does not know the film. */
export function reviewsOf(index: RelatednessIndex, filmId: number): number[] {
  const film = index.ordinalOf(filmId);
  if (film < 0) return [];
  const { ofFilm, ids } = index.reviews;
  return [...ofFilm.values.subarray(ofFilm.start(film), ofFilm.end(film))].map((review) => ids[review]!);
}

/** Ids of the people whom the index has as the film's directors. */
export function directorsOf(index: RelatednessIndex, filmId: number): number[] {
  const film = index.ordinalOf(filmId);
  if (film < 0) return [];
  const { people, features } = index;
  return [...people.values.subarray(people.start(film), people.end(film))]
    .map(ordinalIn)
    .filter((feature) => features.kinds[feature] === personKinds.DIRECTOR)
    .map((feature) => features.personIds[feature]!);
}
