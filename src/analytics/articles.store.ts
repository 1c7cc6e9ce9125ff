import { type Bind, bindInto, type Conditions, conditionsFor } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { isPublished } from '../reviews/review.columns';
import type { ArticleCriteria } from './analytics-filter';

const conditions: Conditions<ArticleCriteria> = {
  genreIds: (ids, bind) =>
    `EXISTS (SELECT FROM film_genre WHERE film_genre.film_id = review.film_id AND genre_id = ANY (${bind(ids)}::int[]))`,
  authorIds: (ids, bind) => `review.author_id = ANY (${bind(ids)}::int[])`,
};

/** A condition on `review`: a published article that the criteria hold of. */
export function isCounted(criteria: ArticleCriteria, bind: Bind): string {
  return [isPublished, ...conditionsFor(criteria, conditions, bind)].join(' AND ');
}

export async function countArticles(sql: SqlExecutor, criteria: ArticleCriteria): Promise<number> {
  const values: unknown[] = [];
  const [row] = await sql.query<{ articles: number }>(
    `/* articles */ SELECT count(*)::int AS articles FROM review WHERE ${isCounted(criteria, bindInto(values))}`,
    values,
  );
  return row!.articles;
}
