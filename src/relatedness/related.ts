import { type ListEntry, signListId } from '../engagement/list-id';
import type { Film } from '../films/film.type';
import { toConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import type { Review } from '../reviews/review.type';
import { findReview } from '../reviews/review-reference';
import { profileLabel } from './core/profile';
import type { RelatedReason } from './core/ranked-list';
import { defaultFirst, readingList } from './reading-list';
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

/** What to read after a review, as `readingList` says. */
export async function relatedReviews(
  review: Review,
  { first, by, exclude, minScore, perFilm, diversity }: RelatedReviewsArgs,
  context: RequestContext,
): Promise<RelatedReviewConnection> {
  const relatedness = context.relatedness();
  // A caller may send null where a number could stand.
  const list = readingList(relatedness, {
    review: { reviewId: review.id, filmId: review.filmId },
    first: first ?? undefined,
    kinds: by ?? undefined,
    minScore: minScore ?? undefined,
    perFilm: perFilm ?? undefined,
    diversity: diversity ?? undefined,
    exclude: (exclude ?? []).map((id) => fromIdOf('Review', id)),
    now: Date.now(),
  });
  const profile = profileLabel(relatedness.profile);
  const { rows: nodes, names } = await context.loaders.relatedReviews.load(
    wantedFor(
      list.entries.map(({ reviewId }) => reviewId),
      list.entries,
    ),
  );
  const edges = list.entries.flatMap(({ reviewId, score, source, reasons }, index): RelatedReviewEdge[] => {
    const node = nodes[index];
    if (!node) return []; // retracted since it was ranked: it must not show
    const content = { node, score, source: RelatedSource[source], reasons: reasons.map(toReason(names)) };
    return [toEdge(content, reviewId)];
  });
  const gone = new Set(list.entries.filter((_, index) => !nodes[index]).map(({ reviewId }) => reviewId));
  return {
    ...toConnection({ edges, hasNextPage: list.hasMore, countTotal: () => list.count(gone) }),
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
