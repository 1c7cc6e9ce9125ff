/** Numbers to a film: as many as fill a cache line, so that to look at a film is one access to memory. */
export const filmStride = 8;

/**
 * Large blocks of memory begin 16 bytes behind a page where glibc gives them out, and cache lines 64 bytes apart:
 * from here on films and lines fall together. Elsewhere it costs a second access, and nothing else.
 */
const firstLine = 48;

/** Where each number of a film stands, from `film * filmStride` on. */
export const filmField = {
  /** NaN where it is not known. */
  year: 0,
  /** By what the score is multiplied for fame: 1 + fameBonus × log10(1 + votes). */
  fame: 1,
  genreSet: 2,
  /** Of all its people: Σ weight × billing. */
  peopleWorth: 3,
  /** Of all its people: Σ weight × billing × ln(df + 1). */
  peopleLoss: 4,
  /** 1 if there is a published review, 0 if not. */
  isReviewed: 5,
  /** The average vote, 0 to 10; NaN where it is not known. */
  rating: 6,
  /** log10(1 + votes), 0 to 6. */
  voters: 7,
} as const;

/** What is known of each film, by its ordinal. */
export class FilmTable {
  values = alignedNumbers(1024 * filmStride);

  get(film: number, field: number): number {
    return this.values[film * filmStride + field]!;
  }

  set(film: number, field: number, value: number): void {
    this.values[film * filmStride + field] = value;
  }

  makeRoom(films: number): void {
    if (films * filmStride > this.values.length) this.reserve(Math.ceil(films * 1.3));
  }

  reserve(films: number): void {
    if (films * filmStride <= this.values.length) return;
    const larger = alignedNumbers(films * filmStride);
    larger.set(this.values);
    this.values = larger;
  }
}

function alignedNumbers(length: number): Float64Array {
  return new Float64Array(new ArrayBuffer(firstLine + length * 8), firstLine, length);
}
