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

export function reviewsBySlugs(
  sql: SqlExecutor,
  slugs: readonly string[],
  visibility: Visibility = {},
): Promise<Review[]> {
  return sql.query<Review>(
    `/* reviews by slugs */
    SELECT ${columns} FROM review WHERE review.slug = ANY($1::text[]) AND ${isVisible(visibility)}`,
    [slugs],
  );
}

/**
 * The reviews of pages: taken from there, or shown there by this service.
 * @param urls as `URL` writes them, each once.
 * @returns at most one for each, that which was taken from there before that which is shown there.
 */
export function reviewsByAddresses(
  sql: SqlExecutor,
  urls: readonly string[],
  visibility: Visibility = {},
): Promise<(Review & { address: string })[]> {
  return sql.query(
    `/* reviews by addresses */
    SELECT page.address, ${columns}
    FROM unnest($1::text[], $2::text[]) AS page (address, slug)
    CROSS JOIN LATERAL (
      SELECT review.id, 1 AS place FROM review
      WHERE page_address(review.source_url) = page_address(page.address)
        AND review.source_url IS NOT NULL AND ${isVisible(visibility)}
      UNION ALL
      SELECT review.id, 2 FROM review WHERE review.slug = page.slug AND ${isVisible(visibility)}
      ORDER BY place, id
      LIMIT 1
    ) AS found
    JOIN review ON review.id = found.id`,
    [urls, urls.map(slugInAddress)],
  );
}

/** @returns which review has its page at this address, if that is one of this service: /reviews/SLUG, on any host. */
function slugInAddress(url: string): string | null {
  return /^https?:\/\/[^/]+\/reviews\/([\w-]+)\/?(?:[?#]|$)/.exec(url)?.[1] ?? null;
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
