import type { SqlExecutor } from '../database/sql';
import type { Genre } from './genre.type';

const columns = 'genre.id, genre.slug, genre.name';

export function listGenres(sql: SqlExecutor): Promise<Genre[]> {
  return sql.query<Genre>(`/* genres */ SELECT ${columns} FROM genre ORDER BY match_key(genre.name)`);
}

export function genresByIds(sql: SqlExecutor, ids: readonly number[]): Promise<Genre[]> {
  return sql.query<Genre>(
    `/* genres by ids */ SELECT ${columns} FROM genre WHERE genre.id = ANY($1::int[])`,
    [ids],
  );
}

export async function findGenreBySlug(sql: SqlExecutor, slug: string): Promise<Genre | null> {
  const [found] = await sql.query<Genre>(
    `/* genre by slug */ SELECT ${columns} FROM genre WHERE genre.slug = $1`,
    [slug],
  );
  return found ?? null;
}

/** The genres of each film, by name. */
export function genresByFilm(
  sql: SqlExecutor,
  filmIds: readonly number[],
): Promise<(Genre & { parentId: number })[]> {
  return sql.query(
    `/* genres by film */
    SELECT film_genre.film_id AS "parentId", ${columns}
    FROM film_genre JOIN genre ON genre.id = film_genre.genre_id
    WHERE film_genre.film_id = ANY($1::int[])
    ORDER BY film_genre.film_id, match_key(genre.name)`,
    [filmIds],
  );
}
