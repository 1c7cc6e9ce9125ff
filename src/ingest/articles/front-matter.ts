import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { ReviewStatus } from '../../reviews/review-status';
import { type Known, UnreadableArticle } from './article';
import { readTitle } from './headline';
import { readNames } from './names';
import { readRating } from './rating';
import { dateKnown } from './schema-org';
import { cleanText } from './text';

/** Longer is none; the YAML parser takes time by the square of its keys. */
const longest = 64 * 1024;
const fences = { '---': parseYamlSafely, '+++': (text: string) => parseToml(text) } as const;

export type FrontMatter = Record<string, unknown>;

export function hasFrontMatter(text: string): boolean {
  return /^\uFEFF?(?:---|\+\+\+)[ \t]*\r?\n/.test(text);
}

/**
 * Take the front matter off a text: YAML between lines of ---, TOML between lines of +++.
 * @throws UnreadableArticle where it does not end, or cannot be read.
 */
export function splitFrontMatter(text: string): { matter: FrontMatter; body: string } {
  const fence = text.slice(0, 3) as keyof typeof fences;
  const start = text.indexOf('\n') + 1;
  const end = text
    .slice(0, longest)
    .search(fence === '---' ? /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/ : /\n\+\+\+[ \t]*(?:\n|$)/);
  if (end < 0)
    throw new UnreadableArticle(`has front matter that does not end: there is no second line of ${fence}`);
  let matter: unknown;
  try {
    matter = fences[fence](text.slice(start, end + 1));
  } catch (error) {
    const [why] = (error as Error).message.split('\n');
    throw new UnreadableArticle(`has front matter that cannot be read: ${why}`);
  }
  const afterEnd = text.indexOf('\n', end + 1);
  return {
    matter:
      typeof matter === 'object' && matter !== null && !Array.isArray(matter) ? (matter as FrontMatter) : {},
    body: afterEnd < 0 ? '' : text.slice(afterEnd + 1),
  };
}

function parseYamlSafely(text: string): unknown {
  return parseYaml(text, { maxAliasCount: 20, logLevel: 'silent', schema: 'core' });
}

/** The keys that Hugo, Jekyll, Eleventy and their themes use, and what critics add to them. */
export function knownByMatter(matter: FrontMatter): Known {
  const flat = flatten(matter);
  const get = (...keys: string[]) =>
    keys.map((key) => flat.get(key)).find((value) => value !== undefined && value !== null && value !== '');
  const film = readFilm(get);
  const directors = namesOf(get('director', 'directors', 'directedby', 'filmdirector'));
  // "stars: 4" is what the critic gives.
  const actors = namesOf(get('cast', 'actors', 'actor', 'starring', 'stars')).filter(
    (name) => /\p{L}/u.test(name) && readRating(name) === null,
  );
  const genres = namesOf(get('genre', 'genres', 'filmgenre'));
  const headline = line(get('headline', 'title'));
  const author = namesOf(get('author', 'authors', 'byline', 'reviewer', 'critic', 'by'))[0];
  const publication = line(get('publication', 'site', 'sitename', 'publisher'));
  const date = get('date', 'datepublished', 'publishdate', 'pubdate', 'publishedat', 'published');
  const rating = ratingOf(
    get('rating', 'score', 'stars', 'grade', 'myrating', 'reviewrating', 'rate'),
    get('bestrating', 'ratingmax', 'maxrating', 'outof', 'ratingbest', 'best'),
  );
  const url = line(get('canonical', 'canonicalurl', 'sourceurl', 'source', 'url', 'permalink', 'link'));
  const slug = line(get('slug'));
  const tags = [...new Set([...namesOf(get('tags', 'tag')), ...namesOf(get('categories', 'category'))])];
  const isDraft =
    get('draft') === true || get('published') === false || /^draft$/i.test(line(get('status')) ?? '');
  return {
    ...(headline && { headline }),
    ...(Object.keys(film).length > 0 && { film }),
    ...(directors.length > 0 && { directors }),
    ...(actors.length > 0 && { actors: actors.map((name) => ({ name, character: null })) }),
    ...(genres.length > 0 && { genres }),
    ...(author && { author }),
    ...(publication && { publication }),
    ...(typeof date !== 'boolean' && dateKnown(line(date))),
    ...(rating && { rating }),
    ...(url && /^https?:\/\/\S+$/.test(url) && { sourceUrl: url }),
    ...(slug && /^[\p{L}\p{N}_-]{1,80}$/u.test(slug) && { slug }),
    ...(tags.length > 0 && { tags }),
    ...(isDraft && { status: ReviewStatus.DRAFT }),
  };
}

type Get = (...keys: string[]) => unknown;

function readFilm(get: Get): NonNullable<Known['film']> {
  const named = readTitle(
    line(get('film', 'filmtitle', 'movie', 'movietitle', 'filmname', 'moviename', 'originaltitle')) ?? '',
  );
  const year = /\b(?:18[7-9]|19\d|20\d|21\d)\d\b/.exec(
    line(get('releaseyear', 'year', 'filmyear', 'movieyear', 'released', 'releasedate', 'release')) ?? '',
  )?.[0];
  const imdbId = /\btt\d{7,10}\b/.exec(line(get('imdb', 'imdbid', 'imdburl')) ?? '')?.[0];
  const tmdbId = /\d{1,9}/.exec(line(get('tmdb', 'tmdbid')) ?? '')?.[0];
  return {
    ...(named && { title: named.title }),
    ...((year ?? named?.releaseYear) && { releaseYear: Number(year ?? named!.releaseYear) }),
    ...(imdbId && { imdbId }),
    ...(tmdbId && { tmdbId: Number(tmdbId) }),
  };
}

/** By its keys in small letters without signs; those of "film:", "movie:", "params:" and "extra:" stand beside the others. */
function flatten(matter: FrontMatter, prefix = '', found = new Map<string, unknown>()): Map<string, unknown> {
  for (const [written, value] of Object.entries(matter)) {
    const key = written.toLowerCase().replace(/[^a-z0-9]/g, '');
    const isGroup = /^(?:film|movie|params|extra|review|taxonomies)$/.test(key) && isRecord(value);
    if (isGroup && prefix === '') {
      const { title, name, ...rest } = value as FrontMatter;
      if (/^(?:film|movie)$/.test(key)) found.set('filmtitle', title ?? name);
      flatten(
        { ...rest, ...(!/^(?:film|movie)$/.test(key) && title !== undefined && { title }) },
        key,
        found,
      );
    } else if (prefix === '' || !found.has(key)) found.set(key, value);
  }
  return found;
}

function isRecord(value: unknown): value is FrontMatter {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function namesOf(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  const names = all.slice(0, 200).flatMap((one) => {
    const text = line(isRecord(one) ? (one.name ?? one.title) : one);
    return text === null ? [] : Array.isArray(value) ? [text] : readNames(text).names.map(({ name }) => name);
  });
  return [...new Set(names)].filter((name) => name.length <= 120);
}

function ratingOf(value: unknown, best: unknown): Known['rating'] | null {
  if (isRecord(value)) return ratingOf(value.value ?? value.score, value.best ?? value.max ?? best);
  const text = line(value);
  if (text === null) return null;
  const number = Number(text.replace(',', '.'));
  if (!Number.isFinite(number)) {
    const given = readRating(text);
    return given?.rating ?? null;
  }
  const most = Number(line(best) ?? (number > 10 ? 100 : number > 5 ? 10 : 5));
  return number >= 0 && number <= most && most <= 1000 ? { value: number, best: most } : null;
}

function line(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Date)) return null;
  const text = value instanceof Date ? value.toISOString() : String(value).slice(0, 2_000);
  return cleanText(text).replace(/\s+/g, ' ').trim() || null;
}
