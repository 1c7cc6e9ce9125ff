import type { ListDefinition, ListOrder } from '../../src/database/keyset';
import { CreditRole } from '../../src/films/credit-role';
import { filmList } from '../../src/films/film-list.store';
import { FilmOrderField } from '../../src/films/film-order';
import type { PersonCriteria } from '../../src/people/person-filter';
import { personList } from '../../src/people/person-list.store';
import { PersonOrderField } from '../../src/people/person-order';
import { reviewList } from '../../src/reviews/review-list.store';
import { ReviewOrderField } from '../../src/reviews/review-order';
import type { ListValues } from './values';

export interface ListCase {
  /** reviews, films or people. */
  of: string;
  filters: string[];
  order: string;
  list: ListDefinition;
}

/** Named filters; of those whose names begin with the same word no two are put together. */
type Filters<Criteria> = Record<string, Criteria>;

const day = (text: string) => new Date(`${text}T00:00:00Z`);

function filmFacts({ genre, person }: ListValues) {
  return {
    'genre, common': { genres: { allOf: [genre.common] } },
    'genre, rare': { genres: { allOf: [genre.rare] } },
    'genre, any of two': { genres: { anyOf: [genre.common, genre.second] } },
    'genre, all of two': { genres: { allOf: [genre.second, genre.rare] } },
    'genre, none of one': { genres: { noneOf: [genre.common] } },
    'person, busiest': { credit: { personId: person.common, role: null } },
    'person, busiest, as actor': { credit: { personId: person.common, role: CreditRole.ACTOR } },
    'person, one film': { credit: { personId: person.rare, role: null } },
    'released in five years': { releasedFrom: 2015, releasedTo: 2019 },
    'released lately': { releasedFrom: 2025 },
    'released before 1913': { releasedTo: 1912 },
  };
}

function reviewFilters(values: ListValues) {
  return {
    ...filmFacts(values),
    'film, best known': { filmId: values.film.common },
    'film, one review': { filmId: values.film.rare },
    author: { authorId: values.author },
    publication: { publicationId: values.publication },
    'published in five years': { publishedFrom: day('2015-01-01'), publishedTo: day('2020-01-01') },
    'published in a day': { publishedFrom: day('2024-05-05'), publishedTo: day('2024-05-06') },
    'published before 2006': { publishedTo: day('2006-01-01') },
    'rating high': { ratingFrom: 0.8 },
    'rating at most a fifth': { ratingTo: 0.2 },
    text: { text: values.word },
  };
}

function filmFilters(values: ListValues) {
  return {
    ...filmFacts(values),
    'reviews: none yet': { isReviewed: false },
    'reviews: some': { isReviewed: true },
    'reviews: 20 and more': { reviewsFrom: 20 },
    'reviews: 1 or 2': { reviewsFrom: 1, reviewsTo: 2 },
  };
}

const personFilters: Filters<PersonCriteria> = {
  actors: { role: CreditRole.ACTOR },
  directors: { role: CreditRole.DIRECTOR },
  composers: { role: CreditRole.COMPOSER },
  '50 films and more': { filmsFrom: 50 },
  '1 film': { filmsFrom: 1, filmsTo: 1 },
  'no film': { filmsTo: 0 },
  'actors of 50 films and more': { role: CreditRole.ACTOR, filmsFrom: 50 },
  'directors of 1 film': { role: CreditRole.DIRECTOR, filmsTo: 1 },
};

/** Every filter alone, and none, in every order. */
export function plainCases(values: ListValues): ListCase[] {
  return [
    ...casesOf('reviews', { none: {}, ...reviewFilters(values) }, ReviewOrderField, reviewList),
    ...casesOf('films', { none: {}, ...filmFilters(values) }, FilmOrderField, filmList),
    ...casesOf('people', { none: {}, ...personFilters }, PersonOrderField, personList),
  ];
}

/** Every two filters that can be given together, in every order; but texts, which cost what they cost alone. */
export function pairCases(values: ListValues): ListCase[] {
  const { text: _, ...withoutText } = reviewFilters(values);
  return [
    ...casesOf('reviews', pairsOf(withoutText), ReviewOrderField, reviewList),
    ...casesOf('films', pairsOf(filmFilters(values)), FilmOrderField, filmList),
  ];
}

function casesOf<Criteria extends object, Field extends string>(
  of: string,
  filters: Filters<Criteria>,
  fields: Record<string, Field>,
  listFor: (criteria: Criteria, order: ListOrder<Field>) => ListDefinition,
): ListCase[] {
  return Object.entries(filters).flatMap(([filter, criteria]) =>
    Object.values(fields)
      .filter((field) => field !== ReviewOrderField.RELEVANCE || 'text' in criteria)
      .flatMap((field) =>
        [true, false].map((isDescending) => ({
          of,
          filters: filter.split(' + '),
          order: `${field} ${isDescending ? 'DESC' : 'ASC'}`,
          list: listFor(criteria, { field, isDescending }),
        })),
      ),
  );
}

function pairsOf<Criteria extends object>(filters: Filters<Criteria>): Filters<Criteria> {
  const kind = (name: string) => /^\w+/.exec(name)![0];
  const entries = Object.entries(filters);
  return Object.fromEntries(
    entries.flatMap(([name, criteria], place) =>
      entries
        .slice(place + 1)
        .filter(([other]) => kind(other) !== kind(name))
        .map(([other, more]) => [`${name} + ${other}`, { ...criteria, ...more }]),
    ),
  );
}
