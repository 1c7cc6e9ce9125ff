import type { SqlExecutor } from '../database/sql';
import type { Publication } from './publication.type';

export function publicationsByIds(sql: SqlExecutor, ids: readonly number[]): Promise<Publication[]> {
  return sql.query<Publication>(
    `/* publications by ids */
    SELECT publication.id, publication.slug, publication.name FROM publication
    WHERE publication.id = ANY($1::int[])`,
    [ids],
  );
}
