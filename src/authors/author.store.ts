import type { SqlExecutor } from '../database/sql';
import type { Author } from './author.type';

export function authorsByIds(sql: SqlExecutor, ids: readonly number[]): Promise<Author[]> {
  return sql.query<Author>(
    `/* authors by ids */
    SELECT author.id, author.slug, author.name, author.bio FROM author WHERE author.id = ANY($1::int[])`,
    [ids],
  );
}
