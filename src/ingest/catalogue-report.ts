import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { SingleBar } from 'cli-progress';
import { coloursFor } from '../colours';
import type { SourceFile } from './catalogues/source-file';
import type { CatalogueFinding, ImportedCatalogue } from './import-catalogue';

const pc = coloursFor(process.stderr);

/** So many of the rows that were refused are told on the screen; all of them stand in the report. */
const mostOnScreen = 10;
const redrawMs = 200;

/** Tells a person at the terminal how far it is: a bar with rate and time left, or a line a file where it is piped. */
export class CatalogueProgress {
  private readonly bar: SingleBar | undefined;
  private readonly startedAt = performance.now();
  private readonly total: number;
  private rows = 0;
  private fileRows = 0;
  private file: string | undefined;
  private drawnAt = 0;

  constructor(
    private readonly files: readonly SourceFile[],
    private readonly options: { isQuiet: boolean },
  ) {
    this.total = files.reduce((sum, { size }) => sum + size, 0);
    if (options.isQuiet || !process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format: '  {bar} {percentage} % · {rate} rows/s · {left} left',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.bar.start(this.total, 0, { rate: '0', left: '?' });
  }

  add(rows: number, file: string): void {
    if (file !== this.file) this.endFile();
    this.file = file;
    this.rows += rows;
    this.fileRows += rows;
    const now = performance.now();
    if (!this.bar || now - this.drawnAt < redrawMs) return;
    this.drawnAt = now;
    const seconds = (now - this.startedAt) / 1000;
    const read = this.files.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    const left = read === 0 ? '?' : `${Math.ceil((seconds * (this.total - read)) / read)} s`;
    this.bar.update(read, { rate: Math.round(this.rows / seconds).toLocaleString('en'), left });
  }

  /** What is done after the files have been read: how long it takes cannot be said. */
  step(step: string): void {
    this.endFile();
    this.bar?.stop();
    if (!this.options.isQuiet) console.error(`  ${pc.dim(step)}`);
  }

  end(): void {
    this.bar?.stop();
  }

  private endFile(): void {
    if (this.file && !this.options.isQuiet && !this.bar) {
      console.error(`  ${this.file}: ${this.fileRows.toLocaleString('en')} rows`);
    }
    this.file = undefined;
    this.fileRows = 0;
  }
}

/** All that was refused or is in doubt, in a file of JSON lines; the first refused on the screen too. */
export class CatalogueReport {
  /** Opened with the first finding: where there is none, no file is touched. */
  private stream: WriteStream | undefined;
  private refused = 0;
  private fault: unknown;

  constructor(
    readonly path: string,
    private readonly options: { isQuiet: boolean },
  ) {}

  add(finding: CatalogueFinding): void {
    this.stream ??= this.open();
    this.stream.write(`${JSON.stringify(finding)}\n`);
    if (finding.kind === 'doubt' || this.options.isQuiet) return;
    this.refused++;
    if (this.refused <= mostOnScreen) console.error(describeFinding(finding));
    if (this.refused === mostOnScreen + 1) console.error(`… all of them stand in ${this.path}`);
  }

  /** @returns whether there is anything in it. @throws what went wrong in writing it. */
  async end(): Promise<boolean> {
    if (!this.stream) return false;
    this.stream.end();
    await finished(this.stream).catch(() => undefined);
    if (this.fault) throw this.fault;
    return true;
  }

  private open(): WriteStream {
    const stream = createWriteStream(this.path);
    stream.on('error', (error) => {
      this.fault = error;
    });
    return stream;
  }
}

export function describeFinding({ file, line, reason }: CatalogueFinding): string {
  const place = [file, line === null ? null : `line ${line}`].filter((part) => part !== null).join(', ');
  return place === '' ? reason : `${place}: ${reason}`;
}

/** "IMDB: 5 films and 13 credits added, 1 film changed; 32 rows, 1 refused, 2 doubts" */
export function summarizeCatalogue(imported: ImportedCatalogue, { isDryRun }: { isDryRun: boolean }): string {
  const written = [
    [imported.filmsAdded, 'film', 'added'],
    [imported.peopleAdded, 'person', 'added'],
    [imported.creditsAdded, 'credit', 'added'],
    [imported.genresAdded, 'genre of a film', 'added'],
    [imported.filmsChanged, 'film', 'changed'],
    [imported.peopleChanged, 'person', 'changed'],
    [imported.creditsChanged, 'credit', 'changed'],
  ] as const;
  const parts = written
    .filter(([number]) => number > 0)
    .map(([number, thing, verb]) => `${count(number, thing)} ${verb}`);
  const what = parts.length > 0 ? parts.join(', ') : 'nothing changed';
  const read = [
    `${count(imported.rows, 'row')} read`,
    ...(imported.refused > 0 ? [`${imported.refused.toLocaleString('en')} refused`] : []),
    ...(imported.doubts > 0 ? [count(imported.doubts, 'doubt')] : []),
  ].join(', ');
  return `${imported.source}${isDryRun ? ', if it were merged' : ''}: ${what}; ${read}`;
}

const plurals: Record<string, string> = { person: 'people', 'genre of a film': 'genres of films' };

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? thing : (plurals[thing] ?? `${thing}s`)}`;
}
