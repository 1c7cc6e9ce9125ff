import { bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import type { ArticleCriteria } from './analytics-filter';
import { isCounted } from './articles.store';

/** What a film can lack. */
export type FilmLack = 'GENRES' | 'DIRECTORS';

const lacks: Record<FilmLack, string> = {
  GENRES: 'NOT EXISTS (SELECT FROM film_genre WHERE film_genre.film_id = review.film_id)',
  DIRECTORS: `NOT EXISTS (SELECT FROM credit WHERE credit.film_id = review.film_id AND credit.role = 'DIRECTOR')`,
};

/** In no order. */
export async function countedReviewIds(sql: SqlExecutor, criteria: ArticleCriteria): Promise<number[]> {
  const values: unknown[] = [];
  const rows = await sql.query<{ id: number }>(
    `/* ids of articles */ SELECT review.id FROM review WHERE ${isCounted(criteria, bindInto(values))}`,
    values,
  );
  return rows.map(({ id }) => id);
}

export async function countFilmsLacking(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
  lack: FilmLack,
): Promise<number> {
  const values: unknown[] = [];
  const [row] = await sql.query<{ films: number }>(
    `/* films lacking */ SELECT count(DISTINCT film_id)::int AS films
    FROM review WHERE ${isCounted(criteria, bindInto(values))} AND ${lacks[lack]}`,
    values,
  );
  return row!.films;
}

/** Most articles first. */
export function filmsLacking(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
  { lack, most }: { lack: FilmLack; most: number },
): Promise<{ filmId: number }[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  return sql.query(
    `/* first films lacking */ SELECT film_id AS "filmId"
    FROM review WHERE ${isCounted(criteria, bind)} AND ${lacks[lack]}
    GROUP BY film_id ORDER BY count(*) DESC, film_id LIMIT ${bind(most)}`,
    values,
  );
}
