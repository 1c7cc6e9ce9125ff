import type { ListDefinition } from '../database/keyset';
import { type ColumnNames, type SqlExecutor, selectList } from '../database/sql';
import type { Publication } from './publication.type';

const columns = selectList('publication', {
  id: 'id',
  slug: 'slug',
  name: 'name',
} satisfies ColumnNames<Publication>);

/** Only those where something is published. */
const hasPublished = `EXISTS (
  SELECT FROM review WHERE review.publication_id = publication.id AND review.status = 'PUBLISHED'
)`;

export function publicationsByIds(
  sql: SqlExecutor,
  ids: readonly number[],
  { withUnpublished }: { withUnpublished?: boolean } = {},
): Promise<Publication[]> {
  return sql.query<Publication>(
    `/* publications by ids */
    SELECT ${columns} FROM publication WHERE publication.id = ANY($1::int[]) AND ($2 OR ${hasPublished})`,
    [ids, withUnpublished ?? false],
  );
}

export async function findPublicationBySlug(
  sql: SqlExecutor,
  slug: string,
  { withUnpublished }: { withUnpublished?: boolean } = {},
): Promise<Publication | null> {
  const [found] = await sql.query<Publication>(
    `/* publication by slug */ SELECT ${columns} FROM publication WHERE publication.slug = $1 AND ($2 OR ${hasPublished})`,
    [slug, withUnpublished ?? false],
  );
  return found ?? null;
}

export const publicationList: ListDefinition = {
  name: 'publications by name',
  columns,
  from: 'publication',
  where: [hasPublished],
  sortKeys: [
    { expression: 'match_key(publication.name)', type: 'text' },
    { expression: 'publication.id', type: 'int' },
  ],
};
