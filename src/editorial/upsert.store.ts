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

/**
 * Those that have one of these ids, and under which of them they were found: by IMDb's, then TMDB's, then Wikidata's.
 * Where there is none, those into which what had one of them was merged.
 */
export async function findByExternalIds(
  sql: SqlExecutor,
  table: 'film' | 'person',
  { imdbId, tmdbId, wikidataId }: ExternalIds,
): Promise<{ id: number; foundBy: keyof ExternalIds }[]> {
  const values = [imdbId ?? null, tmdbId ?? null, wikidataId ?? null];
  const foundBy = `CASE WHEN imdb_id = $1 THEN 'imdbId' WHEN tmdb_id = $2 THEN 'tmdbId' ELSE 'wikidataId' END`;
  const isMeant = 'imdb_id = $1 OR tmdb_id = $2 OR wikidata_id = $3';
  const found = await sql.query<{ id: number; foundBy: keyof ExternalIds }>(
    `/* ${table} by external ids */
    SELECT id, ${foundBy} AS "foundBy" FROM ${table} WHERE ${isMeant} ORDER BY "foundBy"`,
    values,
  );
  if (found.length > 0) return found;
  return sql.query(
    `/* ${table} by former external ids */
    SELECT ${table}_id AS id, min(${foundBy}) AS "foundBy" FROM former_${table} WHERE ${isMeant}
    GROUP BY ${table}_id ORDER BY "foundBy", id`,
    values,
  );
}

/** The ids elsewhere of what was merged into it. */
export function formerExternalIds(
  sql: SqlExecutor,
  table: 'film' | 'person',
  id: number,
): Promise<Required<ExternalIds>[]> {
  return sql.query(
    `/* former external ids of ${table} */
    SELECT imdb_id AS "imdbId", tmdb_id AS "tmdbId", wikidata_id AS "wikidataId" FROM former_${table}
    WHERE ${table}_id = $1`,
    [id],
  );
}
