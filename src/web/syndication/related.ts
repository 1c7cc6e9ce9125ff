import { aboutListed, type Listed, whyListed } from '../listed';
import { longDate } from '../magazine/parts/words';

/** Why an entry is in the list, as a line under its headline says it; empty where nothing is to be said. */
export function whyLine(entry: Pick<Listed, 'source' | 'reasons'>): string {
  return whyListed(entry).join(' · ');
}

export function aboutLine(review: Listed['node']): string {
  return aboutListed(review, longDate);
}

/** Where a review is read: on the page that it was taken from, or on that of this service. */
export function addressOf({ slug, sourceUrl }: Listed['node'], origin: string): string {
  return sourceUrl ?? `${origin}/reviews/${slug}`;
}
