import { SingleBar } from 'cli-progress';
import { coloursFor } from '../colours';

const pc = coloursFor(process.stderr);
const redrawMs = 200;

/** What is read, and how far. */
export interface Readable {
  /** In bytes on the disk; null where nobody can tell. */
  readonly size: number | null;
  readonly bytesRead: number;
}

/** Tells a person at the terminal how far it is: a bar with rate and time left, or a line a file where it is piped. */
export class ImportProgress {
  private readonly bar: SingleBar | undefined;
  private readonly startedAt = performance.now();
  private readonly total: number;
  private readonly isOpenEnded: boolean;
  private rows = 0;
  private fileRows = 0;
  private file: string | null = null;
  private drawnAt = 0;

  constructor(
    private readonly files: readonly Readable[],
    private readonly options: { isQuiet: boolean; unit: string },
  ) {
    this.total = files.reduce((sum, { size }) => sum + (size ?? 0), 0);
    this.isOpenEnded = files.some(({ size }) => size === null);
    if (options.isQuiet || !process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format: `  {bar} {percentage} % · {rate} ${options.unit}/s · {left} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    });
    this.bar.start(this.total, 0, { rate: '0', left: '?' });
  }

  /** @param file to tell of in a line of its own, where no bar tells; null for none. */
  add(rows: number, file: string | null): void {
    if (file !== this.file) this.endFile();
    this.file = file;
    this.rows += rows;
    this.fileRows += rows;
    const now = performance.now();
    if (!this.bar || now - this.drawnAt < redrawMs) return;
    this.drawnAt = now;
    const seconds = (now - this.startedAt) / 1000;
    const read = this.files.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    const left =
      read === 0 || this.isOpenEnded ? '?' : `${Math.ceil((seconds * (this.total - read)) / read)} s`;
    this.bar.update(read, { rate: Math.round(this.rows / seconds).toLocaleString('en'), left });
  }

  /** Where the bar stands, the line goes, and the bar comes again below it. */
  say(line: string): void {
    if (this.bar) process.stderr.write('\r\x1b[K');
    console.error(line);
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
      const unit = this.fileRows === 1 ? this.options.unit.replace(/s$/, '') : this.options.unit;
      console.error(`  ${this.file}: ${this.fileRows.toLocaleString('en')} ${unit}`);
    }
    this.file = null;
    this.fileRows = 0;
  }
}
