import type { SqlExecutor } from '../database/sql';

/** @returns for each number, in order, the one of what it was merged into, or itself. */
export async function presentIds(
  sql: SqlExecutor,
  table: 'film' | 'person',
  ids: readonly number[],
): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `/* present ids of ${table} */
    SELECT coalesce(former.${table}_id, asked.id) AS id
    FROM unnest($1::int[]) WITH ORDINALITY AS asked (id, place) LEFT JOIN former_${table} AS former USING (id)
    ORDER BY asked.place`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

export interface ExternalIds {
  imdbId?: string | null;
  tmdbId?: number | null;
  wikidataId?: string | null;
}

/** Those that have one of these ids, and under which of them they were found: by IMDb's, then TMDB's, then Wikidata's. */
export function findByExternalIds(
  sql: SqlExecutor,
  table: 'film' | 'person',
  { imdbId, tmdbId, wikidataId }: ExternalIds,
): Promise<{ id: number; foundBy: keyof ExternalIds }[]> {
  return sql.query(
    `/* ${table} by external ids */
    SELECT id, CASE WHEN imdb_id = $1 THEN 'imdbId' WHEN tmdb_id = $2 THEN 'tmdbId' ELSE 'wikidataId' END AS "foundBy"
    FROM ${table} WHERE imdb_id = $1 OR tmdb_id = $2 OR wikidata_id = $3
    ORDER BY "foundBy"`,
    [imdbId ?? null, tmdbId ?? null, wikidataId ?? null],
  );
}
