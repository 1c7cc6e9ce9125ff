import type { ColumnNames } from '../database/sql';
import type { Review } from './review.type';

/** Where a review's fields stand in the table "review"; its body, which is most of it, is read where it is asked for. */
export const reviewColumns = {
  id: 'id',
  slug: 'slug',
  headline: 'headline',
  filmId: 'film_id',
  authorId: 'author_id',
  publicationId: 'publication_id',
  datePublished: 'date_published',
  copyrightYear: 'copyright_year',
  ratingValue: 'rating_value',
  ratingBest: 'rating_best',
  sourceUrl: 'source_url',
  status: 'status',
  version: 'version',
  dateModified: 'updated_at',
} satisfies ColumnNames<Review>;

export const isPublished = `review.status = 'PUBLISHED'`;

/** What of the store may be seen by whom it is read for. */
export interface Visibility {
  /** Drafts and retracted reviews too, as those who write them see them. */
  withUnpublished?: boolean;
}

export const isVisible = ({ withUnpublished }: Visibility) => (withUnpublished ? 'true' : isPublished);

/** Whether headline, film title or body hold what a search for the text asks for, as web searches are written. */
export const mentions = (text: string) =>
  `review.words @@ websearch_to_tsquery('english', unaccent(${text}))`;

/** How much headline, film title and body have to do with the text: 0 and up, a float8. */
export const relevanceTo = (text: string) =>
  `ts_rank(review.words, websearch_to_tsquery('english', unaccent(${text})))::float8`;

/** By what "newer" is judged, as indexes have it. */
export const recency = 'review_recency(review.date_published, review.copyright_year)';
