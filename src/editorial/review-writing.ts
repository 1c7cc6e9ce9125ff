import { changesBetween } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { toGlobalId } from '../graphql/node';
import { reviewSlug, upsertAuthor, upsertPublication } from '../ingest/upsert-article';
import { ReviewStatus } from '../reviews/review-status';
import { expectVersion, idIn, type Writing } from './mutation';
import {
  findFilmToReview,
  lockReview,
  nameOf,
  type WrittenReview,
  waitForSlugsOf,
  writeReview,
} from './review-writing.store';
import type {
  CreateReviewInput,
  PublishReviewInput,
  RetractReviewInput,
  UpdateReviewInput,
} from './review-writing.type';
import { presentIdIn } from './upsert';
import { refuse, UserErrorCode } from './user-error';

/** @returns the number of the new review. */
export async function createReview({ sql, record }: Writing, input: CreateReviewInput): Promise<number> {
  const film = await filmIn(sql, input.film);
  const author = await authorIn(sql, input);
  if (!author) refuse(UserErrorCode.INVALID, ['author'], 'Give author or authorName.');
  if (input.slug === undefined) await waitForSlugsOf(sql, film.title);
  const isUndated = input.datePublished == null && input.copyrightYear == null;
  const id = await writeReview(sql, {
    ...(await factsIn(sql, input)),
    ...(isUndated && input.status === ReviewStatus.PUBLISHED && { datePublished: new Date() }),
    headline: input.headline.trim(),
    body: input.body,
    filmId: film.id,
    authorId: author.id,
    slug: input.slug ?? (await reviewSlug(sql, { film, authorName: author.name })),
    status: input.status,
  });
  await record('Review', id, changesBetween(null, audited(await lockReview(sql, id))));
  return id;
}

/** @returns the number of the review. */
export function updateReview(writing: Writing, input: UpdateReviewInput): Promise<number> {
  const { sql } = writing;
  return change(writing, input, async () => ({
    ...(await factsIn(sql, input)),
    ...(input.headline !== undefined && { headline: input.headline.trim() }),
    ...(input.body !== undefined && { body: input.body }),
    ...(input.film !== undefined && { filmId: (await filmIn(sql, input.film)).id }),
  }));
}

/** @returns the number of the review. */
export function publishReview(writing: Writing, input: PublishReviewInput): Promise<number> {
  return change(writing, input, async ({ status, datePublished, copyrightYear }) => {
    if (status === ReviewStatus.PUBLISHED) {
      refuse(UserErrorCode.WRONG_STATUS, ['id'], 'It is published already.');
    }
    const isDated = datePublished !== null || copyrightYear !== null;
    return { status: ReviewStatus.PUBLISHED, ...(!isDated && { datePublished: new Date() }) };
  });
}

/** @returns the number of the review. */
export function retractReview(writing: Writing, input: RetractReviewInput): Promise<number> {
  return change(writing, input, async ({ status }) => {
    if (status !== ReviewStatus.PUBLISHED) {
      refuse(UserErrorCode.WRONG_STATUS, ['id'], 'Only a published review can be retracted.');
    }
    return { status: ReviewStatus.RETRACTED };
  });
}

async function change(
  { sql, record }: Writing,
  input: { id: string; version?: number | null },
  factsFor: (review: WrittenReview) => Promise<Partial<WrittenReview>>,
): Promise<number> {
  const id = idIn('Review', input.id, ['id']);
  const before = await lockReview(sql, id);
  if (!before) refuse(UserErrorCode.NOT_FOUND, ['id'], 'There is no review with this id.');
  expectVersion(before, input.version);
  const facts = await factsFor(before);
  const after = { ...before, ...facts };
  if (
    after.status === ReviewStatus.PUBLISHED &&
    after.datePublished === null &&
    after.copyrightYear === null
  ) {
    refuse(UserErrorCode.INVALID, ['datePublished'], 'A published review needs a date or a copyright year.');
  }
  const isSame = Object.keys(changesBetween(before, after)).length === 0;
  if (!isSame) await writeReview(sql, facts, id);
  await record('Review', id, changesBetween(audited(before), audited(await lockReview(sql, id))));
  return id;
}

/** Years in which there can be a review. */
const [firstFilm, farFuture] = [new Date('1870-01-01T00:00:00Z'), new Date('2200-12-31T23:59:59Z')];

type Facts = Pick<
  UpdateReviewInput,
  | 'author'
  | 'authorName'
  | 'publication'
  | 'publicationName'
  | 'datePublished'
  | 'copyrightYear'
  | 'rating'
  | 'sourceUrl'
>;

/** What both a new review and a changed one may say; only what is said. */
async function factsIn(sql: SqlExecutor, input: Facts): Promise<Partial<WrittenReview>> {
  const { datePublished, copyrightYear, rating, sourceUrl } = input;
  if (rating && rating.value > rating.best) {
    refuse(UserErrorCode.INVALID, ['rating', 'value'], 'Value must not be greater than best.');
  }
  if (sourceUrl && !/^https?:\/\/\S{1,1990}$/.test(String(sourceUrl))) {
    const message = 'The address must begin with http:// or https://, and have at most 2000 characters.';
    refuse(UserErrorCode.INVALID, ['sourceUrl'], message);
  }
  if (datePublished && (datePublished < firstFilm || datePublished > farFuture)) {
    refuse(UserErrorCode.INVALID, ['datePublished'], 'The date must lie between 1870 and 2200.');
  }
  const author = await authorIn(sql, input);
  const publicationId = await publicationIn(sql, input);
  return {
    ...(author && { authorId: author.id }),
    ...(publicationId !== undefined && { publicationId }),
    ...(datePublished !== undefined && { datePublished }),
    ...(copyrightYear !== undefined && { copyrightYear }),
    ...(rating !== undefined && { ratingValue: rating?.value ?? null, ratingBest: rating?.best ?? null }),
    ...(sourceUrl !== undefined && { sourceUrl: sourceUrl && String(sourceUrl) }),
  };
}

async function filmIn(sql: SqlExecutor, globalId: string) {
  const find = async () =>
    findFilmToReview(sql, await presentIdIn(sql, 'Film', { id: globalId, field: ['film'] }));
  // Where it was merged while its row was waited for, it is found the second time.
  const film = (await find()) ?? (await find());
  return film ?? refuse(UserErrorCode.NOT_FOUND, ['film'], 'There is no film with this id: add it first.');
}

async function authorIn(
  sql: SqlExecutor,
  { author, authorName }: Facts,
): Promise<{ id: number; name: string } | undefined> {
  if (author !== undefined && authorName !== undefined) {
    refuse(UserErrorCode.INVALID, ['authorName'], 'Give author or authorName, not both.');
  }
  if (authorName !== undefined) {
    const name = authorName.trim();
    return { id: (await upsertAuthor(sql, { name, bio: null })).id, name };
  }
  if (author === undefined) return undefined;
  const id = idIn('Author', author, ['author']);
  const name = await nameOf(sql, 'author', id);
  return name === null
    ? refuse(UserErrorCode.NOT_FOUND, ['author'], 'There is no author with this id.')
    : { id, name };
}

async function publicationIn(
  sql: SqlExecutor,
  { publication, publicationName }: Facts,
): Promise<number | null | undefined> {
  if (publication != null && publicationName !== undefined) {
    refuse(UserErrorCode.INVALID, ['publicationName'], 'Give publication or publicationName, not both.');
  }
  if (publicationName !== undefined) return upsertPublication(sql, publicationName.trim());
  if (publication == null) return publication;
  const id = idIn('Publication', publication, ['publication']);
  const isThere = (await nameOf(sql, 'publication', id)) !== null;
  return isThere
    ? id
    : refuse(UserErrorCode.NOT_FOUND, ['publication'], 'There is no publication with this id.');
}

/** As it is put on record: by the names that the API has for it. */
function audited(review: WrittenReview | null): object | null {
  if (!review) return null;
  const { id, version, filmId, authorId, publicationId, ratingValue, ratingBest, ...facts } = review;
  return {
    ...facts,
    film: toGlobalId('Film', filmId),
    author: toGlobalId('Author', authorId),
    publication: publicationId === null ? null : toGlobalId('Publication', publicationId),
    rating: ratingValue === null ? null : { value: ratingValue, best: ratingBest },
  };
}
