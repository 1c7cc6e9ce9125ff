import {
  bindInto,
  type Conditions,
  conditionsFor,
  describeOrder,
  type ListDefinition,
  type ListOrder,
  numberKey,
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

const conditions: Conditions<ReviewCriteria> = {
  ...filmFactConditions(film),
  filmId: (id, bind) => `review.film_id = ${bind(id)}`,
  authorId: (id, bind) => `review.author_id = ${bind(id)}`,
  publicationId: (id, bind) => `review.publication_id = ${bind(id)}`,
  publishedFrom: (date, bind) => `${recency} >= ${bind(date)}`,
  publishedTo: (date, bind) => `${recency} <= ${bind(date)} AND ${recency} > '-infinity'`,
  ratingFrom: (share, bind) => `${rating} >= ${bind(share)}`,
  ratingTo: (share, bind) => `${rating} BETWEEN 0 AND ${bind(share)}`,
  text: (text, bind) => mentions(bind(text)),
};

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
  const bind = bindInto(values);
  const { field } = order;
  const isUsual = field === newestFirst.field && order.isDescending === newestFirst.isDescending;
  const isNarrowed = Object.keys(criteria).length > 0;
  const where = [
    isPublished,
    ...(parent ? [parent.condition] : []),
    ...conditionsFor(criteria, conditions, bind),
  ];
  const isFoundByNewest = field === newestFirst.field && parent !== ofGenre;
  const needsPlanForEach = parent && !parent.hasFew && (isNarrowed || !isFoundByNewest);
  const name = parent ? `reviews of ${parent.name}` : 'reviews';
  return {
    name: parent && isUsual ? name : `${name} ${describeOrder(order)}`,
    columns,
    from: fromFor(field, () => bind(criteria.text)),
    where,
    values,
    ...(isNarrowed && { filter: JSON.stringify(criteria) }),
    sortKeys: [firstKey(order), { expression: 'review.id', type: 'int' }],
    ...(needsPlanForEach ? { plannedFor: 'each parent' } : isNarrowed && { plannedFor: 'its values' }),
    ...(!parent?.hasFew && field === ReviewOrderField.DATE_PUBLISHED && partsByYear(criteria)),
  };
}

function fromFor(field: ReviewOrderField, bindText: () => string): string {
  switch (field) {
    case ReviewOrderField.RELEVANCE:
      // Computed once for each review, and not again to compare it; OFFSET 0 keeps it so.
      return `review CROSS JOIN LATERAL (SELECT ${relevanceTo(bindText())} AS score OFFSET 0) AS relevance`;
    case ReviewOrderField.TITLE:
      return 'review JOIN film ON film.id = review.film_id';
    default:
      return 'review';
  }
}

/** What the table "film" can hold. */
const [firstYear, lastYear] = [1870, 2200];

/**
 * Reviews of recent films are recent themselves: from the oldest on, the first of them is far. So they are taken
 * year by year, unless there are few to be looked through in any case.
 */
function partsByYear(criteria: ReviewCriteria): Pick<ListDefinition, 'parts'> {
  const { releasedFrom, releasedTo, filmId, credit, authorId, text } = criteria;
  const hasYears = releasedFrom !== undefined || releasedTo !== undefined;
  if (!hasYears || filmId || credit || authorId || text !== undefined) return {};
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
