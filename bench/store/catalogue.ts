import { type Casting, castFilms } from './casting';
import { drawGenres } from './genres';
import { drawReviewedFilms, drawVoteCounts } from './popularity';
import { Random } from './random';
import type { Scale } from './scale';
import { drawReleaseYears, FilmsByYear } from './years';

/** What a synthetic store holds, but for the words. Films, people and reviews are counted from 0. */
export interface Catalogue {
  seed: string;
  scale: Scale;
  releaseYears: Int16Array;
  /** Ordinals of `genreNames`. */
  genres: Uint8Array[];
  voteCounts: (number | null)[];
  casting: Casting;
  /** The film of each review. */
  reviewedFilms: Int32Array;
}

/** Raised whenever the same seed would give another store. */
export const generatorVersion = 2;

export function generateCatalogue(seed: string, scale: Scale): Catalogue {
  const { films, reviews } = scale;
  const releaseYears = drawReleaseYears(new Random(`${seed}/years`), films);
  const voteCounts = drawVoteCounts(seed, films);
  return {
    seed,
    scale,
    releaseYears,
    genres: drawGenres(seed, films),
    voteCounts,
    casting: castFilms(seed, scale, new FilmsByYear(releaseYears)),
    reviewedFilms: drawReviewedFilms(seed, { reviews, voteCounts }),
  };
}
