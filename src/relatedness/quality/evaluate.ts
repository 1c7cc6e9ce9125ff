import { OperatorError } from '../../errors';
import type { Profile } from '../core/profile';
import { rankingOf } from '../core/ranking-of';
import { baselines } from './baselines';
import type { CompleteFilm, CompleteFilms } from './complete-films';
import { measure, type Quality } from './measure';
import { profileRanker } from './profile-ranker';
import type { Progress } from './progress';
import { type Part, queriesOf, type Truth, type TruthQuery } from './truth';

export interface RankingQuality extends Quality {
  ranking: string;
}

export interface TruthQuality {
  truth: Truth;
  queries: number;
  /** Films that each query's were ranked among, itself included. */
  candidates: number;
  /** The baselines, then the profiles in the order given. */
  rankings: RankingQuality[];
}

export const soup = 'soup' satisfies keyof typeof baselines;

/**
 * How well the baselines and some profiles find what the truths say, over the queries of a part.
 * @param profiles each with the name to show.
 * @throws OperatorError that names a truth without a query in that part.
 */
export async function evaluate(
  { films, truths, part }: { films: CompleteFilms; truths: readonly Truth[]; part: Part },
  profiles: readonly { name: string; profile: Profile }[],
  progress: Progress,
): Promise<TruthQuality[]> {
  const tasks = truths.map((truth) => ({
    truth,
    queries: queriesToAsk(truth, part),
    candidates: candidatesOf(films, truth),
    rankings: [] as RankingQuality[],
  }));
  const total = tasks.reduce((sum, { queries }) => sum + queries.length, 0);
  progress.begin('measuring', total * (Object.keys(baselines).length + profiles.length));
  for (const { queries, candidates, rankings } of tasks) {
    for (const [ranking, baseline] of Object.entries(baselines)) {
      rankings.push({ ranking, ...(await measure(baseline(films, candidates), queries, progress)) });
    }
  }
  for (const { name: ranking, profile } of profiles) {
    const byProfile = rankingOf(profile, films.facts, films.indexSize);
    for (const { truth, queries, rankings } of tasks) {
      const ranker = profileRanker(byProfile, truth.universe);
      rankings.push({ ranking, ...(await measure(ranker, queries, progress)) });
    }
  }
  progress.end();
  return tasks.map(({ queries, candidates, ...task }) => ({
    ...task,
    queries: queries.length,
    candidates: candidates.length,
  }));
}

/** Most popular first. */
export function candidatesOf(films: CompleteFilms, { universe }: Truth): readonly CompleteFilm[] {
  return universe ? films.mostPopularFirst.filter(({ id }) => universe.has(id)) : films.mostPopularFirst;
}

export function queriesToAsk(truth: Truth, part: Part): TruthQuery[] {
  const queries = queriesOf(truth, part);
  if (queries.length === 0) throw new OperatorError(`${truth.source}: has no query in the part ${part}`);
  return queries;
}
