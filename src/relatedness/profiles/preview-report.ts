import { colours as pc } from '../../colours';
import type { RelationKind } from '../core/profile';
import type { RelatedReview } from '../core/ranked-list';
import { reasonLabel } from '../reason-label';
import { listLength, type Outlook, type Preview } from './preview';

/** What ids of the store are called. */
export interface Names {
  films: ReadonlyMap<number, string>;
  people: ReadonlyMap<number, string>;
  genres: ReadonlyMap<number, string>;
}

/** Which names a report needs. */
export function idsToName({ sample, reorderedSample, current, candidate }: Preview) {
  const entries = [
    ...sample.flatMap(({ gained, lost }) => [...gained, ...lost]),
    ...reorderedSample.flatMap(({ after }) => after),
  ];
  const reasons = entries.flatMap((entry) => entry.reasons);
  const idsOf = (isWanted: (kind: RelationKind) => boolean) => [
    ...new Set(reasons.filter(({ kind }) => isWanted(kind)).map(({ id }) => id)),
  ];
  return {
    filmIds: [
      ...new Set(
        [...sample, ...reorderedSample, ...entries, ...current.hubs, ...candidate.hubs].map(
          ({ filmId }) => filmId,
        ),
      ),
    ],
    personIds: idsOf((kind) => kind === 'DIRECTOR' || kind === 'ACTOR'),
    genreIds: idsOf((kind) => kind === 'GENRE'),
  };
}

const leading: Record<RelationKind, string> = {
  DIRECTOR: 'the same director',
  ACTOR: 'a shared actor',
  GENRE: 'a shared genre',
  ERA: 'the same years',
};

/** For an editor, who need not know what a weight is. */
export function describePreview(
  preview: Preview,
  { from, to, names }: { from: string; to: string; names: Names },
): string {
  const { lists, changed, reordered, kept, rankCorrelation, current, candidate, sample, reorderedSample } =
    preview;
  const heading = (text: string) => `\n${pc.bold(text)}`;
  const row = (what: string, value: (outlook: Outlook) => string) =>
    `  ${what.padEnd(46)}${value(current).padStart(9)}${value(candidate).padStart(11)}`;
  const titleOf = (filmId: number) => names.films.get(filmId) ?? 'a film that is gone';
  const entryLine = (mark: string, { filmId, reasons }: RelatedReview) => {
    const labels = reasons.map(({ kind, id }) => labelOf(kind, id, names)).slice(0, 3);
    return `    ${mark} ${titleOf(filmId)}: ${labels.join(', ')}`;
  };
  return [
    pc.bold(`What would change if ${to} took the place of ${from}`),
    `Every published article has a list of up to ${listLength} others to read next: ${number(lists)} lists.`,
    heading('How much changes'),
    `  ${number(changed)} lists (${percent(changed / Math.max(1, lists))}) would show at least one other article;`,
    `  ${number(reordered)} more would show the same articles in another order.`,
    `  Of the articles that a list shows now, ${percent(kept)} would stay.`,
    `  The order agrees by ${rankCorrelation.toFixed(2)} (1: the same, 0: nothing to do with each other, -1: reversed).`,
    `${heading('What readers would find')}${'now'.padStart(32)}${'then'.padStart(11)}`,
    row(`lists with all ${listLength} related`, ({ coverage }) => number(coverage.full)),
    row('lists with 3 to 5', ({ coverage }) => number(coverage.some)),
    row('lists with 1 or 2', ({ coverage }) => number(coverage.few)),
    row('lists with none', ({ coverage }) => number(coverage.none)),
    row('articles that no list leads to', ({ orphans }) => number(orphans)),
    row('links that lead to the most linked 1 %', ({ topShare }) => percent(topShare)),
    row('how uneven links are (0 even, 1 all on one)', (outlook) => outlook.gini.toFixed(2)),
    heading('The first reason given'),
    ...Object.entries(leading)
      .filter(([kind]) =>
        [current, candidate].some(({ leadingReasons }) => leadingReasons[kind as RelationKind] > 0),
      )
      .map(([kind, words]) =>
        row(words, ({ leadingReasons }) => percent(leadingReasons[kind as RelationKind])),
      ),
    heading('The articles that most lists lead to'),
    `  now:  ${hubs(current, titleOf)}`,
    `  then: ${hubs(candidate, titleOf)}`,
    ...(sample.length > 0 ? [heading(`Some of the lists that change (+ enters, − leaves)`)] : []),
    ...sample.flatMap(({ filmId, gained, lost }) => [
      `  after ${pc.bold(titleOf(filmId))}`,
      ...gained.map((entry) => pc.green(entryLine('+', entry))),
      ...lost.map((entry) => pc.red(entryLine('−', entry))),
    ]),
    ...(reorderedSample.length > 0
      ? [heading('Some of the lists that only change their order (in brackets the place before)')]
      : []),
    ...reorderedSample.flatMap(({ filmId, before, after }) => [
      `  after ${pc.bold(titleOf(filmId))}`,
      ...after.map((entry, place) => {
        const placeBefore = before.findIndex(({ reviewId }) => reviewId === entry.reviewId);
        return `    ${place + 1} (${placeBefore + 1}) ${titleOf(entry.filmId)}`;
      }),
    ]),
  ].join('\n');
}

/** The same for a program: with names in the place of ids. */
export function previewAsJson(
  preview: Preview,
  { from, to, names }: { from: string; to: string; names: Names },
) {
  const titleOf = (filmId: number) => names.films.get(filmId) ?? null;
  const toEntry = ({ reviewId, filmId, score, reasons }: RelatedReview) => ({
    reviewId,
    film: titleOf(filmId),
    score,
    reasons: reasons.map(({ kind, id, contribution }) => ({
      kind,
      label: labelOf(kind, id, names),
      contribution,
    })),
  });
  const toOutlook = ({ hubs: most, ...outlook }: Outlook) => ({
    ...outlook,
    hubs: most.map(({ filmId, ...hub }) => ({ ...hub, film: titleOf(filmId) })),
  });
  return {
    from,
    to,
    ...preview,
    current: toOutlook(preview.current),
    candidate: toOutlook(preview.candidate),
    sample: preview.sample.map(({ filmId, gained, lost }) => ({
      film: titleOf(filmId),
      gained: gained.map(toEntry),
      lost: lost.map(toEntry),
    })),
    reorderedSample: preview.reorderedSample.map(({ filmId, before, after }) => ({
      film: titleOf(filmId),
      before: before.map(toEntry),
      after: after.map(toEntry),
    })),
  };
}

function labelOf(kind: RelationKind, id: number, { people, genres }: Names): string {
  return reasonLabel(kind, (kind === 'GENRE' ? genres : people).get(id) ?? '');
}

function hubs(outlook: Outlook, titleOf: (filmId: number) => string): string {
  return (
    outlook.hubs.map(({ filmId, lists }) => `${titleOf(filmId)} in ${number(lists)}`).join(', ') || 'none'
  );
}

const number = (value: number) => value.toLocaleString('en');
const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
