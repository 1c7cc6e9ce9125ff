import { bindCriteria, type ListDefinition, type SortKey } from '../database/keyset';
import { type SqlExecutor, selectList } from '../database/sql';
import type { CreditRole } from './credit-role';
import { filmColumns } from './film.columns';
import type { Credit, Film } from './film.type';

const columns = selectList('film', filmColumns);

export enum FilmOrderField {
  TITLE = 'TITLE',
  RELEASE_YEAR = 'RELEASE_YEAR',
}

export interface FilmCriteria {
  genreId?: number;
  personId?: number;
  releasedFrom?: number;
  releasedTo?: number;
  isReviewed?: boolean;
}

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

export async function findFilmByImdbId(sql: SqlExecutor, imdbId: string): Promise<Film | null> {
  const [found] = await sql.query<Film>(
    `/* film by IMDb id */ SELECT ${columns} FROM film WHERE film.imdb_id = $1`,
    [imdbId],
  );
  return found ?? null;
}

const byTitle: SortKey[] = [
  { expression: 'match_key(film.title)', type: 'text' },
  { expression: 'film.id', type: 'int' },
];

export function filmList(
  criteria: FilmCriteria,
  order = { field: FilmOrderField.TITLE, isDescending: false },
): ListDefinition {
  const { where, values } = bindCriteria(criteria, {
    genreId: (value) =>
      `EXISTS (SELECT FROM film_genre WHERE film_genre.film_id = film.id AND film_genre.genre_id = ${value})`,
    personId: (value) =>
      `EXISTS (SELECT FROM credit WHERE credit.film_id = film.id AND credit.person_id = ${value})`,
    releasedFrom: (value) => `film.release_year >= ${value}`,
    releasedTo: (value) => `film.release_year <= ${value}`,
    isReviewed: (value) =>
      `EXISTS (SELECT FROM review WHERE review.film_id = film.id AND review.status = 'PUBLISHED') = ${value}`,
  });
  const first: Record<FilmOrderField, SortKey> = {
    TITLE: byTitle[0]!,
    RELEASE_YEAR: { expression: 'coalesce(film.release_year, 0)::int', type: 'int' },
  };
  return {
    name: `films by ${order.field} ${order.isDescending ? 'DESC' : 'ASC'}`,
    columns,
    from: 'film',
    where,
    values,
    sortKeys: [{ ...first[order.field], isDescending: order.isDescending }, byTitle[1]!],
  };
}

export const filmsOfGenre: ListDefinition = {
  name: 'films of a genre',
  columns,
  from: 'film_genre JOIN film ON film.id = film_genre.film_id',
  where: ['film_genre.genre_id = parent.id'],
  sortKeys: byTitle,
};

const creditColumns = `
  credit.film_id AS "filmId", credit.person_id AS "personId", credit.role, credit."character", credit.billing`;

/** Which of a person's credits on a film is the most prominent: in the order in which `CreditRole` names them. */
export function mostProminentCredits(
  sql: SqlExecutor,
  pairs: readonly { filmId: number; personId: number }[],
): Promise<Credit[]> {
  return sql.query<Credit>(
    `/* most prominent credits */
    SELECT DISTINCT ON (credit.film_id, credit.person_id) ${creditColumns}
    FROM unnest($1::int[], $2::int[]) AS pair(film_id, person_id) JOIN credit USING (film_id, person_id)
    ORDER BY credit.film_id, credit.person_id, credit.role`,
    [pairs.map(({ filmId }) => filmId), pairs.map(({ personId }) => personId)],
  );
}

/** Who plays in a film, top billed first; the unbilled follow as they were entered. */
export const castOfFilm: ListDefinition = {
  name: 'cast of a film',
  columns: creditColumns,
  from: 'credit',
  where: ['credit.film_id = parent.id', `credit.role = 'ACTOR'`],
  sortKeys: [
    { expression: 'coalesce(credit.billing, 32767)::int', type: 'int' },
    { expression: 'credit.id', type: 'int' },
  ],
};

/** What a person worked on, newest film first. */
export function creditsOfPerson(role: CreditRole | null): ListDefinition {
  return {
    name: 'credits of a person',
    columns: creditColumns,
    from: 'credit JOIN film ON film.id = credit.film_id',
    where: ['credit.person_id = parent.id', ...(role ? ['credit.role = $1'] : [])],
    values: role ? [role] : [],
    sortKeys: [
      { expression: 'coalesce(film.release_year, 0)::int', type: 'int', isDescending: true },
      { expression: 'credit.id', type: 'int' },
    ],
  };
}
