import DataLoader from 'dataloader';
import { authorsByIds } from '../authors/author.store';
import { type Count, countRows, type ListDefinition, readPages } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { rulesByRelated, rulesByReview } from '../editorial/editorial-rule.store';
import { castOfFilm, creditsOfPerson, mostProminentCredits } from '../films/credit.store';
import { filmsByFormerIds, filmsByIds, reviewCountsByFilm } from '../films/film.store';
import type { Credit, Film } from '../films/film.type';
import { filmsOfGenre } from '../films/film-list.store';
import { genresByFilm, genresByIds } from '../genres/genre.store';
import { directorsByFilm, peopleByFormerIds, peopleByIds } from '../people/person.store';
import { publicationsByIds } from '../publications/publication.store';
import {
  type ReasonNames,
  relatedFilmsToShow,
  relatedReviewsToShow,
  type WantedForList,
} from '../relatedness/related.store';
import type { Visibility } from '../reviews/review.columns';
import { bodiesByReview, reviewsByAddresses, reviewsByIds, reviewsBySlugs } from '../reviews/review.store';
import type { Review } from '../reviews/review.type';
import {
  reviewsOfAuthor,
  reviewsOfFilm,
  reviewsOfGenre,
  reviewsOfPerson,
  reviewsOfPublication,
} from '../reviews/review-list.store';
import { type Connection, pageConnection } from './connection';
import { pageRequest } from './cursor';
import type { PageArgs } from './page-args';

type ReviewsWanted = Parameters<typeof reviewsOfFilm>;

export type Loaders = ReturnType<typeof createLoaders>;

/** One set a request: each answers all that one request asks of it in one statement. */
export function createLoaders(sql: SqlExecutor, visibility: Visibility = {}) {
  const reviewById = rowById(sql, (sql, ids) => reviewsByIds(sql, ids, visibility));
  const filmById = rowById(sql, filmsByIds, filmsByFormerIds);
  return {
    reviewById,
    reviewBySlug: rowByName('slug', (slugs) => reviewsBySlugs(sql, slugs, visibility)),
    /** By the address of a page of it. */
    reviewByAddress: rowByName('address', (urls) => reviewsByAddresses(sql, urls, visibility)),
    filmById,
    relatedReviews: toShow(async (wanted) => {
      const { reviews, films, names } = await relatedReviewsToShow(sql, wanted);
      for (const review of reviews) reviewById.prime(review.id, review);
      for (const film of films) filmById.prime(film.id, film);
      return { rows: reviews, names };
    }),
    relatedFilms: toShow(async (wanted) => {
      const { films, names } = await relatedFilmsToShow(sql, wanted);
      for (const film of films) filmById.prime(film.id, film);
      return { rows: films, names };
    }),
    /** Empty where the review is not there any more. */
    bodyByReview: new DataLoader<number, string[]>(async (ids) => {
      const bodies = new Map((await bodiesByReview(sql, ids, visibility)).map(({ id, body }) => [id, body]));
      return ids.map((id) => bodies.get(id) ?? []);
    }),
    /** The most prominent that the person has on the film; null where there is none. */
    creditByFilmAndPerson: creditByFilmAndPerson(sql),
    reviewCountByFilm: new DataLoader<number, number>(async (ids) => {
      const counts = new Map((await reviewCountsByFilm(sql, ids)).map(({ id, reviews }) => [id, reviews]));
      return ids.map((id) => counts.get(id) ?? 0);
    }),
    personById: rowById(sql, peopleByIds, peopleByFormerIds),
    genreById: rowById(sql, genresByIds),
    authorById: rowById(sql, (sql, ids) => authorsByIds(sql, ids, visibility)),
    publicationById: rowById(sql, (sql, ids) => publicationsByIds(sql, ids, visibility)),
    genresByFilm: rowsByParent(sql, genresByFilm),
    directorsByFilm: rowsByParent(sql, directorsByFilm),
    editorialRulesByReview: rowsByParent(sql, rulesByReview),
    editorialRulesByRelated: rowsByParent(sql, rulesByRelated, ({ relatedId }) => relatedId),
    reviewsByFilm: pagesByParent<Review, ReviewsWanted>(sql, reviewsOfFilm),
    reviewsByAuthor: pagesByParent<Review, ReviewsWanted>(sql, reviewsOfAuthor),
    reviewsByPublication: pagesByParent<Review, ReviewsWanted>(sql, reviewsOfPublication),
    reviewsByPerson: pagesByParent<Review, ReviewsWanted>(sql, reviewsOfPerson),
    reviewsByGenre: pagesByParent<Review, ReviewsWanted>(sql, reviewsOfGenre),
    filmsByGenre: pagesByParent<Film, Parameters<typeof filmsOfGenre>>(sql, filmsOfGenre),
    castByFilm: pagesByParent<Credit>(sql, () => castOfFilm),
    creditsByPerson: pagesByParent<Credit, Parameters<typeof creditsOfPerson>>(sql, creditsOfPerson),
  };
}

/** @param readFormer for what may have become part of something else: asked for the ids that lead to nothing only. */
function rowById<Row extends { id: number }>(
  sql: SqlExecutor,
  read: (sql: SqlExecutor, ids: readonly number[]) => Promise<Row[]>,
  readFormer?: (sql: SqlExecutor, ids: readonly number[]) => Promise<(Row & { formerId: number })[]>,
): DataLoader<number, Row | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await read(sql, ids)).map((row) => [row.id, row]));
    const missing = ids.filter((id) => !rows.has(id));
    if (readFormer && missing.length > 0) {
      for (const row of await readFormer(sql, missing)) rows.set(row.formerId, row);
    }
    return ids.map((id) => rows.get(id) ?? null);
  });
}

function rowByName<Name extends string, Row extends { [Each in Name]: string }>(
  name: Name,
  read: (names: readonly string[]) => Promise<Row[]>,
): DataLoader<string, Row | null> {
  return new DataLoader(async (names) => {
    const rows = new Map((await read(names)).map((row): [string, Row] => [row[name], row]));
    return names.map((each) => rows.get(each) ?? null);
  });
}

function creditByFilmAndPerson(sql: SqlExecutor) {
  type FilmAndPerson = Pick<Credit, 'filmId' | 'personId'>;
  const keyOf = ({ filmId, personId }: FilmAndPerson) => `${filmId} ${personId}`;
  return new DataLoader<FilmAndPerson, Credit | null, string>(
    async (pairs) => {
      const credits = new Map((await mostProminentCredits(sql, pairs)).map((row) => [keyOf(row), row]));
      return pairs.map((pair) => credits.get(keyOf(pair)) ?? null);
    },
    { cacheKeyFn: keyOf },
  );
}

function rowsByParent<Row extends { parentId: number }>(
  sql: SqlExecutor,
  read: (sql: SqlExecutor, parentIds: readonly number[]) => Promise<Row[]>,
  parentOf: (row: Row) => number = ({ parentId }) => parentId,
): DataLoader<number, Row[]> {
  return new DataLoader(async (parentIds) => {
    const groups = new Map(parentIds.map((id) => [id, [] as Row[]]));
    for (const row of await read(sql, parentIds)) groups.get(parentOf(row))!.push(row);
    return parentIds.map((id) => groups.get(id)!);
  });
}

/** What lists of related entries show: all the lists of one field in one go. */
function toShow<Row extends { id: number }>(
  read: (wanted: WantedForList) => Promise<{ rows: Row[]; names: ReasonNames }>,
): DataLoader<WantedForList, { rows: (Row | undefined)[]; names: ReasonNames }> {
  return new DataLoader(
    async (lists) => {
      const all = (which: keyof WantedForList) => [...new Set(lists.flatMap((list) => list[which]))];
      const { rows, names } = await read({
        ids: all('ids'),
        personIds: all('personIds'),
        genreIds: all('genreIds'),
      });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return lists.map(({ ids }) => ({ rows: ids.map((id) => byId.get(id)), names }));
    },
    { cache: false },
  );
}

/**
 * A paged list inside other lists. Within one field of a document every parent is asked for the same page, so
 * there is a DataLoader for each set of arguments that the document uses.
 */
function pagesByParent<Row, Args extends unknown[] = []>(
  sql: SqlExecutor,
  listFor: (...args: Args) => ListDefinition,
): (parentId: number, page: PageArgs, ...args: Args) => Promise<Connection<Row>> {
  const loaders = new Map<string, DataLoader<number, Connection<Row>>>();

  function createLoader(page: PageArgs, args: Args): DataLoader<number, Connection<Row>> {
    const list = listFor(...args);
    const request = pageRequest(list, page);
    const counts = new DataLoader<number, Count>((parentIds) => countRows(sql, list, parentIds));
    return new DataLoader(async (parentIds) => {
      const pages = await readPages<Row>(sql, list, parentIds, request);
      return pages.map((page, index) =>
        pageConnection({ list, request, page, countOnce: () => counts.load(parentIds[index]!) }),
      );
    });
  }

  return async (parentId, page, ...args) => {
    const key = JSON.stringify([page, args]);
    const loader = loaders.get(key) ?? createLoader(page, args);
    loaders.set(key, loader);
    return loader.load(parentId);
  };
}
