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
import { filmColumns } from './film.columns';
import { filmFactConditions, yearKey } from './film-facts';
import type { FilmCriteria } from './film-filter';
import { FilmOrderField } from './film-order';

const columns = selectList('film', filmColumns);

function conditionsIn({ field, isDescending }: ListOrder<FilmOrderField>): Conditions<FilmCriteria> {
  const isDownwardsBy = (one: FilmOrderField) => isDescending && field === one;
  const reviews = numberRange('film_tally.review_count', isDownwardsBy(FilmOrderField.REVIEW_COUNT));
  return {
    ...filmFactConditions(
      { id: 'film.id', releaseYear: 'film.release_year' },
      isDownwardsBy(FilmOrderField.RELEASE_YEAR),
    ),
    isReviewed: (isReviewed, bind) => (isReviewed ? reviews.atLeast(1, bind) : reviews.atMost(0, bind)),
    reviewsFrom: reviews.atLeast,
    reviewsTo: reviews.atMost,
  };
}

/** What comes first; the id follows. */
function firstKey({ field, isDescending }: ListOrder<FilmOrderField>): SortKey {
  switch (field) {
    case FilmOrderField.TITLE:
      return { expression: 'match_key(film.title)', type: 'text', isDescending };
    case FilmOrderField.RELEASE_YEAR:
      return numberKey(yearKey('film.release_year'), 'int', isDescending);
    case FilmOrderField.REVIEW_COUNT:
      return numberKey('film_tally.review_count', 'int', isDescending);
  }
}

/** Joined where reviews are counted. */
function tallyFor(criteria: FilmCriteria, { field }: ListOrder<FilmOrderField>): string {
  const { isReviewed, reviewsFrom, reviewsTo } = criteria;
  const isAsked = [isReviewed, reviewsFrom, reviewsTo].some((value) => value !== undefined);
  return isAsked || field === FilmOrderField.REVIEW_COUNT
    ? 'JOIN film_tally ON film_tally.film_id = film.id'
    : '';
}

const idKey = ({ field }: ListOrder<FilmOrderField>) =>
  field === FilmOrderField.REVIEW_COUNT ? 'film_tally.film_id' : 'film.id';

const byTitle = { field: FilmOrderField.TITLE, isDescending: false };

export function filmList(criteria: FilmCriteria, order: ListOrder<FilmOrderField> = byTitle): ListDefinition {
  const values: unknown[] = [];
  const isNarrowed = Object.keys(criteria).length > 0;
  const tally = tallyFor(criteria, order);
  return {
    name: `films ${describeOrder(order)}`,
    columns,
    from: `film ${tally}`,
    where: conditionsFor(criteria, conditionsIn(order), bindInto(values)),
    values,
    ...(isNarrowed && { filter: JSON.stringify(criteria) }),
    // How few rows a page has decides how the two tables are joined.
    ...((isNarrowed || tally) && { plannedFor: 'its values' }),
    // Both of one table: an index has both, and a page that begins amid films of one number is found by it.
    sortKeys: [firstKey(order), { expression: idKey(order), type: 'int' }],
  };
}

export function filmsOfGenre(
  criteria: FilmCriteria,
  order: ListOrder<FilmOrderField> = byTitle,
): ListDefinition {
  const list = filmList(criteria, order);
  const isUsual = order.field === byTitle.field && order.isDescending === byTitle.isDescending;
  return {
    ...list,
    name: `films of a genre${isUsual ? '' : ` ${describeOrder(order)}`}`,
    from: `film_genre JOIN film ON film.id = film_genre.film_id ${tallyFor(criteria, order)}`,
    where: ['film_genre.genre_id = parent.id', ...list.where],
    plannedFor: 'each parent',
  };
}
