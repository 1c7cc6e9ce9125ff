import { isDeepStrictEqual } from 'node:util';
import type { SqlExecutor } from '../../src/database/sql';
import type { Profile } from '../../src/relatedness/core/profile';
import type { Ranking } from '../../src/relatedness/core/rank';
import type { RelatedReview } from '../../src/relatedness/core/ranked-list';
import { scoreOf } from '../../src/relatedness/core/score';
import { type OracleEntry, oracleReviews } from '../../tests/relatedness/oracle';
import type { Progress } from '../measure/progress';

export interface OracleComparison {
  compared: number;
  /** Ids of films whose list is not the same, entry for entry and reason for reason. */
  different: number[];
}

/** The oracle scores every film of the store for each list: seconds at 100,000 reviews. */
const mostSeconds = 60;

/** Whether the index still says what the definition says, on a store of this size: as many films as there is time for. */
export async function compareWithOracle(
  sql: SqlExecutor,
  ranking: Ranking,
  { filmIds, first, progress }: { filmIds: readonly number[]; first: number; progress: Progress },
): Promise<OracleComparison> {
  const { profile } = ranking;
  const comparison: OracleComparison = { compared: 0, different: [] };
  progress.begin('lists beside the definition', filmIds.length);
  const deadline = performance.now() + mostSeconds * 1000;
  for (const filmId of filmIds) {
    const [wanted = []] = await oracleReviews(sql, { filmIds: [filmId], first }, profile);
    const { entries } = ranking.rankReviews({ filmId, first });
    comparison.compared++;
    const isSame = isDeepStrictEqual(
      entries,
      wanted.map((entry) => toReview(entry, profile)),
    );
    if (!isSame) comparison.different.push(filmId);
    progress.advance(1);
    if (performance.now() > deadline) break;
  }
  progress.end(`${comparison.different.length} of ${comparison.compared} different`);
  return comparison;
}

/** The score is worked out here once more from its units: PostgreSQL rounds the quotient its own way. */
function toReview({ filmId, reviewId, units, reasons }: OracleEntry, profile: Profile): RelatedReview {
  const score = scoreOf(profile, units);
  return {
    reviewId: reviewId!,
    filmId,
    score,
    reasons: reasons.map((reason) => ({
      kind: reason.kind,
      id: reason.id,
      contribution: (reason.units / units) * score,
    })),
  };
}
