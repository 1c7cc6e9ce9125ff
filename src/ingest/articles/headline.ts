import { fullName } from './name-lists';

const openingQuotes = `"'“‘„‚«‹「『《〈`;
const closingQuotes = `"'”’“‘»›」』》〉`;
const dash = `[-–—:|·]`;
const review = String.raw`(?<!\p{L})(?:(?:(?:movie|film|dvd|blu-ray)\s+)?review|(?:la\s+)?critique(?:\s+du\s+film)?|(?:film)?kritik|filmrezension|crítica|reseña|recensione)(?!\p{L})`;

const saysReview = new RegExp(review, 'iu');
const reviewBefore = new RegExp(String.raw`^\s*${review}\s*(?:(?:of|de|di|zu|von)\s+|${dash}\s*)`, 'iu');
const reviewBehind = new RegExp(
  String.raw`[\s,]*(?:${dash}\s*)?(?:(?<!\p{L})(?:a|la|il|die|der|le)\s+)?${review}.*$`,
  'iu',
);
/**
 * What stands in quotes, to the last quote that ends something: 'Singin' in the Rain' is one title. A quote at the
 * very beginning is the first, so that 'The 'Burbs' is one as well.
 */
const quotedTitle = new RegExp(
  String.raw`^(?:[^\p{L}\p{N}]*?|.*\s)[${openingQuotes}](.+)[${closingQuotes}](?=\s*(?:[([（]|${dash}|,|$|${review}))`,
  'iu',
);

/** The title in quotes, and a sentence about it behind: "‘First Cow’ finds a fortune in a bucket". */
const beginning = /^\s*[“‘"«'](.{1,80}?),?[”’"»'](?=\s+\p{Ll})/u;

/** The year of a film as it stands in brackets: (1995). */
const bracketedYear = /[([（]\s*((?:18[7-9]|19|20|21)\d{1,2})\s*[)\]）]/;

/** "Rain on the carpet: Terence Davies's The Long Day Closes", but not "Charlie Wilson's War". */
const behindMaker = new RegExp(String.raw`^[^:]+:\s${fullName}['’]s?\s(\p{Lu}.*)$`, 'u');

/** Without the word "review" and what stands around it. */
export function withoutReview(headline: string): string {
  return headline.replace(reviewBefore, '');
}

export interface NamedFilm {
  title: string;
  releaseYear: number | null;
}

/**
 * Which film a headline names: "'Leaving Las Vegas' (1995) - Movie Review", "Review: Fargo", "Pig (2021)".
 * @returns null for one that names none: it has no quotes, no year in brackets and not the word "review".
 */
export function readHeadline(headline: string): NamedFilm | null {
  const year = bracketedYear.exec(headline)?.[1];
  const releaseYear = year?.length === 4 ? Number(year) : null;
  const quoted = quotedTitle.exec(headline)?.[1];
  const bare = headline.replace(reviewBefore, '').split(bracketedYear)[0]!.replace(reviewBehind, '');
  const isNamed =
    quoted !== undefined || releaseYear !== null || (saysReview.test(headline) && bare !== headline);
  const title = unquote(
    quoted ?? beginning.exec(bare)?.[1] ?? soleQuote(headline) ?? behindMaker.exec(bare)?.[1] ?? bare,
  );
  return isNamed && /[\p{L}\p{N}]/u.test(title) ? { title, releaseYear } : null;
}

const pairs = [
  '“([^“”]+)”',
  '«\\s?([^«»]+?)\\s?»',
  '„([^„“”]+)[“”]',
  '(?<!\\p{L})‘([^‘’]+)’(?!\\p{L})',
  '(?<!\\p{L})"([^"]+)"',
  "(?<!\\p{L})'([^']+)'(?!\\p{L})",
];

/** The only thing that is in quotes, if it may be a title: "Cannes Review: Alice Rohrwacher’s ‘Happy as Lazzaro’ Walks Out". */
function soleQuote(headline: string): string | null {
  const found = pairs.flatMap((pair) =>
    [...headline.matchAll(new RegExp(pair, 'gu'))].map((match) => match[1]!),
  );
  return found.length === 1 && found[0]!.length <= 80 && isTitleCase(found[0]!)
    ? found[0]!.replace(/[,.]$/, '')
    : null;
}

/** "Leaving Las Vegas (1995)" or, with no year behind it, just the title. */
export function readTitle(text: string): { title: string; releaseYear?: number } | null {
  const [, bare, digits] = new RegExp(`^(.+?)\\s*${bracketedYear.source}$`).exec(text.trim()) ?? [];
  const title = unquote(bare ?? text);
  if (!/[\p{L}\p{N}\p{S}]/u.test(title)) return null;
  return { title, ...(digits?.length === 4 && { releaseYear: Number(digits) }) };
}

/** Take away quotes that stand around the whole text. */
export function unquote(text: string): string {
  const trimmed = text.trim();
  const isQuoted =
    trimmed.length > 2 && openingQuotes.includes(trimmed[0]!) && closingQuotes.includes(trimmed.at(-1)!);
  return isQuoted ? trimmed.slice(1, -1).trim() : trimmed;
}

/** "Three Billboards Outside Ebbing, Missouri", but not "A town and its signs". */
export function isTitleCase(text: string): boolean {
  return text.length <= 80 && /^[\p{Lu}\p{N}]/u.test(text) && !/(?<=\s)\p{Ll}\S{3}/u.test(text);
}
