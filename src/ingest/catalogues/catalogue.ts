import type { CreditRole } from '../../films/credit-role';

/** What a catalogue tells of a film; null is what it does not tell. */
export interface CatalogueFilm {
  /** What the credits of the same catalogue call it. */
  key: string;
  title: string;
  originalTitle: string | null;
  releaseYear: number | null;
  runtimeMinutes: number | null;
  imdbId: string | null;
  tmdbId: number | null;
  /** How many people have rated it. */
  voteCount: number | null;
  /** 0 to 10. */
  voteAverage: number | null;
  castIsComplete: boolean;
  /** In our words. */
  genres: string[];
}

export interface CataloguePerson {
  /** What the credits of the same catalogue call them: an id, or where there is none the name. */
  key: string;
  name: string;
  birthYear: number | null;
  imdbId: string | null;
  tmdbId: number | null;
}

export interface CatalogueCredit {
  filmKey: string;
  personKey: string;
  role: CreditRole;
  character: string | null;
  /** Smallest first, with gaps where other jobs stand between; actors only. */
  billing: number | null;
}

/** A row that cannot be taken in, and why, in a few words behind "line 7: ". */
export interface RefusedRow {
  reason: string;
}

/** A part of what a file says, each with the line that says it. A person may come several times. */
export interface CatalogueRows {
  /** As the person at the terminal gave it. */
  file: string;
  films: (CatalogueFilm & { line: number })[];
  people: CataloguePerson[];
  credits: (CatalogueCredit & { line: number })[];
  refused: (RefusedRow & { line: number })[];
  /** How many rows of the file this was made of. */
  rowCount: number;
}

export type CatalogueReader = AsyncIterable<CatalogueRows>;

export function noRows(file: string): CatalogueRows {
  return { file, films: [], people: [], credits: [], refused: [], rowCount: 0 };
}

/** Says what is wrong with a row, to have it refused. */
export class RowFault extends Error {
  override name = 'RowFault';
}

/** Runs what reads a row; what is wrong with it is put down, and the rest goes on. */
export function readRow(rows: CatalogueRows, line: number, read: () => void): void {
  rows.rowCount++;
  try {
    read();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    rows.refused.push({ line, reason: error.message });
  }
}

const earliestYear = 1870;
const latestYear = 2200;
const mostInt = 2_147_483_647;
const longestTitle = 1_000;

/** A title or a name on one line. @throws RowFault */
export function cleanName(text: unknown, what: string): string {
  if (typeof text !== 'string') throw new RowFault(`has no ${what}`);
  const name = /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim();
  if (name === '') throw new RowFault(`has no ${what}`);
  if (name.length > longestTitle) throw new RowFault(`has a ${what} of ${name.length} letters`);
  checkLetters(name);
  return name;
}

export function cleanNameOrNull(text: unknown, what: string): string | null {
  return text === null || text === undefined || text === '' ? null : cleanName(text, what);
}

/** PostgreSQL keeps no NUL; U+FFFD is what stands where bytes were no UTF-8. */
function checkLetters(text: string): void {
  if (text.includes('\0')) throw new RowFault('holds a NUL byte');
  if (text.includes('\uFFFD')) throw new RowFault('is not valid UTF-8');
}

/** @throws RowFault for what is no year that a film can be of. */
export function checkYear(year: number | null): number | null {
  if (year === null) return null;
  if (Number.isInteger(year) && year >= earliestYear && year <= latestYear) return year;
  throw new RowFault(`has a year that no film can be of (${String(year).slice(0, 20)})`);
}

/** @returns null where nobody who is alive for films was born then: catalogues know of Homer. */
export function birthYearOf(year: number): number | null {
  return Number.isInteger(year) && year >= 1800 && year <= latestYear ? year : null;
}

/** @returns null for what cannot be, "0" or two months, which does not make the film worth less. */
export function runtimeOf(minutes: number): number | null {
  return Number.isInteger(minutes) && minutes > 0 && minutes < 10_000 ? minutes : null;
}

/** @returns a count; null for what is none. */
export function countOf(value: unknown): number | null {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= mostInt
    ? (value as number)
    : null;
}

export function averageOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 10 ? value : null;
}

/** @throws RowFault unless it is a number of TMDB's. */
export function checkTmdbId(id: unknown): number {
  const number = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id;
  if (Number.isInteger(number) && (number as number) > 0 && (number as number) <= mostInt) {
    return number as number;
  }
  throw new RowFault('has no id that TMDB could have given');
}

/** "tt0113627". @returns null for what is none. */
export function imdbIdOf(id: unknown, prefix: 'tt' | 'nm'): string | null {
  return typeof id === 'string' && id.startsWith(prefix) && /^\d{7,9}$/.test(id.slice(2)) ? id : null;
}
