import type { SqlExecutor } from '../database/sql';
import type { Publication } from './publication.type';

/** Only those where something is published. */
export function publicationsByIds(
  sql: SqlExecutor,
  ids: readonly number[],
  { withUnpublished }: { withUnpublished?: boolean } = {},
): Promise<Publication[]> {
  return sql.query<Publication>(
    `/* publications by ids */
    SELECT publication.id, publication.slug, publication.name FROM publication
    WHERE publication.id = ANY($1::int[])
      AND ($2 OR EXISTS (SELECT FROM review WHERE review.publication_id = publication.id AND review.status = 'PUBLISHED'))`,
    [ids, withUnpublished ?? false],
  );
}
