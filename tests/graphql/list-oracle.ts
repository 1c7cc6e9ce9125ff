import { Progress } from '../../bench/measure/progress';
import { loadStore } from '../../bench/store/load';
import { scaleOf } from '../../bench/store/scale';
import { type NodeType, toGlobalId } from '../../src/graphql/node';
import { createApi, type TestApi } from '../support/api';
import { emptyTemplate } from '../support/store';

/**
 * The schema over a made-up store of 400 reviews, 133 films and some 300 people, with all that may be missing missing
 * here and there, and much that is equal.
 */
export async function createListApi(): Promise<TestApi> {
  const api = await createApi({ template: emptyTemplate });
  const saysNothing = jest.spyOn(console, 'error').mockImplementation();
  await loadStore(api.store.url, { seed: 'lists', scale: scaleOf(400), progress: new Progress() });
  saysNothing.mockRestore();
  for (const change of [
    'UPDATE film SET release_year = NULL WHERE id % 11 = 0',
    "UPDATE film SET title = 'One of Many' WHERE id % 10 = 0",
    'DELETE FROM film_genre WHERE film_id % 13 = 0',
    'UPDATE review SET publication_id = NULL WHERE id % 7 = 0',
    `UPDATE review SET date_published = NULL, copyright_year = NULL WHERE id % 41 = 0`,
    `UPDATE review SET date_published = '2020-02-02' WHERE id % 9 = 0`,
    'DELETE FROM review WHERE film_id % 17 = 0',
    `INSERT INTO credit (film_id, person_id, role)
      SELECT film_id, person_id, 'WRITER' FROM credit WHERE role = 'DIRECTOR' AND film_id % 3 = 0`,
    "INSERT INTO person (slug, name) VALUES ('nobody-yet', 'Nobody Yet')",
  ]) {
    await api.store.sql.query(change);
  }
  return api;
}

/** A filter as it is written in a document, and the same in SQL over the tables that triggers do not touch. */
export interface Filter {
  filter: string;
  sql: string;
}

/** An order, likewise. */
export interface Order {
  field: string;
  sql: string;
}

const gid = (type: NodeType, id: number) => JSON.stringify(toGlobalId(type, id));
const genres = (...ids: number[]) => `[${ids.map((id) => gid('Genre', id)).join(', ')}]`;

/** @param film where the film's id stands. The film itself must be at hand as "film". */
const filmFacts = (film: string): Filter[] => {
  const ofGenre = (id: number) => `${film} IN (SELECT film_id FROM film_genre WHERE genre_id = ${id})`;
  const credited = (condition: string) => `${film} IN (SELECT film_id FROM credit WHERE ${condition})`;
  return [
    { filter: `genre: ${gid('Genre', 1)}`, sql: ofGenre(1) },
    { filter: `genres: { anyOf: ${genres(2, 3)} }`, sql: `(${ofGenre(2)} OR ${ofGenre(3)})` },
    { filter: `genres: { allOf: ${genres(1, 2, 1)} }`, sql: `(${ofGenre(1)} AND ${ofGenre(2)})` },
    { filter: `genres: { noneOf: ${genres(1, 4)} }`, sql: `NOT (${ofGenre(1)} OR ${ofGenre(4)})` },
    {
      filter: `genres: { anyOf: ${genres(1, 2)}, noneOf: ${genres(2, 3)} }`,
      sql: `(${ofGenre(1)} AND NOT ${ofGenre(2)} AND NOT ${ofGenre(3)})`,
    },
    { filter: 'genres: {}', sql: 'true' },
    { filter: `person: ${gid('Person', 1)}`, sql: credited('person_id = 1') },
    {
      filter: `person: ${gid('Person', 1)}, role: WRITER`,
      sql: credited(`person_id = 1 AND role = 'WRITER'`),
    },
    { filter: 'releasedFrom: 2010', sql: 'film.release_year >= 2010' },
    { filter: 'releasedTo: 2009', sql: 'film.release_year <= 2009' },
    { filter: 'releasedFrom: 1990, releasedTo: 2015', sql: 'film.release_year BETWEEN 1990 AND 2015' },
  ];
};

const date =
  "coalesce(review.date_published, make_timestamptz(review.copyright_year, 1, 1, 0, 0, 0, 'UTC'), '-infinity')";
const share = 'review.rating_value / review.rating_best';
const key = (text: string) =>
  `btrim(regexp_replace(lower(${text}), '[^a-z0-9]+', ' ', 'g')) COLLATE "und-x-icu"`;

/** A word that some reviews have. */
export const word = 'camera';
const parsed = `setweight(to_tsvector('english', review.headline), 'A') ||
  setweight(to_tsvector('english', array_to_string(review.body, ' ')), 'C')`;

export const reviewFilters: Filter[] = [
  ...filmFacts('review.film_id'),
  { filter: `film: ${gid('Film', 2)}`, sql: 'review.film_id = 2' },
  { filter: `author: ${gid('Author', 5)}`, sql: 'review.author_id = 5' },
  { filter: `publication: ${gid('Publication', 2)}`, sql: 'review.publication_id = 2' },
  { filter: 'publishedFrom: "2020-02-02T00:00:00Z"', sql: `${date} >= '2020-02-02'` },
  {
    filter: 'publishedTo: "2020-02-02T00:00:00Z"',
    sql: `${date} <= '2020-02-02' AND ${date} > '-infinity'`,
  },
  {
    filter: 'publishedFrom: "2015-01-01T00:00:00Z", publishedTo: "2020-02-02T01:00:00+01:00"',
    sql: `${date} BETWEEN '2015-01-01' AND '2020-02-02'`,
  },
  { filter: 'ratingFrom: 0.5', sql: `${share} >= 0.5` },
  { filter: 'ratingTo: 0.5', sql: `${share} <= 0.5` },
  { filter: 'ratingFrom: 0, ratingTo: 1', sql: `${share} BETWEEN 0 AND 1` },
  { filter: `text: "${word}"`, sql: `${parsed} @@ plainto_tsquery('english', '${word}')` },
];

export const reviewOrders: Order[] = [
  { field: 'DATE_PUBLISHED', sql: date },
  { field: 'HEADLINE', sql: key('review.headline') },
  { field: 'RATING', sql: `coalesce(${share}, -1)` },
  { field: 'RELEASE_YEAR', sql: 'coalesce(film.release_year, 0)' },
  { field: 'TITLE', sql: key('film.title') },
];

export const byRelevance: Order = {
  field: 'RELEVANCE',
  sql: `ts_rank(${parsed}, plainto_tsquery('english', '${word}'))`,
};

const reviewsOf = "(SELECT count(*) FROM review WHERE review.film_id = film.id AND status = 'PUBLISHED')";

export const filmFilters: Filter[] = [
  ...filmFacts('film.id'),
  { filter: 'isReviewed: false', sql: `${reviewsOf} = 0` },
  { filter: 'isReviewed: true', sql: `${reviewsOf} > 0` },
  { filter: 'reviewsFrom: 4', sql: `${reviewsOf} >= 4` },
  { filter: 'reviewsTo: 2', sql: `${reviewsOf} <= 2` },
  { filter: 'reviewsFrom: 1, reviewsTo: 3', sql: `${reviewsOf} BETWEEN 1 AND 3` },
];

export const filmOrders: Order[] = [
  { field: 'TITLE', sql: key('film.title') },
  { field: 'RELEASE_YEAR', sql: 'coalesce(film.release_year, 0)' },
  { field: 'REVIEW_COUNT', sql: reviewsOf },
];

const filmsOf = (role: string) =>
  `(SELECT count(DISTINCT film_id) FROM credit WHERE person_id = person.id AND ${role})`;
const asDirector = `role = 'DIRECTOR'`;

export const personFilters: (Filter & { count: string })[] = [
  { filter: '', sql: 'true', count: filmsOf('true') },
  { filter: 'filmsFrom: 5', sql: `${filmsOf('true')} >= 5`, count: filmsOf('true') },
  { filter: 'filmsTo: 0', sql: `${filmsOf('true')} = 0`, count: filmsOf('true') },
  { filter: 'role: DIRECTOR', sql: `${filmsOf(asDirector)} > 0`, count: filmsOf(asDirector) },
  {
    filter: 'role: DIRECTOR, filmsFrom: 2, filmsTo: 3',
    sql: `${filmsOf(asDirector)} BETWEEN 2 AND 3`,
    count: filmsOf(asDirector),
  },
  { filter: 'role: EDITOR', sql: 'false', count: '(SELECT 0)' },
];

export const personOrders = (count: string): Order[] => [
  { field: 'NAME', sql: key('person.name') },
  { field: 'FILM_COUNT', sql: count },
];

/** Two filters that can be given in one: no field of one is a field of the other. */
export function pairsOf(filters: Filter[]): Filter[] {
  const kind = ({ filter }: Filter) => /^[a-z]+/.exec(filter)![0];
  return filters.flatMap((one, place) =>
    filters
      .slice(place + 1)
      .filter((other) => kind(other) !== kind(one))
      .map((other) => ({ filter: `${one.filter}, ${other.filter}`, sql: `${one.sql} AND ${other.sql}` })),
  );
}
