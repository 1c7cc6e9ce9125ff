import { IdSet } from './catalogues/id-set';

export type ClaimedTable = 'author' | 'film' | 'person';

/** A row that a slug of a source may stand for. */
export interface RowAlike {
  id: number;
  /** It has this slug, and the same name. */
  isSlug: boolean;
  /** It has an external id that the source gives too. */
  isId: boolean;
}

interface Claim {
  table: ClaimedTable;
  slug: string;
  id: number;
  /** Whether the row has this slug in the store too. */
  isOwn: boolean;
}

/**
 * Which rows of the store the slugs of one source stand for. Two slugs of one source are two films, two people or
 * two authors, however alike they are. Takes a bit a row, and more only for slugs that the store has for others.
 */
export class SlugClaims {
  private readonly own = { author: new IdSet(), film: new IdSet(), person: new IdSet() };
  private readonly others = { author: new IdSet(), film: new IdSet(), person: new IdSet() };
  private readonly renamed = new Map<string, number>();
  private latest: Claim[] = [];

  /** @param alike best first. @returns the row that is meant; undefined where it is not in the store yet. */
  choose(table: ClaimedTable, slug: string, alike: readonly RowAlike[]): number | undefined {
    const renamed = this.renamed.get(`${table}/${slug}`);
    if (renamed !== undefined) return renamed;
    const free = alike.filter(({ id }) => !this.others[table].has(id));
    const named = free.find(({ isSlug }) => isSlug) ?? free.find(({ isId }) => isId);
    if (named) return named.id;
    const unclaimed = free.filter(({ id }) => !this.own[table].has(id));
    return unclaimed.length === 1 ? unclaimed[0]!.id : undefined;
  }

  claim({ table, slug, id, isOwn }: Claim): void {
    if (!(isOwn ? this.own : this.others)[table].add(id)) return;
    if (!isOwn) this.renamed.set(`${table}/${slug}`, id);
    this.latest.push({ table, slug, id, isOwn });
  }

  /** What was claimed since then is in the store for good. */
  keep(): void {
    this.latest = [];
  }

  /** What was claimed since `keep` was taken back. */
  forget(): void {
    for (const { table, slug, id, isOwn } of this.latest) {
      (isOwn ? this.own : this.others)[table].delete(id);
      if (!isOwn) this.renamed.delete(`${table}/${slug}`);
    }
    this.latest = [];
  }
}
