import { readDay } from './day';
import { readTitle } from './headline';
import { kindOfLabel, type LabelKind } from './labels';
import { longestName, looksLikeName } from './names';
import { type GivenRating, readRating } from './rating';

/** What a box of details tells, each as it is written there but for figures and dates. */
export interface Details {
  title?: string;
  releaseYear?: number;
  directors?: string;
  actors?: string;
  /** Whether there may be others, though the list does not say so. */
  isCastPartial?: boolean;
  genres?: string;
  author?: string;
  datePublished?: string;
  rating?: GivenRating;
}

export interface Detail {
  found: Details;
  doubt?: string;
  /** The label stood alone, and its value is the block after it. */
  usesNext?: boolean;
}

/** The longest line of a box, that of the cast; what is longer is prose. */
const longestLine = 2000;

/** What is made of the value behind a label of each kind; null where it is no such value. */
export const readers: Record<LabelKind, (value: string) => Details | null> = {
  title: readTitle,
  year: readYear,
  director: (directors) => ({ directors }),
  actors: (actors) => ({ actors }),
  genres: (genres) => ({ genres }),
  author: (author) => (author.length <= longestName && looksLikeName(author) ? { author } : null),
  date: (value) => {
    const datePublished = readDay(value);
    return datePublished === null ? null : { datePublished };
  },
  rating: readRatingDetail,
  other: () => ({}),
};

/**
 * Read one line of a box: "Director(s): Mike Figgis".
 * @param next the block after it, for pages that have label and value on lines of their own.
 * @returns null for a line that is no label and value; `found` is empty, with a doubt, for one not understood.
 */
export function readDetail(line: string, next?: string): Detail | null {
  const [, written, given] = /^([^:：]{1,40}?)\s*[:：]\s*(.*)$/u.exec(line) ?? [];
  if (written === undefined || given === undefined || line.length > longestLine) return null;
  const isCast = /^stars$/i.test(written) && /^\p{Lu}[^\d★⭐]*,/u.test(given);
  const kind = isCast ? 'actors' : kindOfLabel(written);
  const reader = kind && readers[kind];
  // "Note:" and "Date:" begin sentences too.
  const isList = kind === 'director' || kind === 'actors' || kind === 'genres' || kind === 'title';
  if (kind && !isList && line.length > 120) return null;
  // An unknown label is at most a few words: a sentence with a colon in it is something else.
  if (!reader && (written.split(/\s+/).length > 4 || line.length > 120)) return null;
  const usesNext =
    given === '' &&
    next !== undefined &&
    next.length <= longestLine &&
    reader !== null &&
    readDetail(next) === null;
  const value = usesNext ? next : given;
  if (value === '') return { found: {}, doubt: `nothing stands behind "${written}:"` };
  const found = reader?.(value) ?? null;
  return {
    found: found ?? {},
    ...(found === null && { doubt: `not understood: "${written}: ${value.slice(0, 60)}"` }),
    ...(usesNext && { usesNext }),
  };
}

function readYear(value: string): Details | null {
  const year = /(?<!\d)(?:18[7-9]|19\d|20\d|21\d)\d(?!\d)/.exec(value)?.[0];
  if (year) return { releaseYear: Number(year) };
  const short = /^\d{1,2}\/(?:\d{1,2}\/)?(\d\d)(?!\d)/.exec(value)?.[1]; // "10/97", as newsgroups had it
  return short ? { releaseYear: Number(short) + (Number(short) > 30 ? 1900 : 2000) } : null;
}

/** "Rating: R" is what children may see, "Score: Hans Zimmer" is music. */
const noRating =
  /^(?:(?:G|PG|PG-?13|R|NC-?17|U|12A?|15|18|NR|TV-\w{1,3}|not rated|unrated)(?:$|[\s,(])|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+)/u;

function readRatingDetail(text: string): Details | null {
  const given = readRating(text);
  if (given) return { rating: given.rating };
  // "Rating: 8" can only be of ten; "Rating: 4" may be of anything.
  const bare = /^(\d{1,2}(?:[.,]\d)?)\.?$/.exec(text)?.[1]?.replace(',', '.');
  const value = Number(bare);
  if (value > 5 && value <= 10) return { rating: { value, best: 10, isScaleAssumed: true } };
  return noRating.test(text) ? {} : null;
}

const runIn =
  /(?<=[^\s,/&:;])\s+(?=(?:score|rating|cast|with|starring|crew|production|directors?|screenwriters?|writers?|screenplay|story|camera|cinematographer|cinematography|editors?|music|composer|producers?|distributor|studio|running time|runtime|year|genres?|release date|country|language|availability)(?:\s\([^)]{1,20}\))?\s*:\s)/gi;

/** "Cast: Ann Lee Director: Bo Ray Year: 2021", as boxes look that are written as one line, with a line for each. */
export function splitLabels(text: string): string {
  const isAbbreviated = /^R:\s\p{Lu}/mu.test(text) && /^D:\s\p{Lu}/mu.test(text); // as in German papers
  return (isAbbreviated ? text.replace(/^R:/gm, 'Regie:').replace(/^D:/gm, 'Darsteller:') : text)
    .split('\n')
    .flatMap((line) => splitAtSigns(line))
    .map((line) => {
      const credits = line.replace(/^(?:crew|credits):\s+(?=\p{Lu}[^:.]{1,40}:\s)/iu, '');
      const [label] = /^\p{Lu}[\p{L}, /&-]{1,30}:\s/u.exec(credits) ?? [];
      if (label === undefined || line.length > longestLine) return line;
      return label + credits.slice(label.length).replace(runIn, '\n');
    })
    .join('\n');
}

/** "Regie: Ann Lee | Met: Bo Ray" */
function splitAtSigns(line: string): string[] {
  if (line.length > longestLine || !/[|•·]/.test(line)) return [line];
  const pieces = line.split(/\s*[|•·]\s+/);
  const areDetails =
    pieces.length > 1 &&
    pieces.every((piece) => kindOfLabel(/^([^:]{1,40}):\s/.exec(piece)?.[1] ?? '') !== null);
  return areDetails ? pieces : [line];
}
