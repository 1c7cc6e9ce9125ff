import type { CompleteFilms } from './complete-films';
import { type Liked, nearestByLikes } from './liked-both';
import type { FindMovie } from './movie-links';
import type { Progress } from './progress';
import { parseRating, ratingFormOf } from './rating-line';
import { gainsByPlace, halfOf, type Truth, type TruthQuery } from './truth';
import { UserRatings } from './user-ratings';

/** Films with fewer ratings say nothing reliable. */
export const fewestRatings = 50;
/** Of more films than these, only the most rated are compared, so that memory stays small. */
export const mostFilms = 4_000;
/** Of 5 stars: who gave so many, or more, liked the film. */
export const fewestStars = 4;
/** So many are to be found for each film. */
const related = 20;

type RatingForm = NonNullable<ReturnType<typeof ratingFormOf>>;

/**
 * Ratings as MovieLens publishes them (rating-line.ts): from them, for each film, the ones that were liked by the
 * same people. Of several ratings of a movie by one user the latest counts.
 */
export class RatingsReader {
  private form: RatingForm | undefined;
  private readonly ratings = new UserRatings();

  constructor(
    private readonly source: string,
    private readonly films: CompleteFilms,
    private readonly options: { findMovie: FindMovie; progress: Progress },
  ) {}

  static reads(firstLine: string): boolean {
    return ratingFormOf(firstLine) !== undefined;
  }

  take(line: string): void {
    if (!this.form) {
      this.form = ratingFormOf(line)!;
      if (this.form.hasHeader) return;
    }
    this.ratings.add(parseRating(line, this.form));
  }

  async finish(): Promise<Truth> {
    const { universe, placeOfMovie, notes } = this.chooseUniverse();
    const nearest = await nearestByLikes(
      this.likes(placeOfMovie),
      { userCount: this.ratings.userCount, filmCount: universe.length, first: related },
      this.options.progress,
    );
    return {
      source: this.source,
      form: 'who liked both, from ratings',
      universe: new Set(universe),
      queries: nearest.flatMap((films, place): TruthQuery[] => {
        if (films.length === 0) return [];
        const filmId = universe[place]!;
        const gains = gainsByPlace(films.map(({ film }) => universe[film]));
        return [{ filmId, gains, half: halfOf(this.films.get(filmId).tmdbId ?? filmId) }];
      }),
      notes,
    };
  }

  /** @returns the films that are rated most, by id, and where each movie of the file stands among them. */
  private chooseUniverse() {
    const ratings = new Map<number, number>();
    let unknown = 0;
    for (const [movieId, count] of this.countRatings()) {
      const filmId = this.options.findMovie(movieId);
      if (filmId === undefined) unknown++;
      else ratings.set(filmId, (ratings.get(filmId) ?? 0) + count);
    }
    const rated = [...ratings].filter(([, count]) => count >= fewestRatings);
    const universe = rated
      .sort(([idA, countA], [idB, countB]) => countB - countA || idA - idB)
      .slice(0, mostFilms)
      .map(([filmId]) => filmId)
      .sort((a, b) => a - b);
    const placeOfFilm = new Map(universe.map((filmId, place) => [filmId, place]));
    const placeOfMovie = (movieId: number) => placeOfFilm.get(this.options.findMovie(movieId) ?? Number.NaN);
    const chosen = rated.length > mostFilms ? `the ${mostFilms} most rated of ${rated.length}` : rated.length;
    return {
      universe,
      placeOfMovie,
      notes: [
        `${chosen} films with at least ${fewestRatings} ratings; liked means ${fewestStars} stars or more`,
        ...(unknown > 0
          ? [`${unknown} of its films are not known with director, cast and genres, and left out`]
          : []),
      ],
    };
  }

  private countRatings(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const opinions of this.ratings.byUser()) {
      for (const { movieId } of opinions) counts.set(movieId, (counts.get(movieId) ?? 0) + 1);
    }
    return counts;
  }

  private *likes(placeOfMovie: (movieId: number) => number | undefined): IterableIterator<Liked> {
    for (const opinions of this.ratings.byUser()) {
      const liked = opinions.filter(({ stars }) => stars >= fewestStars);
      // Two movies may be one film.
      const films = new Set(liked.map(({ movieId }) => placeOfMovie(movieId)));
      yield {
        films: [...films].filter((film) => film !== undefined).sort((a, b) => a - b),
        total: liked.length,
      };
    }
  }
}
