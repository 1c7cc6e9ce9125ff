const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const numbers = new Intl.NumberFormat('en');

/** "18 September 2021" of an ISO date. */
export function longDate(iso: string): string {
  return dates.format(new Date(iso));
}

/** "12,000" */
export function number(value: number): string {
  return numbers.format(value);
}

/** "1 film", "12,000 films"; "10,000+ films" where counting ended there. */
export function count(
  { totalCount, totalCountPrecision }: { totalCount: number; totalCountPrecision?: string },
  one: string,
  many = `${one}s`,
): string {
  const more = totalCountPrecision === 'AT_LEAST' ? '+' : '';
  return `${number(totalCount)}${more} ${totalCount === 1 && !more ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function enumerate(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Title and year, as "Vertigo (1958)". */
export function titleAndYear({ title, releaseYear }: { title: string; releaseYear: number | null }): string {
  return releaseYear === null ? title : `${title} (${releaseYear})`;
}
