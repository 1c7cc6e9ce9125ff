import { colours as pc } from '../../colours';
import { type RankingQuality, soup, type TruthQuality } from './evaluate';
import { ndcgDepth, recallDepth } from './measures';
import { figure, multiple, table } from './table';

/** For people: a table for each truth. */
export function describeQuality(results: readonly TruthQuality[]): string {
  return results.map(describeTruth).join('\n\n');
}

function describeTruth({ truth, queries, candidates, rankings }: TruthQuality): string {
  const ofSoup = soupOf(rankings);
  const columns = ['', `nDCG@${ndcgDepth}`, 'of soup', `recall@${recallDepth}`, 'of soup'];
  const rows = rankings.map(({ ranking, ndcg, recall }) => [
    ranking,
    figure(ndcg),
    multiple(ndcg, ofSoup.ndcg),
    figure(recall),
    multiple(recall, ofSoup.recall),
  ]);
  return [
    `${pc.bold(truth.source)}: ${truth.form}, ${queries} queries among ${candidates} films`,
    ...truth.notes.map((note) => `  ${note}`),
    '',
    table([columns, ...rows]),
  ].join('\n');
}

/** For programs. A multiple is null where the soup finds nothing. */
export function qualityAsJson(results: readonly TruthQuality[]) {
  return results.map(({ truth, queries, candidates, rankings }) => {
    const ofSoup = soupOf(rankings);
    return {
      truth: truth.source,
      form: truth.form,
      notes: truth.notes,
      queries,
      candidates,
      rankings: rankings.map(({ ranking, ndcg, recall }) => ({
        ranking,
        ndcg,
        ndcgOfSoup: ofSoup.ndcg > 0 ? ndcg / ofSoup.ndcg : null,
        recall,
        recallOfSoup: ofSoup.recall > 0 ? recall / ofSoup.recall : null,
      })),
    };
  });
}

function soupOf(rankings: readonly RankingQuality[]): RankingQuality {
  return rankings.find(({ ranking }) => ranking === soup)!;
}
