/** So deep is the order looked at. */
export const ndcgDepth = 10;
/** So deep is looked for what should have been found. */
export const recallDepth = 20;

/**
 * How good the order of a list is: its discounted cumulative gain as a part of the best that there could be, 0 to 1.
 * The place p, from 0, discounts by log2(p + 2). Source: Järvelin and Kekäläinen 2002.
 * @param ranked the list, best first; what is beyond `ndcgDepth` does not count.
 * @param gains what each film that should be found is worth; at least one.
 */
export function ndcg(ranked: readonly number[], gains: ReadonlyMap<number, number>): number {
  const best = [...gains.values()].sort((a, b) => b - a);
  return discounted(ranked.map((film) => gains.get(film) ?? 0)) / discounted(best);
}

/** The part of what should be found that is among the first `recallDepth` of a list, 0 to 1. */
export function recall(ranked: readonly number[], gains: ReadonlyMap<number, number>): number {
  return ranked.slice(0, recallDepth).filter((film) => gains.has(film)).length / gains.size;
}

function discounted(gains: number[]): number {
  return gains.slice(0, ndcgDepth).reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);
}
