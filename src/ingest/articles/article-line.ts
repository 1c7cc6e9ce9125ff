import { CreditRole } from '../../films/credit-role';
import { ReviewStatus } from '../../reviews/review-status';
import { type ArticleReading, UnreadableArticle } from './article';
import { readDay } from './details';

/** An article in our own form, which src/ingest/README.md documents: a line of JSON. */
export interface ArticleLine {
  headline: string;
  slug?: string;
  status?: ReviewStatus;
  film: FilmOfLine;
  author: { name: string; slug?: string; bio?: string } | null;
  publication: { name: string; slug?: string } | null;
  datePublished?: string;
  copyrightYear?: number;
  rating?: { value: number; best: number };
  sourceUrl?: string;
  tags?: string[];
  body: string[];
}

export interface FilmOfLine {
  title: string;
  slug?: string;
  originalTitle?: string;
  releaseYear?: number;
  runtimeMinutes?: number;
  imdbId?: string;
  tmdbId?: number;
  wikidataId?: string;
  voteCount?: number;
  voteAverage?: number;
  genres: { name: string; slug?: string }[];
  directors: PersonOfLine[];
  /** Top billed first; `billing` where it is not the place in the list. */
  cast: (PersonOfLine & { character?: string; billing?: number | null })[];
  crew: (PersonOfLine & { role: CreditRole })[];
  castIsComplete: boolean;
}

export interface PersonOfLine {
  name: string;
  slug?: string;
  born?: number;
  imdbId?: string;
  tmdbId?: number;
  wikidataId?: string;
}

/**
 * @throws UnreadableArticle that names what is missing or cannot be.
 */
export function readArticleLine(json: unknown): ArticleReading & { record: ArticleLine } {
  const line = object(json, 'the line');
  const record: ArticleLine = {
    headline: text(line, 'headline'),
    ...optional(line, 'slug', slug),
    ...optional(line, 'status', oneOf(Object.values(ReviewStatus))),
    film: readFilm(object(line.film ?? fail('has no "film"'), '"film"')),
    author: line.author === null || line.author === undefined ? null : readAuthor(line.author),
    publication:
      line.publication === null || line.publication === undefined
        ? null
        : named(line.publication, 'publication'),
    ...optional(line, 'datePublished', date),
    ...optional(line, 'copyrightYear', whole(1870, 2200)),
    ...optional(line, 'rating', rating),
    ...optional(line, 'sourceUrl', url),
    ...optional(line, 'tags', (tags, name) => array(tags, name).map((tag) => string(tag, name))),
    body: array(line.body, 'body').map((paragraph) => string(paragraph, 'body')),
  };
  if (record.body.length === 0) fail('has no article text: "body" is empty');
  return { article: toArticle(record), doubts: [], record };
}

function toArticle({ film, author, publication, tags, ...line }: ArticleLine): ArticleReading['article'] {
  return {
    headline: line.headline,
    film: {
      title: film.title,
      releaseYear: film.releaseYear ?? null,
      ...(film.imdbId && { imdbId: film.imdbId }),
      ...(film.tmdbId && { tmdbId: film.tmdbId }),
    },
    directors: film.directors.map(({ name }) => name),
    actors: film.cast.map(({ name, character = null }) => ({ name, character })),
    castIsComplete: film.castIsComplete,
    genres: film.genres.map(({ name }) => name),
    author: author && { name: author.name, bio: author.bio ?? null },
    publication: publication?.name ?? null,
    datePublished: line.datePublished ?? null,
    copyrightYear: line.copyrightYear ?? null,
    rating: line.rating ?? null,
    body: line.body,
    ...(line.sourceUrl && { sourceUrl: line.sourceUrl }),
    ...(line.slug && { slug: line.slug }),
    ...(line.status && { status: line.status }),
    ...(tags && { tags }),
  };
}

type Json = Record<string, unknown>;

function readFilm(film: Json): FilmOfLine {
  return {
    title: text(film, 'title'),
    ...optional(film, 'slug', slug),
    ...optional(film, 'originalTitle', string),
    ...optional(film, 'releaseYear', whole(1870, 2200)),
    ...optional(film, 'runtimeMinutes', whole(1, 32_767)),
    ...optional(film, 'imdbId', matching(/^tt\d{7,}$/)),
    ...optional(film, 'tmdbId', whole(0, 2 ** 31 - 1)),
    ...optional(film, 'wikidataId', matching(/^Q[1-9]\d*$/)),
    ...optional(film, 'voteCount', whole(0, 2 ** 31 - 1)),
    ...optional(film, 'voteAverage', number(0, 10)),
    genres: array(film.genres ?? [], 'genres').map((genre) => named(genre, 'genres')),
    directors: array(film.directors ?? [], 'directors').map((person) => readPerson(person, 'directors')),
    cast: array(film.cast ?? [], 'cast').map((member) => ({
      ...readPerson(member, 'cast'),
      ...(typeof member === 'object' && {
        ...optional(member as Json, 'character', string),
        ...((member as Json).billing === null && { billing: null }),
        ...optional(member as Json, 'billing', whole(0, 32_767)),
      }),
    })),
    crew: array(film.crew ?? [], 'crew').map((member) => ({
      ...readPerson(member, 'crew'),
      role: oneOf(Object.values(CreditRole))(object(member, 'crew').role, 'role'),
    })),
    castIsComplete: film.castIsComplete === true,
  };
}

function readAuthor(author: unknown): NonNullable<ArticleLine['author']> {
  return {
    ...named(author, 'author'),
    ...(typeof author === 'object' && optional(author as Json, 'bio', string)),
  };
}

function readPerson(person: unknown, where: string): PersonOfLine {
  if (typeof person === 'string') return { name: nonEmpty(person, where) };
  return {
    ...named(person, where),
    ...optional(person as Json, 'born', whole(1800, 2200)),
    ...optional(person as Json, 'imdbId', matching(/^nm\d{7,}$/)),
    ...optional(person as Json, 'tmdbId', whole(0, 2 ** 31 - 1)),
    ...optional(person as Json, 'wikidataId', matching(/^Q[1-9]\d*$/)),
  };
}

/** A name alone, or with a slug. */
function named(value: unknown, where: string): { name: string; slug?: string } {
  if (typeof value === 'string') return { name: nonEmpty(value, where) };
  const thing = object(value, `"${where}"`);
  return { name: text(thing, 'name'), ...optional(thing, 'slug', slug) };
}

type Reader<Value> = (value: unknown, name: string) => Value;

function optional<Name extends string, Value>(
  from: Json,
  name: Name,
  read: Reader<Value>,
): { [key in Name]?: Value } {
  const value = from[name];
  return value === undefined || value === null
    ? {}
    : ({ [name]: read(value, name) } as { [key in Name]?: Value });
}

function text(from: Json, name: string): string {
  return nonEmpty(from[name] ?? fail(`has no "${name}"`), name);
}

function nonEmpty(value: unknown, name: string): string {
  const given = string(value, name);
  return given.trim() === '' ? fail(`has an empty "${name}"`) : given;
}

function string(value: unknown, name: string): string {
  if (typeof value !== 'string') return fail(`has "${name}" that is no text`);
  if (value.includes('\0')) return fail(`has a NUL character in "${name}", which no text has`);
  return !/\p{Surrogate}/u.test(value) ? value : fail(`has half a character in "${name}"`);
}

function slug(value: unknown, name: string): string {
  return matching(/^[^\s/?#]{1,200}$/)(value, name);
}

function url(value: unknown, name: string): string {
  return matching(/^https?:\/\/\S+$/)(value, name);
}

function matching(form: RegExp): Reader<string> {
  return (value, name) => {
    const given = string(value, name);
    return form.test(given) ? given : fail(`has "${name}" that cannot be one: ${given.slice(0, 40)}`);
  };
}

function oneOf<Value extends string>(values: readonly Value[]): Reader<Value> {
  return (value, name) =>
    values.includes(value as Value)
      ? (value as Value)
      : fail(`has "${name}" that is none of ${values.join(', ')}`);
}

function number(least: number, most: number): Reader<number> {
  return (value, name) =>
    typeof value === 'number' && value >= least && value <= most
      ? value
      : fail(`has "${name}" that is no number of ${least} to ${most}`);
}

function whole(least: number, most: number): Reader<number> {
  return (value, name) =>
    Number.isInteger(value)
      ? number(least, most)(value, name)
      : fail(`has "${name}" that is no whole number`);
}

function rating(value: unknown): { value: number; best: number } {
  const given = object(value, '"rating"');
  const best = number(Number.MIN_VALUE, 1000)(given.best, 'rating.best');
  return { value: number(0, best)(given.value, 'rating.value'), best };
}

function date(value: unknown, name: string): string {
  const given = string(value, name);
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(given);
  const day = /^\d{4}-\d\d-\d\d(?:T|$)/.test(given) ? readDay(given.slice(0, 10)) : null;
  if (day === null || (given.length > 10 && (!isMoment || Number.isNaN(Date.parse(given)))))
    return fail(`has "${name}" that is no day or moment of the years 1870 to 2200: ${given.slice(0, 40)}`);
  return given.length > 10 ? new Date(given).toISOString() : given;
}

function array(value: unknown, name: string): unknown[] {
  return Array.isArray(value)
    ? value
    : fail(value === undefined ? `has no "${name}"` : `has "${name}" that is no list`);
}

function object(value: unknown, name: string): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : fail(`has no object as ${name}`);
}

function fail(reason: string): never {
  throw new UnreadableArticle(reason);
}
