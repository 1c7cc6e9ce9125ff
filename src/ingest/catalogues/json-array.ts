import { isUtf8 } from 'node:buffer';
import { BrokenFile, type SourceFile } from './source-file';

const longestElementBytes = 8 * 1024 * 1024;
const [quote, backslash, lineEnd] = [0x22, 0x5c, 0x0a];
const openings = new Set([0x7b, 0x5b]); // { [
const closings = new Set([0x7d, 0x5d]);

export type ArrayElement = { line: number; text: string } | { line: number; reason: string };

/**
 * The objects of a JSON array, as text, with the line on which each begins; not more than one of them is held in
 * memory. A parser of JSON as a stream would lose, with the first fault, the rest of the file and the line.
 */
export async function* readArrayElements(file: SourceFile): AsyncGenerator<ArrayElement[]> {
  let line = 1;
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let startLine = 1;
  let parts: Buffer[] = [];
  let bytesHeld = 0;

  const endOfElement = (): ArrayElement => {
    const bytes = Buffer.concat(parts);
    const isTooLong = bytesHeld > longestElementBytes;
    parts = [];
    bytesHeld = 0;
    if (isTooLong)
      return { line: startLine, reason: `is longer than ${longestElementBytes / 1024 / 1024} MB` };
    return isUtf8(bytes)
      ? { line: startLine, text: bytes.toString('utf8') }
      : { line: startLine, reason: 'is not valid UTF-8' };
  };
  const hold = (bytes: Buffer) => {
    bytesHeld += bytes.length;
    if (bytesHeld <= longestElementBytes) parts.push(bytes);
    else parts = [];
  };

  try {
    for await (const chunk of file.bytes()) {
      const found: ArrayElement[] = [];
      let start = depth >= 2 ? 0 : -1;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at]!;
        if (byte === lineEnd) line++;
        if (isInText) {
          if (isEscaped) isEscaped = false;
          else if (byte === backslash) isEscaped = true;
          else if (byte === quote) isInText = false;
        } else if (byte === quote) isInText = true;
        else if (openings.has(byte)) {
          if (++depth === 2) {
            start = at;
            startLine = line;
          }
        } else if (closings.has(byte) && depth > 0 && --depth === 1) {
          hold(chunk.subarray(start, at + 1));
          start = -1;
          found.push(endOfElement());
        }
      }
      if (start >= 0) hold(chunk.subarray(start));
      yield found;
    }
    if (depth > 0) yield [{ line, reason: 'the file ends before the list does; get it again' }];
  } catch (error) {
    if (!(error instanceof BrokenFile)) throw error;
    yield [{ line, reason: error.message }];
  }
}

/** Whether a file begins as a JSON array does. */
export function beginsArray(head: string): boolean {
  return head.trimStart().startsWith('[');
}
