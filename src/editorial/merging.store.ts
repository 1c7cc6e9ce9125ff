import type { SqlExecutor } from '../database/sql';

type MergedTable = 'film' | 'person';

export interface Pair {
  keepId: number;
  mergeId: number;
}

/** Nobody changes either, or refers to them anew, until the end of the transaction. */
export async function lockPair(
  sql: SqlExecutor,
  table: MergedTable,
  { keepId, mergeId }: Pair,
): Promise<void> {
  await sql.query(
    `/* lock ${table}s to merge */ SELECT FROM ${table} WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE`,
    [[keepId, mergeId]],
  );
}

/** Hands over the credits. Where both have the same one, it takes what it lacks from the other's, which goes. */
export async function mergeCredits(
  sql: SqlExecutor,
  table: MergedTable,
  { keepId, mergeId }: Pair,
): Promise<void> {
  const own = `${table}_id`;
  const other = table === 'film' ? 'person_id' : 'film_id';
  const isSame = `kept.${own} = $1 AND merged.${own} = $2
    AND (kept.role, kept.${other}) = (merged.role, merged.${other})`;
  await sql.query(
    `/* fill in credits of ${table} */
    UPDATE credit AS kept SET
      "character" = coalesce(kept."character", merged."character"),
      billing = coalesce(kept.billing, merged.billing)
    FROM credit AS merged WHERE ${isSame}`,
    [keepId, mergeId],
  );
  await sql.query(
    `/* remove double credits of ${table} */ DELETE FROM credit AS merged USING credit AS kept WHERE ${isSame}`,
    [keepId, mergeId],
  );
  await sql.query(`/* hand over credits of ${table} */ UPDATE credit SET ${own} = $1 WHERE ${own} = $2`, [
    keepId,
    mergeId,
  ]);
}

export async function mergeGenres(sql: SqlExecutor, { keepId, mergeId }: Pair): Promise<void> {
  await sql.query(
    `/* hand over genres */
    INSERT INTO film_genre (film_id, genre_id) SELECT $1::int, genre_id FROM film_genre WHERE film_id = $2
    ON CONFLICT DO NOTHING`,
    [keepId, mergeId],
  );
}

/** Reviews of the two films, by slug, that would be the same article if the films were one. */
export function sameArticles(
  sql: SqlExecutor,
  { keepId, mergeId }: Pair,
): Promise<{ kept: string; merged: string }[]> {
  return sql.query(
    `/* same articles */
    SELECT kept.slug AS kept, merged.slug AS merged
    FROM review AS kept JOIN review AS merged
      ON merged.author_id = kept.author_id AND match_key(merged.headline) = match_key(kept.headline)
      AND merged.publication_id IS NOT DISTINCT FROM kept.publication_id
    WHERE kept.film_id = $1 AND merged.film_id = $2
    ORDER BY kept.slug`,
    [keepId, mergeId],
  );
}

/** @returns their numbers. */
export async function handOverReviews(sql: SqlExecutor, { keepId, mergeId }: Pair): Promise<number[]> {
  const moved = await sql.query<{ id: number }>(
    '/* hand over reviews */ UPDATE review SET film_id = $1 WHERE film_id = $2 RETURNING id',
    [keepId, mergeId],
  );
  return moved.map(({ id }) => id).sort((a, b) => a - b);
}

/** Deletes what was merged, and has its ids and slug, and those that led to it, lead to the one that is kept. */
export async function replaceByKept(
  sql: SqlExecutor,
  table: MergedTable,
  { keepId, mergeId }: Pair,
): Promise<void> {
  await sql.query(
    `/* lead former ${table}s on */ UPDATE former_${table} SET ${table}_id = $1 WHERE ${table}_id = $2`,
    [keepId, mergeId],
  );
  await sql.query(
    `/* replace merged ${table} */
    WITH merged AS (DELETE FROM ${table} WHERE id = $2 RETURNING id, slug, imdb_id, tmdb_id, wikidata_id)
    INSERT INTO former_${table} (id, slug, imdb_id, tmdb_id, wikidata_id, ${table}_id)
    SELECT merged.*, $1::int FROM merged`,
    [keepId, mergeId],
  );
}

/** Has the version be above that of both, so that nobody who has read one of them overwrites the other. */
export async function raiseVersion(
  sql: SqlExecutor,
  table: MergedTable,
  { id, above }: { id: number; above: number },
): Promise<void> {
  await sql.query(
    `/* raise version of ${table} */ UPDATE ${table} SET version = greatest(version, $2) + 1 WHERE id = $1`,
    [id, above],
  );
}
