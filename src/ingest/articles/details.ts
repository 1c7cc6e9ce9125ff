import { readTitle } from './headline';
import { longestName, looksLikeName } from './names';
import { readRating } from './rating';

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
  rating?: { value: number; best: number };
}

export interface Detail {
  found: Details;
  doubt?: string;
  /** The label stood alone, and its value is the block after it. */
  usesNext?: boolean;
}

/** The longest line of a box, that of the cast; what is longer is prose. */
const longestLine = 2000;

type Reader = (value: string) => Details | null;

const readers: Record<string, Reader> = {};
function on(labels: string, reader: Reader): void {
  for (const label of labels.split(', ')) readers[label] = reader;
}
on('title, film, movie, film title, movie title', readTitle);
on('release year, year, released, release, release date, year of release, date of release', readYear);
on('director, directors, directed by, dir', (directors) => ({ directors }));
on(
  'actor, actors, actress, actresses, cast, main cast, starring, stars, with, lead actors, main actors',
  (actors) => ({
    actors,
  }),
);
on('genre, genres', (genres) => ({ genres }));
on('author, reviewer, written by, review by, reviewed by', (author) =>
  author.length <= longestName && looksLikeName(author) ? { author } : null,
);
on('published, date, date published, publication date, posted, review date', (value) => {
  const datePublished = readDay(value);
  return datePublished === null ? null : { datePublished };
});
on('rating, my rating, our rating, score, verdict, grade, final grade, stars given', readRatingDetail);

/**
 * Read one line of a box: "Director(s): Mike Figgis".
 * @param next the block after it, for pages that have label and value on lines of their own.
 * @returns null for a line that is no label and value; `found` is empty, with a doubt, for one not understood.
 */
export function readDetail(line: string, next?: string): Detail | null {
  const [, written, given] = /^([^:：]{1,40}?)\s*[:：]\s*(.*)$/u.exec(line) ?? [];
  if (written === undefined || given === undefined || line.length > longestLine) return null;
  const label = written
    .toLowerCase()
    .replace(/\(s\)|\/s/g, 's')
    .replace(/[^\p{L} ]/gu, '')
    .trim();
  const reader = readers[label];
  // An unknown label is at most a few words: a sentence with a colon in it is something else.
  if (!reader && (written.split(/\s+/).length > 4 || line.length > 120)) return null;
  const usesNext =
    given === '' &&
    next !== undefined &&
    next.length <= longestLine &&
    reader !== undefined &&
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
  return year ? { releaseYear: Number(year) } : null;
}

/** 2021-03-03, "March 3, 2021", "3 March 2021"; 03/04/2021 is not guessed at. */
export function readDay(value: string): string | null {
  const isISO = /^\d{4}-\d\d-\d\d(?:T.*)?$/.test(value);
  const isWorded =
    /^(?:\p{L}{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\.?,?)\s+\d{4}\b/u.exec(
      value,
    );
  if (!isISO && !isWorded) return null;
  const day = isISO ? value.slice(0, 10) : isWorded![0].replace(/(\d)(?:st|nd|rd|th)/, '$1');
  const time = Date.parse(isISO ? `${day}T00:00:00Z` : `${day} UTC`);
  const date = Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
  const isReal = date !== null && (!isISO || date === day);
  const year = Number(date?.slice(0, 4));
  return isReal && year >= 1870 && year <= 2200 ? date : null;
}

function readRatingDetail(text: string): Details | null {
  const given = readRating(text);
  return given && { rating: { value: given.value, best: given.best } };
}

const runIn =
  /(?<=[^\s,/&:;])\s+(?=(?:score|rating|cast|with|starring|crew|production|directors?|screenwriters?|writers?|screenplay|story|camera|cinematographer|cinematography|editors?|music|composer|producers?|distributor|studio|running time|runtime|year|genres?|release date|country|language|availability)\s*:\s)/gi;

/** "Cast: Ann Lee Director: Bo Ray Year: 2021", as boxes look that are written as one line, with a line for each. */
export function splitLabels(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [label] = /^\p{Lu}[\p{L}, /&-]{1,30}:\s/u.exec(line) ?? [];
      if (label === undefined || line.length > longestLine) return line;
      return label + line.slice(label.length).replace(runIn, '\n');
    })
    .join('\n');
}
