import { OperatorError } from '../../errors';
import type { Profile } from '../core/profile';
import { rankingOf } from '../core/ranking-of';
import { baselines } from './baselines';
import type { CompleteFilms } from './complete-films';
import { candidatesOf, queriesToAsk } from './evaluate';
import { ndcg, ndcgDepth } from './measures';
import { profileRanker } from './profile-ranker';
import type { Progress } from './progress';
import type { Ranker } from './ranker';
import type { Truth, TruthQuery } from './truth';

/** How much each truth beyond the worst one adds. */
const shareOfSum = 0.25;

/**
 * What a profile is worth on several truths at once: the least of their qualities, so that none is given up for
 * another, and a quarter of their sum. Quality is nDCG as a multiple of the soup's, and that of the truth's mark.
 */
export function worth(qualities: readonly number[]): number {
  return Math.min(...qualities) + shareOfSum * qualities.reduce((sum, quality) => sum + quality, 0);
}

/**
 * @param marks by truth: the multiple of the soup's nDCG that is wished for.
 * @returns what a profile is worth on the queries to fit on.
 * @throws OperatorError that names a truth of which the soup finds nothing: it sets no measure.
 */
export async function worthOnFit(
  { films, truths }: { films: CompleteFilms; truths: readonly Truth[] },
  marks: readonly number[],
  progress: Progress,
): Promise<(profile: Profile) => Promise<number>> {
  const tasks: { truth: Truth; queries: TruthQuery[]; goal: number }[] = [];
  for (const [place, truth] of truths.entries()) {
    const queries = queriesToAsk(truth, 'fit');
    const ofSoup = await meanNdcg(baselines.soup(films, candidatesOf(films, truth)), queries, progress);
    if (ofSoup === 0) {
      throw new OperatorError(
        `${truth.source}: the soup finds nothing of it, so there is nothing to compare with`,
      );
    }
    tasks.push({ truth, queries, goal: ofSoup * marks[place]! });
  }
  return async (profile) => {
    const ranking = rankingOf(profile, films.facts, films.indexSize);
    const qualities: number[] = [];
    for (const { truth, queries, goal } of tasks) {
      qualities.push((await meanNdcg(profileRanker(ranking, truth.universe), queries, progress)) / goal);
    }
    return worth(qualities);
  };
}

async function meanNdcg(ranker: Ranker, queries: readonly TruthQuery[], progress: Progress): Promise<number> {
  let sum = 0;
  for (const { filmId, gains } of queries) {
    sum += ndcg(ranker.rank(filmId, ndcgDepth), gains);
    await progress.pause();
  }
  return sum / queries.length;
}
