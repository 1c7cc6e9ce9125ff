import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError, unreadable } from '../../errors';
import { FactsSource } from '../../films/facts-source';
import type { CatalogueReader } from './catalogue';
import { readFilms } from './films';
import { type ImdbFile, imdbColumns, readImdb } from './imdb';
import { SourceFile } from './source-file';
import { readTmdbLines } from './tmdb';
import { readTmdbCsv, tmdbCsvColumns } from './tmdb-csv';
import { readWikipedia } from './wikipedia';

/** All files of one run that are of one catalogue. */
export interface Catalogue {
  source: FactsSource;
  /** Whether it knows people by ids, and not by their names alone. */
  hasPersonIds: boolean;
  files: SourceFile[];
  read(): CatalogueReader;
}

/** Films as `reelgraph export --films` writes them. */
export interface FilmRecords {
  source: 'RECORDS';
  files: SourceFile[];
}

type FileKind =
  | `imdb ${ImdbFile}`
  | 'tmdb lines'
  | 'tmdb movies'
  | 'tmdb credits'
  | 'wikipedia'
  | 'films'
  | 'film records';

interface FoundFile {
  file: SourceFile;
  kind: FileKind;
}

/**
 * @param paths files, told apart by what is in them, and folders, of which the files that are of no catalogue are
 *              left out.
 * @throws OperatorError for a path that is not there, or is of no catalogue, or where a part of one is missing.
 */
export async function findCatalogues(paths: readonly string[]): Promise<(Catalogue | FilmRecords)[]> {
  const files: FoundFile[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
    const found = isFolder ? await filesIn(path) : [path];
    const kinds = await Promise.all(found.map(openFile));
    const known = kinds.flatMap(({ file, kind }) => (kind ? [{ file, kind }] : []));
    if (known.length === 0) {
      throw new OperatorError(
        isFolder ? `${path}: is a folder without files of a catalogue` : `${path}: ${whatIsTaken}`,
      );
    }
    files.push(...known);
  }
  return toCatalogues(files);
}

const whatIsTaken =
  'is of no catalogue that is known; --help lists what is, and a file is told by what it begins with';

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
}

async function openFile(path: string): Promise<{ file: SourceFile; kind: FileKind | undefined }> {
  const file = await SourceFile.open(path);
  return { file, kind: kindOf((await file.head()).toString('utf8').replace(/^\uFEFF/, '')) };
}

/** What a file is, by how it begins. */
export function kindOf(head: string): FileKind | undefined {
  const [firstLine = ''] = head.trimStart().split(/\r?\n/, 1);
  for (const [name, columns] of Object.entries(imdbColumns)) {
    if (firstLine === columns.join('\t')) return `imdb ${name as ImdbFile}`;
  }
  const columns = new Set(firstLine.split(','));
  if (tmdbCsvColumns.credits.every((column) => columns.has(column))) return 'tmdb credits';
  if (tmdbCsvColumns.movies.every((column) => columns.has(column))) return 'tmdb movies';
  if (/^\s*\[\s*\{/.test(head)) return 'wikipedia';
  // The line may go on behind what was read of the file.
  if (!firstLine.startsWith('{')) return undefined;
  if (/"(release_date|original_title|imdb_id|vote_count)"\s*:/.test(firstLine)) return 'tmdb lines';
  // Of the film itself: it stands before any list.
  return /^\{[^[{]*"slug"\s*:/.test(firstLine) ? 'film records' : 'films';
}

/** The catalogues in the order in which they are merged: what has slugs of its own first, and those that know people by ids before those that have names. */
function toCatalogues(files: readonly FoundFile[]): (Catalogue | FilmRecords)[] {
  const of = (kind: FileKind) => files.filter((found) => found.kind === kind).map(({ file }) => file);
  const only = (kind: FileKind, name: string) => {
    const [first, second] = of(kind);
    if (second) throw new OperatorError(`${second.name}: is ${name}, as ${first!.name} is; give one of them`);
    return first;
  };
  const catalogue = (
    source: FactsSource,
    parts: readonly (SourceFile | undefined)[],
    read: () => CatalogueReader,
  ): Catalogue[] => {
    const given = parts.filter((file) => file !== undefined);
    const hasPersonIds = source === FactsSource.IMDB || source === FactsSource.TMDB;
    return given.length === 0 ? [] : [{ source, hasPersonIds, files: given, read }];
  };

  const basics = only('imdb basics', "IMDb's title.basics");
  const crew = only('imdb crew', "IMDb's title.crew");
  const principals = only('imdb principals', "IMDb's title.principals");
  const names = only('imdb names', "IMDb's name.basics");
  const imdb = [basics, crew, principals, names];
  if (!basics && imdb.some((file) => file)) throw needs(imdb, "IMDb's title.basics.tsv.gz");
  if (!names && (crew || principals)) throw needs([crew, principals], "IMDb's name.basics.tsv.gz");

  const movies = only('tmdb movies', 'tmdb_5000_movies.csv');
  const credits = only('tmdb credits', 'tmdb_5000_credits.csv');
  if (!movies && credits) throw needs([credits], 'tmdb_5000_movies.csv');

  const [lines, wikipedia, films] = [of('tmdb lines'), of('wikipedia'), of('films')];
  const records = of('film records');
  return [
    ...(records.length > 0 ? [{ source: 'RECORDS' as const, files: records }] : []),
    ...catalogue(FactsSource.TMDB, lines, () => readTmdbLines(lines)),
    ...catalogue(FactsSource.TMDB, [movies, credits], () => readTmdbCsv({ movies: movies!, credits })),
    ...catalogue(FactsSource.IMDB, imdb, () => readImdb({ basics: basics!, crew, principals, names })),
    ...catalogue(FactsSource.FILMS, films, () => readFilms(films)),
    ...catalogue(FactsSource.WIKIPEDIA, wikipedia, () => readWikipedia(wikipedia)),
  ];
}

function needs(files: readonly (SourceFile | undefined)[], other: string): OperatorError {
  return new OperatorError(`${files.find((file) => file)!.name}: is of use together with ${other} only`);
}
