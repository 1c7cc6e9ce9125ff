import { ndcg, recall, recallDepth } from './measures';
import type { Progress } from './progress';
import type { Ranker } from './ranker';
import type { TruthQuery } from './truth';

/** Means over the queries, 0 to 1. */
export interface Quality {
  ndcg: number;
  recall: number;
}

export async function measure(
  ranker: Ranker,
  queries: readonly TruthQuery[],
  progress: Progress,
): Promise<Quality> {
  const sums = { ndcg: 0, recall: 0 };
  for (const { filmId, gains } of queries) {
    const ranked = ranker.rank(filmId, recallDepth);
    sums.ndcg += ndcg(ranked, gains);
    sums.recall += recall(ranked, gains);
    await progress.advance(1);
  }
  return { ndcg: sums.ndcg / queries.length, recall: sums.recall / queries.length };
}
