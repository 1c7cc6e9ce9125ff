/** Room for the longest article by far, with its film's whole cast. */
export const longestLine = 4 * 1024 ** 2;

export interface TextLine {
  /** Undefined where the line is longer than any may be: it was not kept. */
  bytes: Uint8Array | undefined;
  /** Counted from 1. */
  number: number;
}

/** The lines of a stream, without their ends, CR included; one that is too long costs no memory. */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  let kept: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  const take = (): TextLine => {
    number++;
    const bytes = length > longestLine ? undefined : Buffer.concat(kept);
    kept = [];
    length = 0;
    return { bytes: bytes?.at(-1) === 13 ? bytes.subarray(0, -1) : bytes, number };
  };
  const keep = (piece: Uint8Array) => {
    length += piece.length;
    if (length <= longestLine) kept.push(piece);
    else kept = [];
  };
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
