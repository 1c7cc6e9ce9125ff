import type { SqlExecutor } from '../../database/sql';

/** What new films and people are called in URLs, as `slugsOf` and `freeSlug` have it, for many at once. */
export async function giveSlugs(sql: SqlExecutor, table: 'film' | 'person'): Promise<void> {
  const numbered = Array.from({ length: 8 }, (_, i) => `base || '-${i + 2}'`);
  const candidates = [
    'base',
    `base || '-' || year`,
    `base || '-' || id_of_source`,
    ...numbered,
    `base || '-' || gen_random_uuid()`,
  ];
  for (const candidate of candidates) {
    const [left] = await sql.query<{ count: number }>(
      `/* slugs to give */ SELECT count(*)::int FROM new_${table} WHERE slug IS NULL`,
    );
    if (left!.count === 0) return;
    await sql.query(
      `/* give slugs */
      UPDATE new_${table} SET slug = free.slug
      FROM (
        SELECT DISTINCT ON (candidate) id, candidate AS slug
        FROM (SELECT id, place, ${candidate} AS candidate FROM new_${table} WHERE slug IS NULL) AS wanted
        WHERE candidate IS NOT NULL
          AND NOT EXISTS (SELECT FROM ${table} WHERE ${table}.slug = candidate)
          AND NOT EXISTS (SELECT FROM former_${table} WHERE former_${table}.slug = candidate)
          AND NOT EXISTS (SELECT FROM new_${table} AS given WHERE given.slug = candidate)
        ORDER BY candidate, place
      ) AS free
      WHERE new_${table}.id = free.id`,
    );
  }
}
