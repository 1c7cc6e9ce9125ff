import { createReadStream } from 'node:fs';
import { OperatorError, unreadable } from '../../errors';

/** What is wrong with a line, in a few words. */
export class LineFault extends Error {}

/** So many characters are no line of a text any more, but a file of another kind. */
const longestLine = 1 << 24;

/**
 * Read a text file line by line, in memory for one piece of it at a time. Empty lines are passed over.
 * @param take is given each line without its end, and its number, from 1; it may throw a LineFault.
 * @param onRead is told how many bytes have been read since it was last told.
 * @throws OperatorError that names the file and, where one is to blame, the line.
 */
export async function readLines(
  path: string,
  take: (line: string, number: number) => void,
  onRead?: (bytes: number) => void,
): Promise<void> {
  let number = 0;
  const takeLine = (line: string) => {
    number++;
    if (line.trim() === '') return;
    take(line.endsWith('\r') ? line.slice(0, -1) : line, number);
  };
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop()!;
      for (const line of lines) takeLine(line);
      if (rest.length > longestLine) throw new OperatorError(`${path}: line ${number + 1}: is too long`);
      onRead?.(chunk.length);
    }
    takeLine(rest + decoder.decode());
  } catch (error) {
    if (error instanceof LineFault) throw new OperatorError(`${path}: line ${number}: ${error.message}`);
    if (error instanceof OperatorError) throw error;
    throw unreadable(path, error);
  }
}
