import type { SqlExecutor } from '../database/sql';
import type { Author } from './author.type';

/** Only those of whom something is published, unless told: a draft must not give away who is writing it. */
export function authorsByIds(
  sql: SqlExecutor,
  ids: readonly number[],
  { withUnpublished }: { withUnpublished?: boolean } = {},
): Promise<Author[]> {
  return sql.query<Author>(
    `/* authors by ids */
    SELECT author.id, author.slug, author.name, author.bio FROM author
    WHERE author.id = ANY($1::int[])
      AND ($2 OR EXISTS (SELECT FROM review WHERE review.author_id = author.id AND review.status = 'PUBLISHED'))`,
    [ids, withUnpublished ?? false],
  );
}
