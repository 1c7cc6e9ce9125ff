import { type RelationKind, relationKinds } from '../core/profile';
import type { Ranking } from '../core/rank';
import type { RelatedReview } from '../core/ranked-list';
import { Progress } from '../quality/progress';

/** How many articles a list shows. */
export const listLength = 6;

/** What readers would get by one profile: one list for each published review. */
export interface Outlook {
  /** How many lists have 0, 1–2, 3–5 and 6 related articles. */
  coverage: { none: number; few: number; some: number; full: number };
  /** Articles that no list leads to. */
  orphans: number;
  /** 0: every article is in equally many lists; towards 1: few articles are in all of them. Gini 1912. */
  gini: number;
  /** The part of all links that lead to the one article in a hundred that most lists lead to, 0 to 1. */
  topShare: number;
  /** What comes first among the reasons: parts of all links, 0 to 1. */
  leadingReasons: Record<RelationKind, number>;
  /** The articles that most lists lead to. */
  hubs: { reviewId: number; filmId: number; lists: number }[];
}

/** What is listed after a film by either profile. */
export interface ComparedList {
  filmId: number;
  before: RelatedReview[];
  after: RelatedReview[];
}

export interface ChangedList extends ComparedList {
  gained: RelatedReview[];
  lost: RelatedReview[];
}

export interface Preview {
  /** One for each published review. */
  lists: number;
  /** Lists that an article would enter or leave. */
  changed: number;
  /** Lists of the same articles in another order. */
  reordered: number;
  /** How many of the articles of a list stay, on average, of those that it has; 0 to 1. */
  kept: number;
  /**
   * Kendall's tau-b, averaged over lists, of the places that articles have by either profile; what a list lacks
   * has the place after its last; a list that is emptied or was empty agrees by 0. 1: the same order, 0: nothing to do with each other, -1: reversed.
   * Source: Fagin, Kumar, Sivakumar 2003, "Comparing top k lists".
   */
  rankCorrelation: number;
  current: Outlook;
  candidate: Outlook;
  /** Some of the lists that articles enter or leave, the same ones each time. */
  sample: ChangedList[];
  /** Some of those that are only reordered. */
  reorderedSample: ComparedList[];
}

/** Compares two rankings of the same store: every list that it shows is made by both. */
export async function previewProfile(
  { current, candidate }: { current: Ranking; candidate: Ranking },
  {
    sampleSize = 5,
    progress = new Progress(),
  }: { sampleSize?: number; progress?: Pick<Progress, 'begin' | 'advance' | 'end'> } = {},
): Promise<Preview> {
  const films = reviewedFilms(current);
  const listsAfter = (filmId: number) => ({
    before: current.rankReviews({ filmId, first: listLength }).entries,
    after: candidate.rankReviews({ filmId, first: listLength }).entries,
  });
  const outlooks = { current: new OutlookCount(current), candidate: new OutlookCount(candidate) };
  const changedFilms: number[] = [];
  const reorderedFilms: number[] = [];
  let [lists, changed, reordered, kept, keptOf, correlation, correlated] = [0, 0, 0, 0, 0, 0, 0];
  progress.begin('comparing lists', films.length);
  for (const { filmId, reviews } of films) {
    await progress.advance(1);
    const { before, after } = listsAfter(filmId);
    outlooks.current.add(before, reviews);
    outlooks.candidate.add(after, reviews);
    lists += reviews;
    const { gained, lost } = difference({ before, after });
    kept += reviews * (before.length - lost.length);
    keptOf += reviews * before.length;
    const isEmptied = (before.length === 0) !== (after.length === 0);
    const tau = isEmptied ? 0 : kendallTau(before.map(idOf), after.map(idOf));
    if (tau !== null) {
      correlation += reviews * tau;
      correlated += reviews;
    }
    if (gained.length + lost.length > 0) {
      changed += reviews;
      changedFilms.push(filmId);
    } else if (before.some((entry, place) => idOf(entry) !== idOf(after[place]!))) {
      reordered += reviews;
      reorderedFilms.push(filmId);
    }
  }
  progress.end();
  return {
    lists,
    changed,
    reordered,
    kept: keptOf === 0 ? 1 : kept / keptOf,
    rankCorrelation: correlated === 0 ? 1 : correlation / correlated,
    current: outlooks.current.outlook(),
    candidate: outlooks.candidate.outlook(),
    sample: evenly(changedFilms, sampleSize).map((filmId) => {
      const compared = listsAfter(filmId);
      return { filmId, ...compared, ...difference(compared) };
    }),
    reorderedSample: evenly(reorderedFilms, sampleSize).map((filmId) => ({ filmId, ...listsAfter(filmId) })),
  };
}

const idOf = ({ reviewId }: RelatedReview) => reviewId;

/** By id, whatever the index went through. */
function reviewedFilms({ index }: Ranking): { filmId: number; reviews: number }[] {
  const films: { filmId: number; reviews: number }[] = [];
  for (let film = 0; film < index.ordinalCount; film++) {
    const reviews = index.reviews.ofFilm.length(film);
    if (reviews > 0) films.push({ filmId: index.filmIds[film]!, reviews });
  }
  return films.sort((a, b) => a.filmId - b.filmId);
}

function difference({ before, after }: Record<'before' | 'after', RelatedReview[]>) {
  const [had, has] = [new Set(before.map(idOf)), new Set(after.map(idOf))];
  return {
    gained: after.filter((entry) => !had.has(idOf(entry))),
    lost: before.filter((entry) => !has.has(idOf(entry))),
  };
}

/** @returns null where there are no two articles to compare the order of. */
export function kendallTau(before: readonly number[], after: readonly number[]): number | null {
  const ids = [...new Set([...before, ...after])];
  const placesIn = (list: readonly number[]) =>
    ids.map((id) => (list.includes(id) ? list.indexOf(id) : list.length));
  const [a, b] = [placesIn(before), placesIn(after)];
  let [agreement, inA, inB] = [0, 0, 0];
  for (let i = 1; i < ids.length; i++) {
    for (let j = 0; j < i; j++) {
      const [orderA, orderB] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)];
      agreement += orderA * orderB;
      inA += Math.abs(orderA);
      inB += Math.abs(orderB);
    }
  }
  return inA === 0 || inB === 0 ? null : agreement / Math.sqrt(inA * inB);
}

/** So many of the values, from all over. */
export function evenly<Value>(values: readonly Value[], count: number): Value[] {
  const step = values.length / Math.min(count, values.length);
  return Array.from(
    { length: Math.min(count, values.length) },
    (_, i) => values[Math.floor((i + 0.5) * step)]!,
  );
}

class OutlookCount {
  private readonly coverage = { none: 0, few: 0, some: 0, full: 0 };
  private readonly leading = Object.fromEntries(
    relationKinds.map((kind) => [kind, 0]),
  ) as Outlook['leadingReasons'];
  /** By review id. */
  private readonly linked = new Map<number, Outlook['hubs'][number]>();
  private links = 0;

  constructor(private readonly ranking: Ranking) {}

  add(list: RelatedReview[], reviews: number): void {
    this.coverage[fullnessOf(list.length)] += reviews;
    for (const { reviewId, filmId, reasons } of list) {
      const linked = this.linked.get(reviewId) ?? { reviewId, filmId, lists: 0 };
      linked.lists += reviews;
      this.linked.set(reviewId, linked);
      this.leading[reasons[0]!.kind] += reviews;
      this.links += reviews;
    }
  }

  outlook(): Outlook {
    const published = this.ranking.index.reviews.size;
    const links = Math.max(1, this.links);
    const hubs = [...this.linked.values()].sort((a, b) => b.lists - a.lists || a.reviewId - b.reviewId);
    const counts = hubs.map(({ lists }) => lists);
    return {
      coverage: this.coverage,
      orphans: published - counts.length,
      gini: gini(counts, published),
      topShare: topShare(counts, published),
      leadingReasons: Object.fromEntries(
        Object.entries(this.leading).map(([kind, count]) => [kind, count / links]),
      ) as Outlook['leadingReasons'],
      hubs: hubs.slice(0, 3),
    };
  }
}

/** How a list of so many entries is called in `Outlook.coverage`. */
export function fullnessOf(entries: number): keyof Outlook['coverage'] {
  if (entries === 0) return 'none';
  return entries < 3 ? 'few' : entries < listLength ? 'some' : 'full';
}

/** @param counts those above 0, greatest first, of `all` altogether. */
export function topShare(counts: readonly number[], all: number): number {
  return sumOf(counts.slice(0, Math.ceil(all / 100))) / Math.max(1, sumOf(counts));
}

/** @param counts those above 0, greatest first, of `all` altogether. */
export function gini(counts: readonly number[], all: number): number {
  const sum = sumOf(counts);
  if (sum === 0) return 0;
  const weighted = counts.reduce((total, count, place) => total + count * (all - place), 0);
  return (2 * weighted) / (all * sum) - (all + 1) / all;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
