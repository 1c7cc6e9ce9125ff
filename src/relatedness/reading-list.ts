import type { ListSource } from '../engagement/dimensions';
import type { RelationKind } from './core/profile';
import type { Ranking } from './core/rank';
import type { RelatedReview } from './core/ranked-list';
import type { ReviewOfFilm } from './core/recommendations';

/** How many entries a list has unless somebody asks for another number. */
export const defaultFirst = 6;

export interface ReadingListQuery {
  review: ReviewOfFilm;
  first?: number;
  /** Only what is shared in these kinds counts. */
  kinds?: readonly RelationKind[] | undefined;
  /** Only scores of at least so much, 0 to 1. */
  minScore?: number;
  /** At most so many reviews of one film. */
  perFilm?: number;
  /** 0 to 1: how much entries must differ from those before them. */
  diversity?: number;
  /** Ids of reviews that must not appear. */
  exclude?: readonly number[];
  /** Which of an editor's rules count, in milliseconds since 1970. */
  now: number;
}

export interface ReadingListEntry extends Pick<RelatedReview, 'reviewId' | 'score' | 'reasons'> {
  source: ListSource;
}

export interface ReadingList {
  entries: ReadingListEntry[];
  /** Whether there are more that are pinned or related. */
  hasMore: boolean;
  /** How many are pinned or related, whatever is shown of them. @param goneIds of reviews that must not count. */
  count(goneIds: ReadonlySet<number>): number;
}

/**
 * What to read after a review: what an editor has pinned, then what is related. A list that would be too short is
 * filled with recent reviews, marked FALLBACK, unless the query says what counts (`kinds`) or how much is enough
 * (`minScore`). What an editor has hidden is nowhere in it.
 */
export function readingList(
  ranking: Pick<Ranking, 'countReviews' | 'newestReviews' | 'pinnedReviews' | 'rankReviews' | 'rulesInForce'>,
  {
    review,
    first = defaultFirst,
    kinds,
    minScore = 0,
    perFilm = 1,
    diversity = 0,
    exclude = [],
    now,
  }: ReadingListQuery,
): ReadingList {
  const { filmId } = review;
  const rules = ranking.rulesInForce(review, now);
  const unwanted = new Set([review.reviewId, ...exclude, ...rules.hiddenIds]);
  const wanted = { filmId, kinds, exclude: unwanted, minScore, perFilm };
  const pinned = ranking.pinnedReviews(rules.pinnedIds, wanted);
  const ranked = ranking.rankReviews({
    ...wanted,
    precededBy: pinned,
    first: Math.max(0, first - pinned.length),
    diversity,
  });
  const related = [...pinned.slice(0, first), ...ranked.entries];
  const mayFill = kinds === undefined && minScore === 0;
  const fillers = mayFill
    ? ranking.newestReviews({
        first: first - related.length,
        exclude: new Set([...unwanted, ...related.map(({ reviewId }) => reviewId)]),
        perFilm,
        notOfFilms: new Set([filmId, ...related.map((entry) => entry.filmId)]),
      })
    : [];
  const entriesFrom = (source: ListSource, entries: readonly Omit<ReadingListEntry, 'source'>[]) =>
    entries.map(({ reviewId, score, reasons }) => ({ reviewId, score, reasons, source }));
  return {
    entries: [
      ...entriesFrom('PINNED', pinned.slice(0, first)),
      ...entriesFrom('RELATED', ranked.entries),
      ...entriesFrom(
        'FALLBACK',
        fillers.map((reviewId) => ({ reviewId, score: 0, reasons: [] })),
      ),
    ],
    hasMore: pinned.length > first || ranked.hasMore,
    count: (goneIds) => {
      const precededBy = pinned.filter(({ reviewId }) => !goneIds.has(reviewId));
      return (
        precededBy.length +
        ranking.countReviews({ ...wanted, precededBy, exclude: new Set([...unwanted, ...goneIds]) })
      );
    },
  };
}
