import { BestFirst } from '../core/best-first';
import { mantelHaenszel } from './mantel-haenszel';
import type { Progress } from './progress';

/** What a user liked. */
export interface Liked {
  /** Numbers of films, each once, ascending. */
  films: ArrayLike<number>;
  /** How many movies altogether, those too of which no more is known. */
  total: number;
}

export interface LikedBoth {
  film: number;
  /** Above 0. Source: mantel-haenszel.ts */
  z: number;
}

/** As many as there can be likes of one user, and more. */
const strata = 24;

/** Users who liked 2 or 3 films altogether, 4 to 7, 8 to 15 and so on; who liked one says nothing of any two. */
function stratumOf(total: number): number {
  return Math.floor(Math.log2(total)) - 1;
}

/**
 * For each film those that were liked by the same users, the nearest first; equal ones by number.
 * Memory goes with the square of `filmCount`: 32 MB for 4,000 films.
 * @param first at most so many for each.
 */
export async function nearestByLikes(
  likes: Iterable<Liked>,
  { userCount, filmCount, first }: { userCount: number; filmCount: number; first: number },
  progress: Progress,
): Promise<LikedBoth[][]> {
  const raters = new Int32Array(strata);
  const likedBy = Array.from({ length: filmCount }, () => new Int32Array(strata));
  // By pair, the larger number a and the smaller b at a × (a − 1) / 2 + b.
  const likedBoth = new Uint32Array((filmCount * (filmCount - 1)) / 2);
  progress.begin('counting who liked both', userCount);
  for (const { films, total } of likes) {
    await progress.advance(1);
    if (total < 2) continue;
    const stratum = stratumOf(total);
    raters[stratum]!++;
    for (let i = 0; i < films.length; i++) {
      const row = (films[i]! * (films[i]! - 1)) / 2;
      likedBy[films[i]!]![stratum]!++;
      for (let j = 0; j < i; j++) likedBoth[row + films[j]!]!++;
    }
  }
  const nearest = likedBy.map(() => new BestFirst<LikedBoth>(first, (a, b) => b.z - a.z || a.film - b.film));
  progress.begin('comparing films', filmCount);
  for (let a = 0; a < filmCount; a++) {
    const likedA = likedBy[a]!;
    for (let b = 0; b < a; b++) {
      const both = likedBoth[(a * (a - 1)) / 2 + b]!;
      if (both === 0) continue;
      const z = mantelHaenszel(both, { raters, likedA, likedB: likedBy[b]! });
      if (z <= 0) continue;
      nearest[a]!.add({ film: b, z });
      nearest[b]!.add({ film: a, z });
    }
    await progress.advance(1);
  }
  progress.end();
  return nearest.map(({ entries }) => entries);
}
