import type { SqlExecutor } from '../../database/sql';
import { areSpellingsOfOneName } from './name-likeness';

export interface KnownFilm {
  id: number;
  title: string;
  releaseYear: number | null;
  castIsComplete: boolean;
}

export interface WantedFilm {
  title: string;
  releaseYear: number | null;
  directors: string[];
  imdbId?: string | undefined;
  tmdbId?: number | undefined;
}

/**
 * Find the film that a source speaks of: by external id, else by title and year. Remakes share a title, so
 * where one of the two years is not known the directors must not contradict each other, and only one film
 * may be left.
 */
export async function findFilm(sql: SqlExecutor, wanted: WantedFilm): Promise<KnownFilm | null> {
  const candidates = await sql.query<KnownFilm & { isSameId: boolean; directors: string[] }>(
    `/* films by id or title */
    SELECT film.id, film.title, film.release_year AS "releaseYear", film.cast_is_complete AS "castIsComplete",
      coalesce(film.imdb_id = $2, false) OR coalesce(film.tmdb_id = $3, false) AS "isSameId",
      ARRAY(
        SELECT person.name FROM credit JOIN person ON person.id = credit.person_id
        WHERE credit.film_id = film.id AND credit.role = 'DIRECTOR'
      ) AS directors
    FROM film
    WHERE match_key(film.title) = match_key($1) OR film.imdb_id = $2 OR film.tmdb_id = $3
    ORDER BY film.id`,
    [wanted.title, wanted.imdbId ?? null, wanted.tmdbId ?? null],
  );
  const sameId = candidates.find((film) => film.isSameId);
  if (sameId) return sameId;
  const sameYear = candidates.find(
    (film) => wanted.releaseYear !== null && film.releaseYear === wanted.releaseYear,
  );
  if (sameYear) return sameYear;
  const possible = candidates.filter(
    (film) =>
      (film.releaseYear === null || wanted.releaseYear === null) &&
      !doDirectorsDiffer(film.directors, wanted.directors),
  );
  return possible.length === 1 ? possible[0]! : null;
}

function doDirectorsDiffer(known: string[], wanted: string[]): boolean {
  if (known.length === 0 || wanted.length === 0) return false;
  return !known.some((name) => wanted.some((other) => areSpellingsOfOneName(name, other)));
}
