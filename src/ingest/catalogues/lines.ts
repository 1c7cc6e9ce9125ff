import { isUtf8 } from 'node:buffer';
import { BrokenFile, type SourceFile } from './source-file';

/** Longer than what any catalogue says of a film; a file without line ends must not fill the memory. */
const longestLineBytes = 8 * 1024 * 1024;
const lineEnd = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Some whole lines that follow each other. */
export interface Lines {
  /** Of the first of them; a file begins with 1. */
  number: number;
  /** Without their ends; "" also for one that is among the faults. */
  texts: string[];
  faults: { line: number; reason: string }[];
}

/**
 * Read a file as lines of UTF-8, with any line ends, with or without a byte-order mark; millions a second. What is
 * no text is a fault of its line. A file that breaks off has its last line, which is not whole, as a fault.
 */
export async function* readLines(file: SourceFile): AsyncGenerator<Lines> {
  let number = 1;
  let rest: Buffer[] = [];
  let restBytes = 0;
  let isAtStart = true;
  const tooLong: Lines['faults'][number]['reason'] = `is longer than ${longestLineBytes / 1024 / 1024} MB`;

  const keepRest = (bytes: Buffer) => {
    restBytes += bytes.length;
    if (restBytes <= longestLineBytes) rest.push(bytes);
    else rest = [];
  };
  const takeLines = (bytes: Buffer): Lines => {
    const isTooLong = restBytes > longestLineBytes;
    const end = isTooLong ? bytes.indexOf(lineEnd) + 1 : 0;
    const lines = toLines(isTooLong ? bytes.subarray(end) : Buffer.concat([...rest, bytes]), number);
    rest = [];
    restBytes = 0;
    if (isTooLong) {
      lines.texts.unshift('');
      lines.faults = lines.faults.map(({ line, reason }) => ({ line: line + 1, reason }));
      lines.faults.unshift({ line: number, reason: tooLong });
    }
    number += lines.texts.length;
    return lines;
  };

  try {
    for await (const chunk of file.bytes()) {
      const bytes = isAtStart && chunk.subarray(0, 3).equals(byteOrderMark) ? chunk.subarray(3) : chunk;
      isAtStart = false;
      const end = bytes.lastIndexOf(lineEnd) + 1;
      if (end > 0) yield takeLines(bytes.subarray(0, end));
      keepRest(bytes.subarray(end));
    }
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    yield { number, texts: [''], faults: [{ line: number, reason: error.message }] };
    return;
  }
  if (restBytes > 0) yield takeLines(Buffer.from('\n'));
}

/** @param bytes whole lines, each with its end. */
function toLines(bytes: Buffer, number: number): Lines {
  if (bytes.length === 0) return { number, texts: [], faults: [] };
  const text = bytes.toString('utf8');
  const texts = text.split('\n');
  texts.pop();
  if (text.includes('\r')) {
    for (let i = 0; i < texts.length; i++) if (texts[i]!.endsWith('\r')) texts[i] = texts[i]!.slice(0, -1);
  }
  const faults: Lines['faults'] = [];
  if (!isUtf8(bytes) || text.includes('\0')) {
    for (const [place, line] of texts.entries()) {
      // What was no UTF-8 has become U+FFFD; a file that holds that letter itself has been damaged before.
      const reason = line.includes('\0') ? 'holds a NUL byte' : 'is not valid UTF-8';
      if (!/[\0\uFFFD]/.test(line)) continue;
      faults.push({ line: number + place, reason });
      texts[place] = '';
    }
  }
  return { number, texts, faults };
}
