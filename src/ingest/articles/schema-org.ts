import type { Known } from './article';
import { readDay } from './day';
import { lineOfMarkup } from './markup';
import { readRating } from './rating';

/** What schema.org's vocabulary says of anything, be it written as JSON-LD or as microdata. */
export type Thing = { [property: string]: unknown };

const reviews = /(?:^|[/:])(?:Review|CriticReview|UserReview)$/;
const articles = /(?:^|[/:])(?:\w*Article|BlogPosting|\w*Posting|Report)$/;
const films = /(?:^|[/:])(?:Movie|Film)$/;
/** Further in nobody writes; a page may be made to be slow. */
const deepest = 12;
const mostThings = 2_000;

/** Every thing on a page, in order, those within others too. */
export function thingsIn(value: unknown, found: Thing[] = [], depth = 0): Thing[] {
  if (depth > deepest || found.length >= mostThings || typeof value !== 'object' || value === null)
    return found;
  if (!Array.isArray(value) && '@type' in value) found.push(value as Thing);
  for (const inner of Object.values(value)) thingsIn(inner, found, depth + 1);
  return found;
}

/** @returns what is said of the review that a page is, or of the film that it is about. */
export function readThings(things: Thing[]): Known {
  const review = things.find((thing) => is(thing, reviews));
  const article = things.find((thing) => is(thing, articles));
  const reviewed = first(review?.itemReviewed) ?? first(article?.about) ?? first(article?.itemReviewed);
  const film =
    reviewed && (is(reviewed, films) || (review && !reviewed['@type']))
      ? withReference(reviewed, things)
      : things.find((thing) => is(thing, films));
  // A film's own reviews are what others say of it, unless the page has no more than that one.
  const page = review ?? article;
  return { ...(film && readFilm(film)), ...readPageThing(page, article, film, things) };
}

function readFilm(film: Thing): Known {
  const directors = names(film.director ?? film.directors);
  const actors = names(film.actor ?? film.actors);
  const genres = list(film.genre)
    .map(text)
    .filter((name) => name !== null);
  const title = text(film.name);
  const year = /\b(?:18[7-9]|19\d|20\d|21\d)\d\b/.exec(
    text(film.datePublished) ??
      text(film.dateCreated) ??
      text(film.copyrightYear) ??
      text(first(film.releasedEvent)?.startDate) ??
      '',
  )?.[0];
  const ids = list(film.sameAs).concat(list(film.url)).map(text).join(' ');
  const imdbId = /imdb\.com\/title\/(tt\d{7,10})/.exec(ids)?.[1];
  const tmdbId = /themoviedb\.org\/movie\/(\d{1,9})/.exec(ids)?.[1];
  return {
    film: {
      ...(title && { title }),
      ...(year && { releaseYear: Number(year) }),
      ...(imdbId && { imdbId }),
      ...(tmdbId && { tmdbId: Number(tmdbId) }),
    },
    ...(directors.length > 0 && { directors }),
    ...(actors.length > 0 && { actors: actors.map((name) => ({ name, character: null })) }),
    ...(genres.length > 0 && { genres }),
  };
}

function readPageThing(
  page: Thing | undefined,
  article: Thing | undefined,
  film: Thing | undefined,
  things: Thing[],
): Known {
  const author = personOf(page?.author ?? article?.author, things);
  const publisher = first(page?.publisher ?? article?.publisher);
  const publication = publisher && text(withReference(publisher, things).name);
  const headline = text(article?.headline) ?? text(page?.headline);
  const rating = ratingOf(first(page?.reviewRating)) ?? ratingOf(first(first(film?.review)?.reviewRating));
  const url = text(page?.url ?? article?.url);
  return {
    ...(headline && { headline }),
    ...(author && { author }),
    ...(publication && { publication }),
    ...dateKnown(text(page?.datePublished ?? article?.datePublished)),
    ...(rating && { rating }),
    ...(url && /^https?:\/\/\S+$/.test(url) && { sourceUrl: url }),
  };
}

function ratingOf(rating: Thing | undefined): Known['rating'] | null {
  const said = text(rating?.ratingValue);
  if (said === null) return null;
  const value = Number(said.replace(',', '.'));
  const best = Number(text(rating?.bestRating) ?? (value > 5 ? 10 : 5));
  if (Number.isFinite(value))
    return value >= 0 && best > 0 && best <= 1000 && value <= best ? { value, best } : null;
  const worded = readRating(said);
  return worded?.rating ?? null;
}

/** @param read what makes a date of what is said. */
export function dateKnown(said: string | null, read = momentOf): Pick<Known, 'datePublished' | 'unreadDate'> {
  if (said === null || said.trim() === '') return {};
  const datePublished = read(said);
  return datePublished === null ? { unreadDate: said } : { datePublished };
}

/** A day, or a moment where it says in which zone. */
export function momentOf(date: string): string | null {
  const trimmed = date.trim();
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(trimmed)) {
    const moment = new Date(trimmed);
    const year = moment.getUTCFullYear();
    return year >= 1870 && year <= 2200 ? moment.toISOString() : null;
  }
  return readDay(trimmed.replace(/^(\d{4}-\d\d-\d\d)[ T].*$/, '$1'));
}

function personOf(value: unknown, things: Thing[]): string | null {
  const [person] = list(value);
  if (typeof person === 'string') return /^https?:/.test(person) ? null : text(person);
  return person && typeof person === 'object' ? text(withReference(person as Thing, things).name) : null;
}

/** What stands elsewhere on the page by the same `@id`. */
function withReference(thing: Thing, things: Thing[]): Thing {
  if (thing.name !== undefined || typeof thing['@id'] !== 'string') return thing;
  return things.find((other) => other['@id'] === thing['@id'] && other.name !== undefined) ?? thing;
}

function names(value: unknown): string[] {
  const all = list(value).map((person) =>
    text(typeof person === 'object' && person !== null ? (person as Thing).name : person),
  );
  return [...new Set(all.filter((name) => name !== null && name.length <= 120) as string[])];
}

function is(thing: Thing, types: RegExp): boolean {
  return list(thing['@type']).some((type) => typeof type === 'string' && types.test(type));
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function first(value: unknown): Thing | undefined {
  return list(value).find((thing): thing is Thing => typeof thing === 'object' && thing !== null);
}

/** A line of text without markup; null where there is none. */
function text(value: unknown): string | null {
  const [one] = list(value);
  if (typeof one !== 'string' && typeof one !== 'number') return null;
  return lineOfMarkup(String(one).slice(0, 2_000)) || null;
}
