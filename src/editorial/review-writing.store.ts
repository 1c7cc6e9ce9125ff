import type { ListDefinition } from '../database/keyset';
import { type SqlExecutor, selectList } from '../database/sql';
import { reviewColumns } from '../reviews/review.columns';
import type { ReviewStatus } from '../reviews/review-status';
import { lockRow, writeRow } from './rows.store';

/** All that is written of a review. */
export interface WrittenReview {
  id: number;
  version: number;
  slug: string;
  headline: string;
  body: string[];
  filmId: number;
  authorId: number;
  publicationId: number | null;
  status: ReviewStatus;
  datePublished: Date | null;
  copyrightYear: number | null;
  ratingValue: number | null;
  ratingBest: number | null;
  sourceUrl: string | null;
}

const { dateModified, ...names } = { ...reviewColumns, body: 'body' };
const columns = selectList('review', names);

export function lockReview(sql: SqlExecutor, id: number): Promise<WrittenReview | null> {
  return lockRow<WrittenReview>(sql, 'review', { columns, id });
}

/** @param facts what is left out stays as it is. @returns its id. */
export function writeReview(
  sql: SqlExecutor,
  facts: Partial<Omit<WrittenReview, 'id' | 'version'>>,
  id?: number,
): Promise<number> {
  const written = Object.entries(facts).map(([name, value]) => [names[name as keyof typeof facts], value]);
  return writeRow(sql, 'review', { ...Object.fromEntries(written), [dateModified]: new Date() }, id);
}

/** What a review is to be about; it stays there until the end of the transaction. */
export async function findFilmToReview(
  sql: SqlExecutor,
  id: number,
): Promise<{ id: number; title: string; releaseYear: number | null } | null> {
  const [found] = await sql.query<{ id: number; title: string; releaseYear: number | null }>(
    `/* film to review */
    SELECT id, title, release_year AS "releaseYear" FROM film WHERE id = $1 FOR KEY SHARE`,
    [id],
  );
  return found ?? null;
}

const slugLock = 7_360_006;

/** Until the end of the transaction nobody else looks for a free slug after this title: both would find the same. */
export async function waitForSlugsOf(sql: SqlExecutor, title: string): Promise<void> {
  await sql.query('/* one slug at a time */ SELECT pg_advisory_xact_lock($1, hashtext(match_key($2)))', [
    slugLock,
    title,
  ]);
}

export async function nameOf(
  sql: SqlExecutor,
  table: 'author' | 'publication',
  id: number,
): Promise<string | null> {
  const [found] = await sql.query<{ name: string }>(
    `/* name of ${table} */ SELECT name FROM ${table} WHERE id = $1`,
    [id],
  );
  return found?.name ?? null;
}

/** Those of a status that readers do not see, or of both; last changed first. */
export function unpublishedReviewList(status: ReviewStatus | null): ListDefinition {
  return {
    name: 'unpublished reviews',
    columns: selectList('review', reviewColumns),
    from: 'review',
    where: [`review.status <> 'PUBLISHED'`, ...(status ? ['review.status = $1'] : [])],
    values: status ? [status] : [],
    sortKeys: [
      { expression: 'review.updated_at', type: 'timestamptz', isDescending: true },
      { expression: 'review.id', type: 'int' },
    ],
  };
}
