import { type ListEntry, signListId } from '../engagement/list-id';
import type { Film } from '../films/film.type';
import { toConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import type { Review } from '../reviews/review.type';
import { findReview } from '../reviews/review-reference';
import { profileLabel } from './core/profile';
import type { RelatedReason } from './core/ranked-list';
import { reasonLabel } from './reason-label';
import type { ReasonNames, WantedForList } from './related.store';
import {
  type RelatedFilmConnection,
  type RelatedFilmEdge,
  type RelatedFilmsArgs,
  type RelatedReviewConnection,
  type RelatedReviewEdge,
  type RelatedReviewsArgs,
  type RelatedReviewsInput,
  RelatedSource,
  type RelationKind,
  type RelationReason,
} from './related.type';

/** For a caller who sends null where a number could stand. */
const defaultFirst = 6;

/**
 * What to read after a review: what an editor has pinned, then what is related. A list that would be too short is
 * filled with recent reviews, marked FALLBACK, unless the caller has said what counts (`by`) or how much is enough
 * (`minScore`). What an editor has hidden is nowhere in it.
 */
export async function relatedReviews(
  review: Review,
  args: RelatedReviewsArgs,
  context: RequestContext,
): Promise<RelatedReviewConnection> {
  const relatedness = context.relatedness();
  const { by, exclude } = args;
  const [first, minScore, perFilm] = [args.first ?? defaultFirst, args.minScore ?? 0, args.perFilm ?? 1];
  const diversity = args.diversity ?? 0;
  const rules = relatedness.rulesInForce({ reviewId: review.id, filmId: review.filmId }, Date.now());
  const excluded = (exclude ?? []).map((id) => fromIdOf('Review', id));
  const unwanted = new Set([review.id, ...excluded, ...rules.hiddenIds]);
  const wanted = { filmId: review.filmId, kinds: by ?? undefined, exclude: unwanted, minScore, perFilm };
  const pinned = relatedness.pinnedReviews(rules.pinnedIds, wanted);
  const ranked = await relatedness.rankReviews({
    ...wanted,
    precededBy: pinned,
    first: Math.max(0, first - pinned.length),
    diversity,
  });
  const related = [
    ...pinned.slice(0, first).map((entry) => ({ ...entry, source: RelatedSource.PINNED })),
    ...ranked.entries.map((entry) => ({ ...entry, source: RelatedSource.RELATED })),
  ];
  const mayFill = by == null && minScore === 0;
  const fillers = mayFill
    ? relatedness
        .newestReviews({
          first: first - related.length,
          exclude: new Set([...unwanted, ...related.map((entry) => entry.reviewId)]),
          perFilm,
          notOfFilms: new Set([review.filmId, ...related.map((entry) => entry.filmId)]),
        })
        .map((reviewId) => ({ reviewId, score: 0, source: RelatedSource.FALLBACK, reasons: [] }))
    : [];

  const profile = profileLabel(relatedness.profile);
  const entries = [...related, ...fillers];
  const { rows: nodes, names } = await context.loaders.relatedReviews.load(
    wantedFor(
      entries.map(({ reviewId }) => reviewId),
      related,
    ),
  );
  const edges = entries.flatMap(({ reviewId, score, source, reasons }, index): RelatedReviewEdge[] => {
    const node = nodes[index];
    // Retracted since it was ranked: it must not show.
    return node ? [toEdge({ node, score, source, reasons: reasons.map(toReason(names)) }, reviewId)] : [];
  });
  const gone = new Set(related.filter((_, index) => !nodes[index]).map(({ reviewId }) => reviewId));
  return {
    ...toConnection({
      edges,
      hasNextPage: pinned.length > first || ranked.hasMore,
      countTotal: () => {
        const precededBy = pinned.filter(({ reviewId }) => !gone.has(reviewId));
        const exclude = new Set([...unwanted, ...gone]);
        return precededBy.length + relatedness.countReviews({ ...wanted, precededBy, exclude });
      },
    }),
    profile,
    get listId() {
      return signListId(context.listKey, { reviewId: review.id, profile, entries: edges.map(toListEntry) });
    },
  };
}

/** @returns in the order in which they are asked for; null for what is no review that the caller may see. */
export async function manyRelatedReviews(
  wanted: readonly RelatedReviewsInput[],
  context: RequestContext,
): Promise<(RelatedReviewConnection | null)[]> {
  // Each step for all of them at once, so that its statements are as many as for one.
  const reviews = await Promise.all(wanted.map(({ review }) => findReview(review, context)));
  return Promise.all(
    reviews.map((review, index) => review && relatedReviews(review, wanted[index]!, context)),
  );
}

/** The films most related to a film, reviewed or not. */
export async function relatedFilms(
  film: Film,
  { first, by, diversity }: RelatedFilmsArgs,
  context: RequestContext,
): Promise<RelatedFilmConnection> {
  const relatedness = context.relatedness();
  const wanted = { filmId: film.id, kinds: by ?? undefined };
  const ranked = relatedness.rankFilms({
    ...wanted,
    first: first ?? defaultFirst,
    diversity: diversity ?? 0,
  });
  const { rows: nodes, names } = await context.loaders.relatedFilms.load(
    wantedFor(
      ranked.entries.map(({ filmId }) => filmId),
      ranked.entries,
    ),
  );
  const edges = ranked.entries.flatMap(({ filmId, score, reasons }, index): RelatedFilmEdge[] => {
    const node = nodes[index];
    return node ? [toEdge({ node, score, reasons: reasons.map(toReason(names)) }, filmId)] : [];
  });
  return {
    ...toConnection({
      edges,
      hasNextPage: ranked.hasMore,
      countTotal: () => relatedness.countFilms(wanted),
    }),
    profile: profileLabel(relatedness.profile),
  };
}

export function wantedFor(ids: number[], entries: { reasons: RelatedReason[] }[]): WantedForList {
  const named = (isWanted: (kind: RelatedReason['kind']) => boolean) =>
    entries.flatMap(({ reasons }) => reasons.filter(({ kind }) => isWanted(kind)).map(({ id }) => id));
  return {
    ids,
    personIds: named((kind) => kind === 'DIRECTOR' || kind === 'ACTOR'),
    genreIds: named((kind) => kind === 'GENRE'),
  };
}

export function toReason(names: ReasonNames): (reason: RelatedReason) => RelationReason {
  return ({ kind, id, contribution }) => ({
    kind: kind as RelationKind,
    id,
    contribution,
    label: reasonLabel(kind, (kind === 'GENRE' ? names.genres[id] : names.people[id]) ?? ''),
  });
}

function toListEntry({ node, source, reasons }: RelatedReviewEdge): ListEntry {
  return { reviewId: node.id, source, kinds: reasons.map(({ kind }) => kind) };
}

export function toEdge<Content extends { score: number }>(content: Content, id: number) {
  return {
    ...content,
    get cursor() {
      return Buffer.from(JSON.stringify(['related', content.score, id])).toString('base64url');
    },
  };
}
