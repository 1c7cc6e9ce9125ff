import { accessSync, constants, createWriteStream, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { OperatorError } from '../errors';

/** So many of the rows that were refused are told on the screen; all of them stand in the report. */
const mostOnScreen = 10;

/** A row or an article that was refused, or taken in with a guess. */
export interface Finding {
  kind: 'refused' | 'doubt';
  file: string | null;
  line: number | null;
  /** In words that follow the name of the file. */
  reason: string;
}

/** All that was refused or is in doubt, in a file of JSON lines; the first refused on the screen too. */
export class ImportReport {
  /** Opened with the first finding that it is needed for: where there is none, no file is touched. */
  private stream: WriteStream | undefined;
  /** What a person has seen already, kept until there is more. */
  private seen = '';
  private refused = 0;
  private fault: unknown;

  constructor(
    readonly path: string,
    private readonly options: { isQuiet: boolean; say?: (line: string) => void },
  ) {}

  /** @param isSeen whether it stands on the screen: for that alone no file is written. */
  add(finding: Finding, { isSeen = false } = {}): void {
    const line = `${JSON.stringify(finding)}\n`;
    if (isSeen && !this.stream) {
      this.seen += line;
      return;
    }
    this.stream ??= this.open();
    this.stream.write(this.seen + line);
    this.seen = '';
    if (finding.kind === 'doubt' || this.options.isQuiet) return;
    const { say = console.error } = this.options;
    this.refused++;
    if (this.refused <= mostOnScreen) say(describeFinding(finding));
    if (this.refused === mostOnScreen + 1) say(`… all of them stand in ${this.path}`);
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

/**
 * Where somebody wants the report: told before an hour of work has nowhere to write it.
 * @throws OperatorError where the folder is not there, or nothing can be written to it.
 */
export function reportPathIn(given: string): string {
  try {
    accessSync(dirname(given), constants.W_OK);
  } catch {
    throw new OperatorError(`--report ${given}: its folder is not there, or cannot be written to`);
  }
  return given;
}

export function describeFinding({ file, line, reason }: Finding): string {
  const place = [file, line === null ? null : `line ${line}`].filter((part) => part !== null).join(', ');
  return place === '' ? reason : `${place}: ${reason}`;
}
