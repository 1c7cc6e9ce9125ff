import type { SqlExecutor } from '../database/sql';

const importLock = 7_360_005;

/**
 * Whoever imports, or edits the catalogue, holds the lock until the end of the transaction, so that no two make the
 * same film or person at once.
 */
export async function waitForOtherImports(sql: SqlExecutor): Promise<void> {
  await sql.query('/* one import at a time */ SELECT pg_advisory_xact_lock($1)', [importLock]);
}

export async function isStoreEmpty(sql: SqlExecutor): Promise<boolean> {
  const rows = await sql.query('/* anything there? */ SELECT FROM film UNION ALL SELECT FROM review LIMIT 1');
  return rows.length === 0;
}

export type SluggedTable = 'author' | 'film' | 'genre' | 'person' | 'publication' | 'review';

/** Where the slugs stand by which what was merged is still found. */
const formerTables: Partial<Record<SluggedTable, string>> = { film: 'former_film', person: 'former_person' };

export async function takenSlugs(
  sql: SqlExecutor,
  { table, slugs }: { table: SluggedTable; slugs: string[] },
): Promise<Set<string>> {
  const tables = [table, formerTables[table]].filter((name) => name !== undefined);
  const selects = tables.map((name) => `SELECT slug FROM ${name} WHERE slug = ANY($1::text[])`);
  const rows = await sql.query<{ slug: string }>(`/* slugs taken */ ${selects.join(' UNION ALL ')}`, [slugs]);
  return new Set(rows.map(({ slug }) => slug));
}

/**
 * For row after row in one transaction: PostgreSQL, which counts what has been added when that is committed, would take
 * the tables for small, and read all of them each time. 2,000 films took 215 s.
 */
export async function lookUpByIndex(sql: SqlExecutor): Promise<void> {
  await sql.query('/* look up by index */ SET LOCAL enable_seqscan = off');
}
