import type { SqlExecutor } from '../../database/sql';
import { filmCandidates, type KnownFilm } from '../film-facts.store';
import { areSpellingsOfOneName } from './name-likeness';

export interface WantedFilm {
  title: string;
  releaseYear: number | null;
  /** As `match_key` writes them. */
  directorKeys: string[];
  imdbId?: string | undefined;
  tmdbId?: number | undefined;
}

/**
 * Find the film that a source speaks of: by external id, else by title and year, or a year off by one and a
 * shared director. Remakes share a title, so where one of the two years is not known the directors must not
 * contradict each other, and only one film may be left.
 */
export async function findFilm(sql: SqlExecutor, wanted: WantedFilm): Promise<KnownFilm | null> {
  const { title, releaseYear, directorKeys } = wanted;
  const candidates = await filmCandidates(sql, {
    title,
    imdbId: wanted.imdbId ?? null,
    tmdbId: wanted.tmdbId ?? null,
  });
  const sameId = candidates.find((film) => film.isSameId);
  if (sameId) return sameId;
  const sameYear = candidates.find((film) => releaseYear !== null && film.releaseYear === releaseYear);
  if (sameYear) return sameYear;
  // Sources differ on whether a festival or the cinemas count; no director remakes a film within a year.
  const nextYear = candidates.filter(
    (film) =>
      Math.abs((film.releaseYear ?? Number.NaN) - (releaseYear ?? Number.NaN)) === 1 &&
      isDirectorShared(film.directorKeys, directorKeys),
  );
  if (nextYear.length === 1) return nextYear[0]!;
  const possible = candidates.filter(
    (film) =>
      (film.releaseYear === null || releaseYear === null) &&
      !doDirectorsDiffer(film.directorKeys, directorKeys),
  );
  return possible.length === 1 ? possible[0]! : null;
}

/** Where one side names none there is nothing to differ. The order of the two does not matter. */
function doDirectorsDiffer(some: string[], others: string[]): boolean {
  if (some.length === 0 || others.length === 0) return false;
  return !isDirectorShared(some, others);
}

function isDirectorShared(some: string[], others: string[]): boolean {
  return some.some((key) => others.some((other) => areSpellingsOfOneName(key, other)));
}
