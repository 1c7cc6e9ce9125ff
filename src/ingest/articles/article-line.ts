import { CreditRole } from '../../films/credit-role';
import { FactsSource } from '../../films/facts-source';
import { ReviewStatus } from '../../reviews/review-status';
import type { ArticleReading } from './article';
import {
  array,
  date,
  fail,
  type Json,
  matching,
  nonEmpty,
  number,
  object,
  oneOf,
  optional,
  rating,
  slug,
  string,
  text,
  url,
  whole,
} from './json-fields';

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
  /** When it came into the store that it is from, and when it was last changed there. */
  createdAt?: string;
  updatedAt?: string;
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
  /** Of which catalogue its facts are, where they are of one. */
  factsSource?: FactsSource;
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
    ...optional(line, 'createdAt', date),
    ...optional(line, 'updatedAt', date),
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
    ...optional(film, 'factsSource', oneOf(Object.values(FactsSource))),
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
