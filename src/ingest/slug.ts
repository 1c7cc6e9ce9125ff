import { randomUUID } from 'node:crypto';
import anyAscii from 'any-ascii';
import type { SqlExecutor } from '../database/sql';
import { type SluggedTable, takenSlugs } from './ingest.store';

const longestSlug = 80;

/** "WALL·E" becomes "wall-e", "Mifune Toshirō" "mifune-toshiro", "羅生門" "luoshengmen". */
export function toSlug(...parts: (string | number | null)[]): string {
  const slug = anyAscii(parts.filter((part) => part !== null).join(' '))
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-|-$/g, '');
  return slug || 'untitled';
}

/** What a film or a person may be called in URLs: by the name, or by the name and the year. */
export function slugsOf(name: string, year: number | null): string[] {
  return [toSlug(name), ...(year === null ? [] : [toSlug(name, year)])];
}

/** The first of the candidates that is free; failing all, the last with a number behind it. */
export async function freeSlug(sql: SqlExecutor, table: SluggedTable, candidates: string[]): Promise<string> {
  const [slug] = await freeSlugs(sql, table, [candidates]);
  return slug!;
}

/** @returns for each list of candidates, in order, what `freeSlug` would; no two are the same. */
export async function freeSlugs(
  sql: SqlExecutor,
  table: SluggedTable,
  lists: readonly string[][],
): Promise<string[]> {
  const taken = await takenSlugs(sql, { table, slugs: lists.flat() });
  const slugs: string[] = [];
  for (const candidates of lists) {
    const slug =
      candidates.find((candidate) => !taken.has(candidate)) ?? (await numbered(candidates.at(-1)!));
    taken.add(slug);
    slugs.push(slug);
  }
  return slugs;

  async function numbered(slug: string): Promise<string> {
    const candidates = Array.from({ length: 1000 }, (_, i) => `${slug}-${i + 2}`);
    for (const known of await takenSlugs(sql, { table, slugs: candidates })) taken.add(known);
    return candidates.find((candidate) => !taken.has(candidate)) ?? `${slug}-${randomUUID()}`;
  }
}
