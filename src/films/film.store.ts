import { type SqlExecutor, selectList } from '../database/sql';
import { filmColumns } from './film.columns';
import type { Film } from './film.type';

const columns = selectList('film', filmColumns);

export function filmsByIds(sql: SqlExecutor, ids: readonly number[]): Promise<Film[]> {
  return sql.query<Film>(`/* films by ids */ SELECT ${columns} FROM film WHERE film.id = ANY($1::int[])`, [
    ids,
  ]);
}

/** What was merged into another film leads to that one. */
export function filmsByFormerIds(
  sql: SqlExecutor,
  ids: readonly number[],
): Promise<(Film & { formerId: number })[]> {
  return sql.query(
    `/* films by former ids */
    SELECT former_film.id AS "formerId", ${columns}
    FROM former_film JOIN film ON film.id = former_film.film_id WHERE former_film.id = ANY($1::int[])`,
    [ids],
  );
}

/** By the slug that it has, else by that of a film which was merged into it. */
export async function findFilmBySlug(sql: SqlExecutor, slug: string): Promise<Film | null> {
  const [found] = await sql.query<Film>(
    `/* film by slug */ SELECT ${columns} FROM film WHERE film.slug = $1`,
    [slug],
  );
  if (found) return found;
  const [former] = await sql.query<Film>(
    `/* film by former slug */
    SELECT ${columns} FROM former_film JOIN film ON film.id = former_film.film_id WHERE former_film.slug = $1`,
    [slug],
  );
  return former ?? null;
}

/** By the id that it has, else by that of a film which was merged into it. */
export async function findFilmByImdbId(sql: SqlExecutor, imdbId: string): Promise<Film | null> {
  const [found] = await sql.query<Film>(
    `/* film by IMDb id */ SELECT ${columns} FROM film WHERE film.imdb_id = $1`,
    [imdbId],
  );
  if (found) return found;
  const [former] = await sql.query<Film>(
    `/* film by former IMDb id */
    SELECT ${columns} FROM former_film JOIN film ON film.id = former_film.film_id WHERE former_film.imdb_id = $1
    ORDER BY former_film.id LIMIT 1`,
    [imdbId],
  );
  return former ?? null;
}

/** How many published reviews there are of each; nothing of films that are not there. */
export function reviewCountsByFilm(
  sql: SqlExecutor,
  filmIds: readonly number[],
): Promise<{ id: number; reviews: number }[]> {
  return sql.query(
    `/* review counts by film */
    SELECT film_id AS id, review_count AS reviews FROM film_tally WHERE film_id = ANY($1::int[])`,
    [filmIds],
  );
}
