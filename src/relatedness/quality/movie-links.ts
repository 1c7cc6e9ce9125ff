import { OperatorError } from '../../errors';
import type { CompleteFilms } from './complete-films';
import { LineFault, readLines } from './lines';

/** @returns the id of a film by the movieId of a ratings file; undefined where it is not among the films. */
export type FindMovie = (movieId: number) => number | undefined;

/**
 * Read MovieLens' links.csv: movieId,imdbId,tmdbId with that header; imdbId without its tt, tmdbId may be empty.
 * @throws OperatorError of one line that names the file and the line.
 */
export async function readMovieLinks(path: string, films: CompleteFilms): Promise<FindMovie> {
  const filmIds = new Map<number, number>();
  let isHeader = true;
  await readLines(path, (line) => {
    if (isHeader) {
      if (line.trim() !== 'movieId,imdbId,tmdbId') throw new LineFault('must be movieId,imdbId,tmdbId');
      isHeader = false;
      return;
    }
    const match = /^(\d+),(\d*),(\d*)$/.exec(line);
    if (!match) throw new LineFault('must have three whole numbers: movieId, imdbId, tmdbId');
    const [, movieId, imdbId, tmdbId] = match;
    const film =
      (tmdbId && films.ofTmdbId(Number(tmdbId))) ||
      (imdbId && films.ofImdbId(`tt${imdbId.padStart(7, '0')}`));
    if (film) filmIds.set(Number(movieId), film.id);
  });
  if (isHeader) throw new OperatorError(`${path}: is empty`);
  return (movieId) => filmIds.get(movieId);
}

/** Where there are no links, a movieId is the film's tmdbId. */
export function withoutLinks(films: CompleteFilms): FindMovie {
  return (movieId) => films.ofTmdbId(movieId)?.id;
}
