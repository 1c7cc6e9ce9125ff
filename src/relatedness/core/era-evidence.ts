import { eraWorth, type Question } from './question';
import type { RelatednessIndex } from './relatedness-index';
import { eraFactor } from './score';

/** A place in the grid, and with how many films read a film there shares a person. */
export interface Place {
  genreSet: number;
  year: number;
  sharing: number;
}

/**
 * What nearness in years says, before fame. It counts only between films that share something, so what it says to
 * a film depends on the film's genres too.
 */
export class EraEvidence {
  /** To any film. */
  readonly most: number;
  private readonly ofOne: number;
  /** The films read, by their genre sets. */
  private readonly read = new Map<number, { years: number[]; sharesWith: (set: number) => boolean }>();
  /** To a film of a year, of all films read that have a genre, by its ordinal, and last of all films read. */
  private readonly byYear = new Map<number, Float64Array>();

  constructor(
    private readonly index: RelatednessIndex,
    questions: readonly Question[],
  ) {
    for (const { genreSet, year, countsEra, countsGenres } of questions) {
      if (!countsEra) continue;
      const parts = countsGenres ? index.genres.neighboursOf(genreSet).parts : undefined;
      const ofSet = this.read.get(genreSet) ?? {
        years: [],
        sharesWith: (set) => parts !== undefined && parts[set]! > 0,
      };
      this.read.set(genreSet, ofSet);
      ofSet.years.push(year);
    }
    this.ofOne = this.read.size > 0 ? eraWorth(index, 0, 0) : 0;
    // Between two of the years read about it is less than in one of them, being convex.
    const years = [...this.read.values()].flatMap(({ years }) => years);
    this.most = Math.max(0, ...years.map((year) => this.ofYear(year).at(-1)!));
  }

  /** A bound on `of` that is found sooner. */
  mostOf({ genreSet, year, sharing }: Place): number {
    const ofYear = this.ofYear(year);
    let most = sharing * this.ofOne;
    for (const genre of this.index.genres.members[genreSet]!) most += ofYear[genre]!;
    return Math.min(most, ofYear[ofYear.length - 1]!);
  }

  /** Who shares a person is taken to be of the same year, and to share no genre. */
  of({ genreSet, year, sharing }: Place): number {
    let sum = sharing * this.ofOne;
    for (const [set, { years, sharesWith }] of this.read) {
      if (!sharesWith(genreSet)) continue;
      const factor = eraFactor(this.index.profile, this.index.genres.inCommon(set, genreSet));
      for (const yearRead of years) sum += eraWorth(this.index, yearRead, year) * factor;
    }
    return Math.min(sum, this.ofYear(year).at(-1)!);
  }

  private ofYear(year: number): Float64Array {
    const known = this.byYear.get(year);
    if (known) return known;
    const { genreIds, members } = this.index.genres;
    const ofYear = new Float64Array(genreIds.length + 1);
    for (const [genreSet, { years }] of this.read) {
      for (const yearRead of years) {
        const worth = eraWorth(this.index, yearRead, year);
        ofYear[genreIds.length]! += worth;
        for (const genre of members[genreSet]!) ofYear[genre]! += worth;
      }
    }
    this.byYear.set(year, ofYear);
    return ofYear;
  }
}
