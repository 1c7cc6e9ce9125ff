import type { RequestContext } from '../graphql/context';
import { readGlobalId } from '../graphql/node';
import type { Review } from './review.type';

/** In characters: addresses of pages are no longer than this. */
export const longestAddress = 2_000;

/**
 * The review that is meant by its slug, its id, or the address of a page of it.
 * @returns null for what means none, be it nonsense.
 */
export async function findReview(
  reference: string,
  { loaders }: Pick<RequestContext, 'loaders'>,
): Promise<Review | null> {
  if (URL.canParse(reference)) return loaders.reviewByAddress.load(new URL(reference).href);
  const given = readGlobalId(reference);
  if (given) return given.type === 'Review' ? loaders.reviewById.load(given.id) : null;
  return loaders.reviewBySlug.load(reference);
}
