import { type Random, WeightedChoice } from './random';

export const firstYear = 1900;
export const lastYear = 2026;
const years = lastYear - firstYear + 1;

/** Cinema grows e-fold in so many years; TMDB's films do in 17 to 30, as one looks at the eighties or at now. */
const growthYears = 24;

/** Release years, the recent ones far more often, the year that is not over less. */
export function drawReleaseYears(random: Random, films: number): Int16Array {
  const choice = new WeightedChoice(
    Array.from({ length: years }, (_, year) => {
      const ago = years - 1 - year;
      return (Math.exp(-ago / growthYears) + 0.01) * (ago === 0 ? 0.3 : 1);
    }),
  );
  return Int16Array.from({ length: films }, () => firstYear + choice.draw(random));
}

/** Which films came out in which year. */
export class FilmsByYear {
  private readonly byYear: number[][] = Array.from({ length: years }, () => []);
  private readonly choice: WeightedChoice;

  constructor(releaseYears: Int16Array) {
    releaseYears.forEach((year, film) => void this.byYear[year - firstYear]!.push(film));
    this.choice = new WeightedChoice(this.byYear.map((films) => films.length));
  }

  /** A year, as often as it has films. */
  drawYear(random: Random): number {
    return firstYear + this.choice.draw(random);
  }

  /** How many films came out from one year to another, both within it; at least 1. */
  countBetween(from: number, to: number): number {
    let films = 0;
    for (let year = Math.max(from, firstYear); year <= Math.min(to, lastYear); year++) {
      films += this.byYear[year - firstYear]!.length;
    }
    return Math.max(1, films);
  }

  /** Years with films, oldest first. */
  *entries(): Iterable<{ year: number; films: readonly number[] }> {
    for (const [place, films] of this.byYear.entries()) {
      if (films.length > 0) yield { year: firstYear + place, films };
    }
  }
}
