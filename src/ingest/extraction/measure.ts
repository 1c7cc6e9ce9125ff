import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import anyAscii from 'any-ascii';
import { OperatorError, unreadable } from '../../errors';
import type { Article } from '../articles/article';
import { readArticles } from '../articles/read-articles';

/** What a person says that a page tells; null and [] for what it does not. */
export interface PageLabel {
  /** A file below `pages`, beside the file of labels. */
  page: string;
  /** Pages of one site or kind, to see where it goes wrong. */
  layout: string;
  title: string;
  year: number | null;
  directors: string[];
  actors: string[];
  author: string | null;
  rating: { value: number; best: number } | null;
  /** The day, YYYY-MM-DD; left out where nobody has looked for it, as are the two below. */
  date?: string | null;
  genres?: string[];
  /** The words with which the article begins and ends, one of which may be left out. */
  body?: { begins: string | null; ends: string | null };
}

export const fields = [
  'title',
  'year',
  'director',
  'actors',
  'author',
  'rating',
  'date',
  'genres',
  'body',
] as const;
export type Field = (typeof fields)[number];

/** Counts of values: of a list each name is one. */
export interface Tally {
  /** That the pages tell. */
  told: number;
  /** That were found on them. */
  found: number;
  /** That were found and are told. */
  right: number;
}

export interface Extraction {
  pages: number;
  layouts: number;
  tallies: Record<Field, Tally>;
  /** A line for each value that was missed or made up. */
  faults: string[];
}

/** Reads every page that is labelled, and compares what is found with what is told. */
export async function measureExtraction(labelsPath: string): Promise<Extraction> {
  const labels = await readLabels(labelsPath);
  const tallies = Object.fromEntries(
    fields.map((field) => [field, { told: 0, found: 0, right: 0 }]),
  ) as Record<Field, Tally>;
  const faults: string[] = [];
  for (const label of labels) {
    const found = await readOne(join(dirname(labelsPath), 'pages', label.page));
    if (typeof found === 'string') faults.push(`${label.page}: ${found}`);
    const told = valuesOfLabel(label);
    const given = typeof found === 'string' ? undefined : valuesOfArticle(found, label);
    for (const field of fields) {
      const missed = told[field].filter((value) => !given?.[field].includes(value));
      const made = (given?.[field] ?? []).filter((value) => !told[field].includes(value));
      const tally = tallies[field];
      tally.told += told[field].length;
      tally.found += given?.[field].length ?? 0;
      tally.right += told[field].length - missed.length;
      if (given && missed.length + made.length > 0) {
        faults.push(`${label.page}: ${field}: missed [${missed.join(', ')}], made up [${made.join(', ')}]`);
      }
    }
  }
  return { pages: labels.length, layouts: new Set(labels.map(({ layout }) => layout)).size, tallies, faults };
}

export function precision({ found, right }: Tally): number {
  return found === 0 ? 1 : right / found;
}

export function recall({ told, right }: Tally): number {
  return told === 0 ? 1 : right / told;
}

async function readLabels(path: string): Promise<PageLabel[]> {
  try {
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => JSON.parse(line) as PageLabel);
  } catch (error) {
    if (error instanceof SyntaxError) throw new OperatorError(`${path}: is no JSON lines (${error.message})`);
    throw unreadable(path, error);
  }
}

/** @returns the article, or why there is none. */
async function readOne(path: string): Promise<Article | string> {
  try {
    for await (const reading of readArticles(createReadStream(path))) {
      if ('article' in reading) return reading.article;
      return 'unreadable' in reading ? reading.unreadable : `left out: ${reading.omitted}`;
    }
    return 'holds nothing';
  } catch (error) {
    throw unreadable(path, error);
  }
}

type Values = Record<Field, string[]>;

function valuesOfLabel(label: PageLabel): Values {
  return {
    title: [keyOf(label.title)],
    year: label.year === null ? [] : [String(label.year)],
    director: label.directors.map(keyOf),
    actors: label.actors.map(keyOf),
    author: label.author === null ? [] : [keyOf(label.author)],
    rating: label.rating === null ? [] : [`${label.rating.value} of ${label.rating.best}`],
    date: label.date ? [label.date] : [],
    genres: (label.genres ?? []).map(keyOf),
    body: [label.body?.begins, label.body?.ends].filter((words) => typeof words === 'string').map(keyOf),
  };
}

/** @param label only what it tells of is looked at. */
function valuesOfArticle(article: Article, label: PageLabel): Values {
  const first = keyOf(article.body[0]!);
  const last = keyOf(article.body.at(-1)!);
  const { begins = null, ends = null } = label.body ?? {};
  return valuesOfLabel({
    page: '',
    layout: '',
    title: article.film.title,
    year: article.film.releaseYear,
    directors: article.directors,
    actors: article.actors.map(({ name }) => name),
    author: article.author?.name ?? null,
    rating: article.rating,
    ...(label.date !== undefined && { date: article.datePublished?.slice(0, 10) ?? null }),
    ...(label.genres && { genres: article.genres }),
    body: {
      begins: begins && first.slice(0, keyOf(begins).length),
      ends: ends && last.slice(-keyOf(ends).length),
    },
  });
}

/** Equal for spellings that differ in case, accents or signs only. */
function keyOf(text: string): string {
  return anyAscii(text.normalize('NFC'))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
