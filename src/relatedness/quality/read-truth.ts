import { stat } from 'node:fs/promises';
import { OperatorError, unreadable } from '../../errors';
import type { CompleteFilms } from './complete-films';
import { objectIn } from './json-line';
import { LineFault, readLines } from './lines';
import type { FindMovie } from './movie-links';
import type { Progress } from './progress';
import { RatingsReader } from './ratings';
import { SeriesReader } from './series';
import type { Truth } from './truth';
import { WhoLikedBothReader } from './who-liked-both';

interface TruthReader {
  /** @throws LineFault */
  take(line: string): void;
  finish(): Truth | Promise<Truth>;
}

/**
 * Read what should be found, in whichever form the first line of the file shows it to be.
 * @throws OperatorError of one line that names the file and, where one is to blame, the line.
 */
export async function readTruth(
  path: string,
  films: CompleteFilms,
  { findMovie, progress }: { findMovie: FindMovie; progress: Progress },
): Promise<Truth> {
  const { size } = await stat(path).catch((error) => {
    throw unreadable(path, error);
  });
  let reader: TruthReader | undefined;
  const readerFor = (firstLine: string): TruthReader => {
    if (WhoLikedBothReader.reads(firstLine)) return new WhoLikedBothReader(path, films);
    if (SeriesReader.reads(firstLine)) return new SeriesReader(path, films);
    if (RatingsReader.reads(firstLine)) {
      return new RatingsReader(path, films, { findMovie, progress });
    }
    if (firstLine.trimStart().startsWith('{')) objectIn(firstLine);
    throw new LineFault('is no truth of a known form: see reelgraph evaluate --help');
  };
  progress.begin(`reading ${path}`, size);
  await readLines(
    path,
    (line) => {
      reader ??= readerFor(line);
      reader.take(line);
    },
    (read) => progress.count(read),
  );
  progress.end();
  if (!reader) throw new OperatorError(`${path}: is empty`);
  const truth = await reader.finish();
  if (truth.queries.length === 0) {
    const why = truth.notes.length > 0 ? `: ${truth.notes.join('; ')}` : '';
    throw new OperatorError(`${path}: has nothing to ask about the films${why}`);
  }
  return truth;
}
