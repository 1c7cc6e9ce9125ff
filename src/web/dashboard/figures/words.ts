import type { RelatedSource, RelationKind } from '../operations.generated';

const numbers = new Intl.NumberFormat('en');
const decimals = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const shortDates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const months = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const inDigits = (value: number) => numbers.format(value);
export const withDecimals = (value: number) => decimals.format(value);
/** Of a day or a moment in ISO 8601. */
export const longDate = (iso: string) => dates.format(new Date(iso));
export const shortDate = (iso: string) => shortDates.format(new Date(iso));
export const monthOf = (iso: string) => months.format(new Date(iso));
/** In the reader's own time zone. */
export const momentOf = (iso: string) => times.format(new Date(iso));

/** "1 article", "12 articles". */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${inDigits(value)} ${value === 1 ? one : many}`;
}

/** "12.3%"; a dash where there is nothing to say. */
export function percent(part: number | null): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)}%`;
}

export function titleAndYear({ title, releaseYear }: { title: string; releaseYear: number | null }): string {
  return releaseYear === null ? title : `${title} (${releaseYear})`;
}

/** What an entry has in common with the article above it. */
export function reasonName(reason: RelationKind | null): string {
  return reason === null ? 'Nothing shared' : reasonNames[reason];
}

const reasonNames: Record<RelationKind, string> = {
  DIRECTOR: 'Same director',
  ACTOR: 'Same actor',
  GENRE: 'Same genre',
  ERA: 'Same years',
};

export const sourceNames: Record<RelatedSource, string> = {
  RELATED: 'Related',
  PINNED: 'Pinned by an editor',
  FALLBACK: 'Fills a gap',
};

/** "27 October – 23 November 2026" */
export function daysInWords({ from, to }: { from: string; to: string }): string {
  return from === to ? longDate(from) : dates.formatRange(new Date(from), new Date(to));
}
