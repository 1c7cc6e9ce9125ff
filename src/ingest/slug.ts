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
  const last = candidates.at(-1)!;
  const firstFree = async (slugs: string[]) => {
    const taken = await takenSlugs(sql, { table, slugs });
    return slugs.find((slug) => !taken.has(slug));
  };
  const numbered = () => Array.from({ length: 1000 }, (_, i) => `${last}-${i + 2}`);
  const free = (await firstFree(candidates)) ?? (await firstFree(numbered()));
  if (!free) throw new Error(`no slug is free in ${table} for ${last}`);
  return free;
}
