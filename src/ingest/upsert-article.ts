import type { SqlExecutor } from '../database/sql';
import { ReviewStatus } from '../reviews/review-status';
import {
  addAuthor,
  addPublication,
  addReview,
  fillBio,
  findAuthorId,
  findPublicationId,
  findReview,
  hasReview,
  isSourceTaken,
  updateReview,
} from './article.store';
import type { Article } from './articles/article';
import { waitForOtherImports } from './ingest.store';
import { recordMatches } from './matching/matches.store';
import { freeSlug, toSlug } from './slug';
import { type UpsertedFilm, upsertFilm } from './upsert-film';

export interface UpsertedArticle {
  outcome: 'added' | 'updated' | 'unchanged';
  /** Of the review. */
  id: number;
  slug: string;
  status: ReviewStatus;
  film: UpsertedFilm;
  doubts: string[];
}

/** Under whose name unsigned reviews stand. */
export const nobody = { name: 'Anonymous', bio: null };

/**
 * Put an article into the store: its film and people, its author and publication, and the review itself. The
 * same headline by the same author about the same film is the same review; taken in again, it is brought up
 * to date where the page says otherwise, and keeps its slug and status.
 * @param sql must belong to a transaction, so that an article is in as a whole or not at all.
 */
export async function upsertArticle(
  sql: SqlExecutor,
  article: Article,
  { status = ReviewStatus.PUBLISHED }: { status?: ReviewStatus } = {},
): Promise<UpsertedArticle> {
  await waitForOtherImports(sql);
  const film = await upsertFilm(sql, {
    ...article.film,
    genres: article.genres,
    directors: article.directors.map((name) => ({ name })),
    cast: article.actors,
    castIsComplete: article.castIsComplete,
    article: {
      headline: article.headline,
      authorName: (article.author ?? nobody).name,
      isSigned: article.author !== null,
      publication: article.publication,
    },
  });
  const author = await upsertAuthor(sql, article.author ?? nobody);
  const publicationId =
    article.publication === null ? null : await upsertPublication(sql, article.publication);

  const review = {
    ...article,
    filmId: film.id,
    authorId: author.id,
    publicationId,
    sourceUrl: article.sourceUrl ?? null,
  };
  const known = await findReview(sql, { ...review, isSigned: article.author !== null });
  const { sourceUrl, doubts } = await freeSource(sql, { url: review.sourceUrl, reviewId: known?.id ?? null });
  doubts.unshift(...film.doubts);
  if (known) {
    const hasChanged = await updateReview(sql, { ...review, sourceUrl, id: known.id });
    await recordMatches(sql, film.matches, { reviewSlug: known.slug, isReviewNew: false });
    const outcome = hasChanged || film.hasChanged || author.hasChanged ? 'updated' : 'unchanged';
    return { outcome, id: known.id, slug: known.slug, status: known.status, film, doubts };
  }
  const authorName = (article.author ?? nobody).name;
  const slug = article.slug
    ? await freeSlug(sql, 'review', [toSlug(article.slug), toSlug(article.slug, authorName)])
    : await reviewSlug(sql, { film, authorName });
  const id = await addReview(sql, { ...review, sourceUrl, slug, status });
  await recordMatches(sql, film.matches, { reviewSlug: slug, isReviewNew: true });
  return { outcome: 'added', id, slug, status, film, doubts };
}

/** Sites that are badly set up give one address for all their pages: the first page keeps it. */
export async function freeSource(
  sql: SqlExecutor,
  { url, reviewId }: { url: string | null; reviewId: number | null },
): Promise<{ sourceUrl: string | null; doubts: string[] }> {
  if (url === null || !(await isSourceTaken(sql, { url, reviewId }))) return { sourceUrl: url, doubts: [] };
  return { sourceUrl: null, doubts: [`another review is known as the one at ${url}`] };
}

/** The title; for a second review of the film with the author behind it, for a remake with the year. */
export async function reviewSlug(
  sql: SqlExecutor,
  { film, authorName }: { film: Pick<UpsertedFilm, 'id' | 'title' | 'releaseYear'>; authorName: string },
): Promise<string> {
  const withYear = toSlug(film.title, film.releaseYear);
  const withAuthor = toSlug(film.title, authorName);
  const others = (await hasReview(sql, film.id)) ? [withAuthor] : [withYear, withAuthor];
  return freeSlug(sql, 'review', [toSlug(film.title), ...others]);
}

export async function upsertAuthor(
  sql: SqlExecutor,
  { name, bio }: { name: string; bio: string | null },
): Promise<{ id: number; hasChanged: boolean }> {
  const known = await findAuthorId(sql, name);
  if (known !== null) return { id: known, hasChanged: await fillBio(sql, { authorId: known, bio }) };
  const slug = await freeSlug(sql, 'author', [toSlug(name)]);
  return { id: await addAuthor(sql, { slug, name, bio }), hasChanged: true };
}

/** @param wanted is the slug that a new one gets, if it is free. */
export async function upsertPublication(
  sql: SqlExecutor,
  name: string,
  wanted: { slug?: string | undefined } = {},
): Promise<number> {
  const known = await findPublicationId(sql, name);
  if (known !== null) return known;
  const slug = await freeSlug(sql, 'publication', [...(wanted.slug ? [wanted.slug] : []), toSlug(name)]);
  return addPublication(sql, { name, slug });
}
