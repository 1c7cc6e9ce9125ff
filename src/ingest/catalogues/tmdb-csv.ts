import { once } from 'node:events';
import { type CsvError, type Info, parse } from 'csv-parse';
import { type CatalogueReader, type CatalogueRows, noRows, RowFault, readRow } from './catalogue';
import { IdSet } from './id-set';
import type { SourceFile } from './source-file';
import { addCredits, type TmdbFilm, toFilm } from './tmdb';

/** What the columns of the two files are told by, among others. */
export const tmdbCsvColumns = {
  movies: ['genres', 'id', 'original_title', 'release_date', 'title'],
  credits: ['movie_id', 'title', 'cast', 'crew'],
} as const;

export interface TmdbCsvFiles {
  movies: SourceFile;
  credits?: SourceFile | undefined;
}

const longestRecordBytes = 8 * 1024 * 1024;
const recordsAYield = 500;

/**
 * Read the TMDB 5000 data set: films in one CSV, their credits in another, lists in both as JSON within the CSV.
 * Source: https://www.kaggle.com/datasets/tmdb/tmdb-movie-metadata
 */
export async function* readTmdbCsv({ movies, credits }: TmdbCsvFiles): CatalogueReader {
  const films = new IdSet();
  const people = new IdSet();
  yield* readRecords(movies, (record, rows, line) => {
    const said = { ...record, genres: listIn(record.genres, 'genres') };
    const film = toFilm(
      {
        ...said,
        vote_count: numberIn(record.vote_count),
        vote_average: numberIn(record.vote_average),
      } as TmdbFilm,
      credits !== undefined,
    );
    if (!films.add(film.tmdbId)) throw new RowFault(`is film ${film.key}, as a line before is`);
    rows.films.push({ ...film, line });
  });
  if (!credits) return;
  yield* readRecords(credits, (record, rows, line) => {
    const id = Number(record.movie_id);
    if (!films.has(id)) {
      throw new RowFault(
        `is about film ${record.movie_id?.slice(0, 20)}, which ${movies.name} does not have`,
      );
    }
    const cast = listIn(record.cast, 'cast');
    const crew = listIn(record.crew, 'crew');
    addCredits(rows, { filmKey: String(id), line, cast, crew, known: people });
  });
}

type CsvRecord = Record<string, string | undefined>;

/** @param take is given each record by the names of the columns, and the line on which it begins. */
async function* readRecords(
  file: SourceFile,
  take: (record: CsvRecord, rows: CatalogueRows, line: number) => void,
): CatalogueReader {
  let rows = noRows(file.name);
  let line = 1;
  const parser = parse({
    bom: true,
    columns: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRecordBytes,
    on_skip: (error: CsvError | undefined) => {
      rows.rowCount++;
      rows.refused.push({
        line: Number(error?.lines ?? line),
        reason: `is no record of the CSV (${error?.code})`,
      });
      return undefined;
    },
  });
  let broken: string | undefined;
  const feeding = feed(file, parser).catch((error: Error) => {
    broken = error.message;
    parser.end();
  });
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: CsvRecord; info: Info }>) {
      line++;
      const begins = line;
      line = info.lines;
      readRow(rows, begins, () => {
        for (const value of Object.values(record)) checkField(value);
        take(record, rows, begins);
      });
      if (rows.rowCount < recordsAYield) continue;
      yield rows;
      rows = noRows(file.name);
    }
    await feeding;
  } catch (error) {
    const { code } = error as CsvError;
    if (!code?.startsWith('CSV_')) throw error;
    rows.refused.push({ line: line + 1, reason: `the CSV breaks here (${code}); what follows was not read` });
  }
  if (broken) rows.refused.push({ line: line + 1, reason: broken });
  yield rows;
}

/** @throws BrokenFile where the file breaks off. */
async function feed(file: SourceFile, parser: ReturnType<typeof parse>): Promise<void> {
  for await (const chunk of file.bytes()) {
    if (parser.destroyed) return;
    if (!parser.write(chunk)) await once(parser, 'drain');
  }
  parser.end();
}

function checkField(value: string | undefined): void {
  if (value?.includes('\0')) throw new RowFault('holds a NUL byte');
  if (value?.includes('\uFFFD')) throw new RowFault('is not valid UTF-8');
}

function listIn(text: string | undefined, what: string): unknown[] {
  try {
    const list: unknown = JSON.parse(text || '[]');
    if (Array.isArray(list)) return list;
  } catch {
    // told below
  }
  throw new RowFault(`has ${what} that are no list in JSON`);
}

function numberIn(text: string | undefined): number | null {
  return text ? Number(text) : null;
}
