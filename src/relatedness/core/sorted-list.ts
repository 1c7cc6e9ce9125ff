const mostInChunk = 1024;

/** Numbers in an order of their own; fast to add to and take from, up to millions. */
export class SortedList {
  private readonly chunks: number[][] = [];

  /** @param compare negative where `a` comes before `b`, 0 only for the same. */
  constructor(private readonly compare: (a: number, b: number) => number) {}

  /** Of the numbers, eight bytes each as V8 keeps them. */
  get byteLength(): number {
    return this.chunks.reduce((sum, { length }) => sum + 8 * length, 0);
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (const chunk of this.chunks) yield* chunk;
  }

  add(value: number): void {
    const at = Math.min(this.chunkFor(value), this.chunks.length - 1);
    const chunk = this.chunks[at];
    if (!chunk) return void this.chunks.push([value]);
    chunk.splice(this.placeIn(chunk, value), 0, value);
    if (chunk.length > mostInChunk) this.chunks.splice(at + 1, 0, chunk.splice(mostInChunk >> 1));
  }

  remove(value: number): void {
    const at = this.chunkFor(value);
    const chunk = this.chunks[at];
    if (!chunk) return;
    const place = this.placeIn(chunk, value);
    if (chunk[place] !== value) return;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  /** @returns the first chunk that does not end before the value; the number of chunks if all do. */
  private chunkFor(value: number): number {
    return firstWhere(this.chunks.length, (chunk) => this.compare(this.chunks[chunk]!.at(-1)!, value) >= 0);
  }

  private placeIn(chunk: number[], value: number): number {
    return firstWhere(chunk.length, (place) => this.compare(chunk[place]!, value) >= 0);
  }
}

/** @returns the first of 0 up to `count` for which it holds, `count` if for none; once it holds it must go on. */
export function firstWhere(count: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
