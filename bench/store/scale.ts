/** How large a store is, and how skewed. */
export interface Scale {
  reviews: number;
  films: number;
  authors: number;
  publications: number;
  directors: PeopleScale;
  actors: PeopleScale;
}

export interface PeopleScale {
  /** From how many people the credits are drawn; a few of the least busy get none. */
  people: number;
  /** About how many films the busiest of them has. */
  busiest: number;
}

/** Every film has so many actors, billed 0 and up, and one director. */
export const castSize = 10;

const largestFilms = 333_333;

/**
 * A third as many films as reviews.
 *
 * How the busiest grow with the store follows real films. In 21,000 of TMDB's the busiest actor has 100, the
 * busiest director 49; for 333,333 about 600 and 80 were taken, as IMDb has them. Between and below these the
 * figures go by a power of the number of films. So do the people: in the same 21,000 films there are 3.3 actors
 * and 0.5 directors a film.
 */
export function scaleOf(reviews: number): Scale {
  const films = Math.max(1, Math.floor(reviews / 3));
  const size = films / largestFilms;
  return {
    reviews,
    films,
    authors: 200,
    publications: 5,
    directors: { people: Math.ceil(films / 2.3), busiest: Math.max(5, 75 * size ** 0.25) },
    actors: { people: films * 3, busiest: Math.max(12, 600 * size ** 0.65) },
  };
}
