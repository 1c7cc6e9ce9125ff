import { toConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import type { Review } from '../reviews/review.type';
import { profileLabel } from './core/profile';
import type {
  RecommendationConnection,
  RecommendationEdge,
  RecommendationsArgs,
} from './recommendations.type';
import { toEdge, toReason, wantedFor } from './related';
import { RelatedSource } from './related.type';

/** For a caller who sends null where a number could stand. */
const defaultFirst = 6;

/**
 * What to read after several reviews: never one of them, nor another of a film that one of them is about, nor what
 * an editor has hidden beside one of them. A list that would be too short is filled with recent reviews, marked FALLBACK.
 */
export async function recommendations(
  args: RecommendationsArgs,
  context: RequestContext,
): Promise<RecommendationConnection> {
  const relatedness = context.relatedness();
  const first = args.first ?? defaultFirst;
  const readIds = [...new Set(args.read.map((id) => fromIdOf('Review', id)))];
  const reviews = new Map<number, Review>();
  for (const review of await context.loaders.reviewById.loadMany(readIds)) {
    if (review instanceof Error) throw review;
    if (review) reviews.set(review.id, review);
  }
  const read = [...reviews.values()].map(({ id, filmId }) => ({ reviewId: id, filmId }));
  const now = Date.now();
  const hiddenIds = read.flatMap((review) => relatedness.rulesInForce(review, now).hiddenIds);
  const ranked = relatedness.recommendReviews({ read, first, exclude: new Set(hiddenIds) });
  const related = ranked.entries.map((entry) => ({ ...entry, source: RelatedSource.RELATED }));
  const fillers = relatedness
    .newestReviews({
      first: first - related.length,
      exclude: new Set([...readIds, ...hiddenIds, ...related.map(({ reviewId }) => reviewId)]),
      notOfFilms: new Set([...read, ...related].map(({ filmId }) => filmId)),
    })
    .map((reviewId) => ({ reviewId, score: 0, source: RelatedSource.FALLBACK, reasons: [] }));

  const entries = [...related, ...fillers];
  const { rows: nodes, names } = await context.loaders.relatedReviews.load(
    wantedFor(
      entries.map(({ reviewId }) => reviewId),
      related,
    ),
  );
  const edges = entries.flatMap(({ reviewId, score, source, reasons }, index): RecommendationEdge[] => {
    const node = nodes[index];
    if (!node) return []; // Retracted since it was ranked: it must not show.
    const labelled = reasons.map((reason) => ({
      ...toReason(names)(reason),
      read: reason.readIds.map((id) => reviews.get(id)!),
    }));
    return [toEdge({ node, score, source, reasons: labelled }, reviewId)];
  });
  const gone = related.filter((_, index) => !nodes[index]).map(({ reviewId }) => reviewId);
  return {
    ...toConnection({
      edges,
      hasNextPage: ranked.hasMore,
      countTotal: () => relatedness.countRecommendations({ read, exclude: new Set([...hiddenIds, ...gone]) }),
    }),
    profile: profileLabel(relatedness.profile),
  };
}
