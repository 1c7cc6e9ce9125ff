import { grown } from './int-lists';

/** Numbers to a film: as many as fill a cache line, so that to look at a film is one access to memory. */
export const filmStride = 8;

/** Where each number of a film stands, from `film * filmStride` on. */
export const filmField = {
  /** NaN where it is not known. */
  year: 0,
  /** By what the score is multiplied for fame. */
  fame: 1,
  genreSet: 2,
  /** Of all its people: Σ weight × billing. */
  peopleWorth: 3,
  /** Of all its people: Σ weight × billing × ln(df + 1). */
  peopleLoss: 4,
  /** 1 if there is a published review, 0 if not. */
  isReviewed: 5,
  /** While a question is answered: what the people shared with its film say, before any factor. */
  sharedWorth: 6,
  /** And how many features those are; 0 at all other times. */
  sharedCount: 7,
} as const;

/** What is known of each film, by its ordinal. */
export class FilmTable {
  values = new Float64Array(1024 * filmStride);

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
    if (films * filmStride > this.values.length) this.values = grown(this.values, films * filmStride);
  }
}
