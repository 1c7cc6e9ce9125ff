import { type SqlExecutor, selectList } from '../database/sql';
import { isPublished, isVisible, recency, reviewColumns, type Visibility } from './review.columns';
import type { Review } from './review.type';

const columns = selectList('review', reviewColumns);

export function reviewsByIds(
  sql: SqlExecutor,
  ids: readonly number[],
  visibility: Visibility = {},
): Promise<Review[]> {
  return sql.query<Review>(
    `/* reviews by ids */
    SELECT ${columns} FROM review WHERE review.id = ANY($1::int[]) AND ${isVisible(visibility)}`,
    [ids],
  );
}

/** The paragraphs of reviews. They are most of what a review weighs, and few lists show them. */
export function bodiesByReview(
  sql: SqlExecutor,
  reviewIds: readonly number[],
  visibility: Visibility = {},
): Promise<{ id: number; body: string[] }[]> {
  return sql.query(
    `/* bodies by review */ SELECT review.id, review.body FROM review
    WHERE review.id = ANY($1::int[]) AND ${isVisible(visibility)}`,
    [reviewIds],
  );
}

export async function findReviewBySlug(
  sql: SqlExecutor,
  slug: string,
  visibility: Visibility = {},
): Promise<Review | null> {
  const [found] = await sql.query<Review>(
    `/* review by slug */ SELECT ${columns} FROM review WHERE review.slug = $1 AND ${isVisible(visibility)}`,
    [slug],
  );
  return found ?? null;
}

/** What there is, for whoever has just started the service. */
export interface StoreSummary {
  reviews: number;
  films: number;
  /** To try things on; null while there is none. */
  newestReview: { slug: string; filmTitle: string } | null;
}

export async function summarizeStore(sql: SqlExecutor): Promise<StoreSummary> {
  const [summary] = await sql.query<StoreSummary>(
    `/* summary of the store */
    SELECT
      (SELECT count(*)::int FROM review WHERE ${isPublished}) AS reviews,
      (SELECT count(*)::int FROM film) AS films,
      (
        SELECT json_build_object('slug', review.slug, 'filmTitle', film.title)
        FROM review JOIN film ON film.id = review.film_id
        WHERE ${isPublished}
        ORDER BY ${recency} DESC, review.id
        LIMIT 1
      ) AS "newestReview"`,
  );
  return summary!;
}
