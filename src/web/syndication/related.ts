import { longDate, titleAndYear } from '../magazine/parts/words';
import type { ListedFragment } from './operations.generated';

/** How an entry came into the list, where it is not by what the films share. */
const marks: Partial<Record<ListedFragment['source'], string>> = {
  PINNED: "Editor's choice",
  FALLBACK: 'New',
};

/** More than these, a mark included, only tire: the most telling come first. */
const mostReasons = 2;

/** Why an entry is in the list, as a line under its headline says it; empty where nothing is to be said. */
export function whyListed({ source, reasons }: ListedFragment): string {
  const mark = marks[source];
  return [...(mark ? [mark] : []), ...reasons.map(({ label }) => label)].slice(0, mostReasons).join(' · ');
}

/** "Timecode (2000) · ★ 4/5 · Jane Doe · 18 September 2021", as far as it is known and the headline does not tell it. */
export function aboutListed({
  headline,
  film,
  rating,
  author,
  datePublished,
}: ListedFragment['node']): string {
  const isFilmTold = headline.includes(film.title) && headline.includes(String(film.releaseYear ?? ''));
  return [
    !isFilmTold && titleAndYear(film),
    rating && `★ ${rating.value}/${rating.best}`,
    author.name,
    datePublished && longDate(datePublished),
  ]
    .filter((part) => part)
    .join(' · ');
}

/** Where a review is read: on the page that it was taken from, or on that of this service. */
export function addressOf({ slug, sourceUrl }: ListedFragment['node'], origin: string): string {
  return sourceUrl ?? `${origin}/reviews/${slug}`;
}
