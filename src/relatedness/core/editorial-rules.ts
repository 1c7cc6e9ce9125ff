import type { ReviewOfFilm } from './recommendations';

/** What an editor has decided of one review among those related to another. */
export interface EditorialRule {
  reviewId: number;
  relatedId: number;
  kind: 'PIN' | 'HIDE';
  /** In milliseconds since 1970: from that moment on the rule does not count. null where it never ends. */
  expiresAt: number | null;
}

/** What counts of one review's rules at a moment. */
export interface RulesInForce {
  /** Ids of reviews, in the order in which they are to stand. */
  pinnedIds: number[];
  hiddenIds: number[];
}

/** All rules, by the film of the review that they are of: with its film a review is read, and its rules with it. */
export class EditorialRules {
  private readonly ofFilm = new Map<number, readonly EditorialRule[]>();

  /** @param rules of the reviews of the film, whatever their status; pins of a review in their order. */
  replace(filmId: number, rules: readonly EditorialRule[]): void {
    if (rules.length > 0) this.ofFilm.set(filmId, rules);
    else this.ofFilm.delete(filmId);
  }

  /** @param now in milliseconds since 1970. */
  inForce({ reviewId, filmId }: ReviewOfFilm, now: number): RulesInForce {
    const rules = (this.ofFilm.get(filmId) ?? []).filter(
      (rule) => rule.reviewId === reviewId && isInForce(rule, now),
    );
    const idsOf = (kind: EditorialRule['kind']) =>
      rules.filter((rule) => rule.kind === kind).map(({ relatedId }) => relatedId);
    return { pinnedIds: idsOf('PIN'), hiddenIds: idsOf('HIDE') };
  }

  /** When the first of those in force ends, in milliseconds since 1970; Infinity where none does. */
  nextExpiry(now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const rules of this.ofFilm.values()) {
      for (const { expiresAt } of rules)
        if (expiresAt !== null && expiresAt > now) next = Math.min(next, expiresAt);
    }
    return next;
  }
}

export function isInForce({ expiresAt }: Pick<EditorialRule, 'expiresAt'>, now: number): boolean {
  return expiresAt === null || now < expiresAt;
}
