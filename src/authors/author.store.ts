import type { ListDefinition } from '../database/keyset';
import { type ColumnNames, type SqlExecutor, selectList } from '../database/sql';
import type { Author } from './author.type';

const columns = selectList('author', {
  id: 'id',
  slug: 'slug',
  name: 'name',
  bio: 'bio',
} satisfies ColumnNames<Author>);

/** Only those of whom something is published, unless told: a draft must not give away who is writing it. */
const hasPublished = `EXISTS (
  SELECT FROM review WHERE review.author_id = author.id AND review.status = 'PUBLISHED'
)`;

export function authorsByIds(
  sql: SqlExecutor,
  ids: readonly number[],
  { withUnpublished }: { withUnpublished?: boolean } = {},
): Promise<Author[]> {
  return sql.query<Author>(
    `/* authors by ids */
    SELECT ${columns} FROM author WHERE author.id = ANY($1::int[]) AND ($2 OR ${hasPublished})`,
    [ids, withUnpublished ?? false],
  );
}

export async function findAuthorBySlug(
  sql: SqlExecutor,
  slug: string,
  { withUnpublished }: { withUnpublished?: boolean } = {},
): Promise<Author | null> {
  const [found] = await sql.query<Author>(
    `/* author by slug */ SELECT ${columns} FROM author WHERE author.slug = $1 AND ($2 OR ${hasPublished})`,
    [slug, withUnpublished ?? false],
  );
  return found ?? null;
}

export const authorList: ListDefinition = {
  name: 'authors by name',
  columns,
  from: 'author',
  where: [hasPublished],
  sortKeys: [
    { expression: 'match_key(author.name)', type: 'text' },
    { expression: 'author.id', type: 'int' },
  ],
};
