/** An entry of a list of related reviews, as far as lists show it: the fragment Listed. */
export interface Listed {
  source: Source;
  /** The most telling first. */
  reasons: { label: string }[];
  node: {
    slug: string;
    headline: string;
    sourceUrl: string | null;
    datePublished: string | null;
    film: { title: string; releaseYear: number | null };
    author: { name: string };
    rating: { value: number; best: number } | null;
  };
}

type Source = 'RELATED' | 'PINNED' | 'FALLBACK';

/** How an entry came into the list, where it is not by what the films share. */
export const marks: Readonly<Partial<Record<Source, string>>> = {
  PINNED: "Editor's choice",
  FALLBACK: 'Recently reviewed',
};

/** More than these, a mark included, only tire. */
const mostReasons = 2;

/** Why an entry is in the list, most telling first; how it came there before all, where `marks` has a word for it. */
export function whyListed({ source, reasons }: Pick<Listed, 'source' | 'reasons'>): string[] {
  return [marks[source] ?? [], reasons.map(({ label }) => label)].flat().slice(0, mostReasons);
}

/**
 * "Timecode (2000) · ★ 4/5 · 1 May 2024 · Jane Doe", as far as it is known, and without the film where the headline
 * names it.
 */
export function aboutListed(
  { headline, film, rating, author, datePublished }: Listed['node'],
  writeDate: (iso: string) => string,
): string {
  const { title, releaseYear } = film;
  const isFilmTold = headline.includes(title) && headline.includes(String(releaseYear ?? ''));
  return [
    !isFilmTold && (releaseYear === null ? title : `${title} (${releaseYear})`),
    rating && `★ ${rating.value}/${rating.best}`,
    datePublished && writeDate(datePublished),
    author.name, // the longest, and last: what does not fit is cut
  ]
    .filter((part) => part)
    .join(' · ');
}
