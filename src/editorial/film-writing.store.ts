import { type SqlExecutor, selectList } from '../database/sql';
import { filmColumns } from '../films/film.columns';
import { lockRow, writeRow } from './rows.store';

/** All that is written of a film but its credits. */
export interface WrittenFilm {
  id: number;
  version: number;
  slug: string;
  title: string;
  originalTitle: string | null;
  releaseYear: number | null;
  runtimeMinutes: number | null;
  castIsComplete: boolean;
  voteCount: number | null;
  voteAverage: number | null;
  imdbId: string | null;
  tmdbId: number | null;
  wikidataId: string | null;
  /** By name. */
  genres: string[];
}

const names: Record<Exclude<keyof WrittenFilm, 'genres'>, string> = {
  id: filmColumns.id,
  version: filmColumns.version,
  slug: filmColumns.slug,
  title: filmColumns.title,
  originalTitle: filmColumns.originalTitle,
  releaseYear: filmColumns.releaseYear,
  runtimeMinutes: filmColumns.runtimeMinutes,
  castIsComplete: filmColumns.castIsComplete,
  voteCount: 'vote_count',
  voteAverage: 'vote_average',
  imdbId: filmColumns.imdbId,
  tmdbId: filmColumns.tmdbId,
  wikidataId: filmColumns.wikidataId,
};

const columns = `${selectList('film', names)}, ARRAY(
  SELECT genre.name FROM film_genre JOIN genre ON genre.id = film_genre.genre_id
  WHERE film_genre.film_id = film.id ORDER BY match_key(genre.name)
) AS genres`;

export function lockFilm(sql: SqlExecutor, id: number): Promise<WrittenFilm | null> {
  return lockRow<WrittenFilm>(sql, 'film', { columns, id });
}

export type FilmFacts = Partial<Omit<WrittenFilm, 'id' | 'version' | 'genres'>>;

/** @param facts what is left out stays as it is. @returns its id. */
export function writeFilm(sql: SqlExecutor, facts: FilmFacts, id?: number): Promise<number> {
  const written = Object.entries(facts).map(([name, value]) => [names[name as keyof FilmFacts], value]);
  return writeRow(sql, 'film', Object.fromEntries(written), id);
}

/** Gives a film these genres and no others. @returns whether it had not just these. */
export async function setGenres(
  sql: SqlExecutor,
  { filmId, genreIds }: { filmId: number; genreIds: number[] },
): Promise<boolean> {
  const removed = await sql.query(
    `/* remove genres of a film */
    DELETE FROM film_genre WHERE film_id = $1 AND genre_id <> ALL($2::int[]) RETURNING genre_id`,
    [filmId, genreIds],
  );
  const added = await sql.query(
    `/* add genres to a film */
    INSERT INTO film_genre (film_id, genre_id) SELECT DISTINCT $1::int, id FROM unnest($2::int[]) AS id
    ON CONFLICT DO NOTHING RETURNING genre_id`,
    [filmId, genreIds],
  );
  return removed.length + added.length > 0;
}

/** Has the version count a change of genres or credits, which the store itself does not see in the film's row. */
export async function countFilmChange(sql: SqlExecutor, filmIds: readonly number[]): Promise<void> {
  await sql.query(
    '/* count change of film */ UPDATE film SET version = version + 1 WHERE id = ANY($1::int[])',
    [filmIds],
  );
}
