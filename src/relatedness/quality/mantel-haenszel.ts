/** Numbers of raters, by stratum: all of them, those who liked the one film, and those who liked the other. */
export interface LikedByStratum {
  raters: ArrayLike<number>;
  likedA: ArrayLike<number>;
  likedB: ArrayLike<number>;
}

/**
 * By how many standard deviations more raters liked both of two films than if each liked the one whether they
 * liked the other or not:
 *
 *     z = (Σ x − Σ E) / √ Σ V,   E = a b / n,   V = a b (n − a) (n − b) / (n² (n − 1))
 *
 * over strata of n raters, of whom a liked the one film, b the other, x both. Strata of raters who liked about as
 * many films keep those who like much from making everything look related to everything.
 * Source: Mantel and Haenszel 1959, without the correction for continuity.
 * @param likedBoth Σ x, over all strata.
 * @returns 0 where no stratum tells anything.
 */
export function mantelHaenszel(likedBoth: number, { raters, likedA, likedB }: LikedByStratum): number {
  let expected = 0;
  let variance = 0;
  for (let stratum = 0; stratum < raters.length; stratum++) {
    const n = raters[stratum]!;
    if (n < 2) continue;
    const a = likedA[stratum]!;
    const b = likedB[stratum]!;
    expected += (a * b) / n;
    variance += (a * b * (n - a) * (n - b)) / (n * n * (n - 1));
  }
  return variance > 0 ? (likedBoth - expected) / Math.sqrt(variance) : 0;
}
