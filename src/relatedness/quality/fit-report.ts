import { colours as pc } from '../../colours';
import { figureOf, figureRanges, type Profile } from '../core/profile';
import { soup, type TruthQuality } from './evaluate';
import { ndcgDepth, recallDepth } from './measures';
import { figure, multiple, table } from './table';

/** The quality of the same profiles on the queries that were fitted on, and on the rest. */
export interface FitQuality {
  fit: readonly TruthQuality[];
  rest: readonly TruthQuality[];
}

/**
 * For people: what was gained, a table for each truth, and what was changed for it.
 * @param profiles the start and the candidate, as they are named in the qualities.
 */
export function describeFit(
  { fit, rest }: FitQuality,
  profiles: readonly { name: string; profile: Profile }[],
): string {
  const tables = fit.map((onFit, place) => describeTruth(onFit, rest[place]!, profiles));
  const figures = Object.keys(figureRanges).map((name) => [
    name,
    ...profiles.map(({ profile }) => String(figureOf(profile, name))),
  ]);
  return [...tables, table([['figure', ...profiles.map(({ name }) => name)], ...figures])].join('\n\n');
}

function describeTruth(fit: TruthQuality, rest: TruthQuality, profiles: readonly { name: string }[]): string {
  const cells = (part: TruthQuality, name: string) => {
    const of = (ranking: string) => part.rankings.find((each) => each.ranking === ranking)!;
    const { ndcg, recall } = of(name);
    return [figure(ndcg), multiple(ndcg, of(soup).ndcg), figure(recall)];
  };
  const columns = (part: string) => [`${part}: nDCG@${ndcgDepth}`, 'of soup', `recall@${recallDepth}`];
  const rows = [soup, ...profiles.map(({ name }) => name)].map((name) => [
    name,
    ...cells(fit, name),
    ...cells(rest, name),
  ]);
  return [
    `${pc.bold(fit.truth.source)}: ${fit.truth.form}, ${fit.queries} queries to fit on, ${rest.queries} the rest`,
    ...fit.truth.notes.map((note) => `  ${note}`),
    '',
    table([['', ...columns('fit'), ...columns('rest')], ...rows]),
  ].join('\n');
}
