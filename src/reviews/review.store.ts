import { bindCriteria, type ListDefinition, type SortKey } from '../database/keyset';
import { type SqlExecutor, selectList } from '../database/sql';
import { isPublished, isVisible, reviewColumns, type Visibility } from './review.columns';
import type { Review } from './review.type';

const columns = selectList('review', reviewColumns);

export enum ReviewOrderField {
  DATE_PUBLISHED = 'DATE_PUBLISHED',
  HEADLINE = 'HEADLINE',
  RATING = 'RATING',
}

/** The things of the store that a list of reviews can be narrowed to; all that are given must hold. */
export interface ReviewCriteria {
  filmId?: number;
  personId?: number;
  genreId?: number;
  authorId?: number;
  publicationId?: number;
}

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

const id: SortKey = { expression: 'review.id', type: 'int' };

/** Newer first, then lower id; `isDescending: false` turns the dates round, the ids never. */
function sortKeysOf(field: ReviewOrderField, isDescending: boolean): SortKey[] {
  const first: Record<ReviewOrderField, SortKey> = {
    DATE_PUBLISHED: {
      expression: 'review_recency(review.date_published, review.copyright_year)',
      type: 'timestamptz',
    },
    HEADLINE: { expression: 'match_key(review.headline)', type: 'text' },
    RATING: { expression: 'coalesce(review.rating_value / review.rating_best, -1)', type: 'float8' },
  };
  return [{ ...first[field], isDescending }, id];
}

const creditedTo = (person: string) =>
  `EXISTS (SELECT FROM credit WHERE credit.film_id = review.film_id AND credit.person_id = ${person})`;
const ofGenre = (genre: string) =>
  `EXISTS (SELECT FROM film_genre WHERE film_genre.film_id = review.film_id AND film_genre.genre_id = ${genre})`;

export function reviewList(
  criteria: ReviewCriteria,
  order = { field: ReviewOrderField.DATE_PUBLISHED, isDescending: true },
): ListDefinition {
  const { where, values } = bindCriteria(criteria, {
    filmId: (value) => `review.film_id = ${value}`,
    personId: creditedTo,
    genreId: ofGenre,
    authorId: (value) => `review.author_id = ${value}`,
    publicationId: (value) => `review.publication_id = ${value}`,
  });
  return {
    name: `reviews by ${order.field} ${order.isDescending ? 'DESC' : 'ASC'}`,
    columns,
    from: 'review',
    where: [isPublished, ...where],
    values,
    sortKeys: sortKeysOf(order.field, order.isDescending),
  };
}

function reviewsOf(what: string, condition: string): ListDefinition {
  return { ...reviewList({}), name: `reviews of ${what}`, where: [isPublished, condition] };
}

export const reviewsOfFilm = reviewsOf('a film', 'review.film_id = parent.id');
export const reviewsOfAuthor = reviewsOf('an author', 'review.author_id = parent.id');
export const reviewsOfPublication = reviewsOf('a publication', 'review.publication_id = parent.id');
export const reviewsOfPerson = reviewsOf('a person', creditedTo('parent.id'));
export const reviewsOfGenre = reviewsOf('a genre', ofGenre('parent.id'));

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
        ORDER BY review_recency(review.date_published, review.copyright_year) DESC, review.id
        LIMIT 1
      ) AS "newestReview"`,
  );
  return summary!;
}
