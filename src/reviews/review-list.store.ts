import {
  bindInto,
  type Conditions,
  conditionsFor,
  describeOrder,
  type ListDefinition,
  type ListOrder,
  numberKey,
  numberRange,
  type SortKey,
} from '../database/keyset';
import { selectList } from '../database/sql';
import { filmFactConditions, yearKey } from '../films/film-facts';
import { isPublished, mentions, recency, relevanceTo, reviewColumns } from './review.columns';
import type { ReviewCriteria } from './review-filter';
import { ReviewOrderField } from './review-order';

const columns = selectList('review', reviewColumns);
const film = { id: 'review.film_id', releaseYear: 'review.film_release_year' };
const rating = 'coalesce(review.rating_value / review.rating_best, -1)';

function conditionsIn({ field, isDescending }: ListOrder<ReviewOrderField>): Conditions<ReviewCriteria> {
  const isDownwardsBy = (one: ReviewOrderField) => isDescending && field === one;
  const share = numberRange(rating, isDownwardsBy(ReviewOrderField.RATING));
  return {
    ...filmFactConditions(film, isDownwardsBy(ReviewOrderField.RELEASE_YEAR)),
    filmId: (id, bind) => `review.film_id = ${bind(id)}`,
    authorId: (id, bind) => `review.author_id = ${bind(id)}`,
    publicationId: (id, bind) => `review.publication_id = ${bind(id)}`,
    publishedFrom: (date, bind) => `${recency} >= ${bind(date)}`,
    publishedTo: (date, bind) => `${recency} <= ${bind(date)} AND ${recency} > '-infinity'`,
    ratingFrom: share.atLeast,
    ratingTo: (most, bind) => `${share.atLeast(0, bind)} AND ${share.atMost(most, bind)}`,
    text: (text, bind) => mentions(bind(text)),
  };
}

/** What comes first; the id follows. */
function firstKey({ field, isDescending }: ListOrder<ReviewOrderField>): SortKey {
  switch (field) {
    case ReviewOrderField.DATE_PUBLISHED:
      return { expression: recency, type: 'timestamptz', isDescending };
    case ReviewOrderField.HEADLINE:
      return { expression: 'match_key(review.headline)', type: 'text', isDescending };
    case ReviewOrderField.RATING:
      return numberKey(rating, 'float8', isDescending);
    case ReviewOrderField.RELEASE_YEAR:
      return numberKey(yearKey(film.releaseYear), 'int', isDescending);
    case ReviewOrderField.RELEVANCE:
      return { expression: 'relevance.score', type: 'float8', isDescending };
    case ReviewOrderField.TITLE:
      return { expression: 'match_key(film.title)', type: 'text', isDescending };
  }
}

const newestFirst = { field: ReviewOrderField.DATE_PUBLISHED, isDescending: true };

/** What reviews can belong to. */
interface Parent {
  name: string;
  condition: string;
  /** So few, whichever it is, that they are found by it and then put in order. */
  hasFew: boolean;
}

/** Reviews that are published, of all or of one parent each. */
function listOf(
  parent: Parent | null,
  criteria: ReviewCriteria,
  order: ListOrder<ReviewOrderField> = newestFirst,
): ListDefinition {
  const values: unknown[] = [];
  const { field } = order;
  const isUsual = field === newestFirst.field && order.isDescending === newestFirst.isDescending;
  const isNarrowed = Object.keys(criteria).length > 0;
  const where = [
    isPublished,
    ...(parent ? [parent.condition] : []),
    ...conditionsFor(criteria, conditionsIn(order), bindInto(values)),
  ];
  const isFoundByNewest = field === newestFirst.field && parent !== ofGenre;
  const needsPlanForEach = parent && !parent.hasFew && (isNarrowed || !isFoundByNewest);
  const name = parent ? `reviews of ${parent.name}` : 'reviews';
  return {
    name: parent && isUsual ? name : `${name} ${describeOrder(order)}`,
    columns,
    from: 'review',
    ...joinFor(field, criteria, values.length),
    where,
    values,
    ...(isNarrowed && { filter: JSON.stringify(criteria) }),
    sortKeys: [firstKey(order), { expression: 'review.id', type: 'int' }],
    ...(needsPlanForEach ? { plannedFor: 'each parent' } : isNarrowed && { plannedFor: 'its values' }),
    ...(!parent?.hasFew && partsByYear(criteria, field)),
  };
}

/** @param bound how many values are bound already. */
function joinFor(
  field: ReviewOrderField,
  { text }: ReviewCriteria,
  bound: number,
): Pick<ListDefinition, 'join'> {
  switch (field) {
    case ReviewOrderField.RELEVANCE:
      // Computed once for each review, and not again to compare it; OFFSET 0 keeps it so.
      return {
        join: {
          sql: `CROSS JOIN LATERAL (SELECT ${relevanceTo(`$${bound + 1}`)} AS score OFFSET 0) AS relevance`,
          values: [text],
        },
      };
    case ReviewOrderField.TITLE:
      return { join: { sql: 'JOIN film ON film.id = review.film_id', values: [] } };
    default:
      return {};
  }
}

/** What the table "film" can hold. */
const [firstYear, lastYear] = [1870, 2200];

/**
 * Reviews of recent films are recent themselves: from the oldest on, the first of them is far, and of those that
 * are older than their film there is hardly one. So they are taken year by year, unless there are few to be looked
 * through in any case.
 */
function partsByYear(
  { releasedFrom, releasedTo, publishedTo, filmId, credit, authorId, text }: ReviewCriteria,
  field: ReviewOrderField,
): Pick<ListDefinition, 'parts'> {
  const hasYears = releasedFrom !== undefined || releasedTo !== undefined;
  const isBeforeRelease =
    releasedFrom !== undefined && publishedTo !== undefined && publishedTo.getUTCFullYear() <= releasedFrom;
  const areFew = filmId !== undefined || credit !== undefined || authorId !== undefined || text !== undefined;
  const isFarApart = field === ReviewOrderField.DATE_PUBLISHED || isBeforeRelease;
  if (!hasYears || !isFarApart || areFew) return {};
  const from = Math.max(releasedFrom ?? firstYear, firstYear);
  const to = Math.min(releasedTo ?? lastYear, lastYear);
  // Numbers of our own, not bound: to count the list they are not needed, and a value must stand somewhere.
  return {
    parts: {
      from: `generate_series(${from}, ${to}) AS released(year)`,
      condition: `${yearKey(film.releaseYear)} = released.year`,
    },
  };
}

export const reviewList = (criteria: ReviewCriteria, order?: ListOrder<ReviewOrderField>) =>
  listOf(null, criteria, order);

const reviewsOf = (parent: Parent) => (criteria: ReviewCriteria, order?: ListOrder<ReviewOrderField>) =>
  listOf(parent, criteria, order);

const ofGenre: Parent = {
  name: 'a genre',
  condition:
    'EXISTS (SELECT FROM film_genre WHERE film_genre.film_id = review.film_id AND film_genre.genre_id = parent.id)',
  hasFew: false,
};

export const reviewsOfGenre = reviewsOf(ofGenre);
export const reviewsOfFilm = reviewsOf({
  name: 'a film',
  condition: 'review.film_id = parent.id',
  hasFew: true,
});
export const reviewsOfPerson = reviewsOf({
  name: 'a person',
  condition:
    'EXISTS (SELECT FROM credit WHERE credit.film_id = review.film_id AND credit.person_id = parent.id)',
  hasFew: true,
});
export const reviewsOfAuthor = reviewsOf({
  name: 'an author',
  condition: 'review.author_id = parent.id',
  hasFew: false,
});
export const reviewsOfPublication = reviewsOf({
  name: 'a publication',
  condition: 'review.publication_id = parent.id',
  hasFew: false,
});
