import type { Random } from './random';
import type { PeopleScale } from './scale';
import { FilmsByYear } from './years';

/** People of one trade, busiest first. */
export interface Careers {
  /** How many films each is worth; what it comes to is left to the draw. */
  films: Float64Array;
  /** First and last year of each, both within it. */
  from: Int16Array;
  to: Int16Array;
}

const longestCareer = 60;

/**
 * People with a time in which they work. The busier they are, the longer: in TMDB's films the first and the
 * last of those with 2 or 3 films lie 6 years apart, with 4 to 6 13, with 7 to 12 19, with 13 to 25 25, with more 32.
 */
export function makeCareers(
  random: Random,
  scale: PeopleScale,
  { filmsByYear, credits }: { filmsByYear: FilmsByYear; credits: number },
): Careers {
  const films = zipfMandelbrot(scale, credits);
  const from = new Int16Array(films.length);
  const to = new Int16Array(films.length);
  for (let person = 0; person < films.length; person++) {
    const usual = 7 + 7.5 * Math.log(Math.max(1, films[person]!));
    const years = Math.min(longestCareer, usual * (0.7 + 0.6 * random.next()));
    // Where there are more films there are more people: so each year's work is shared out to its own.
    const middle = filmsByYear.drawYear(random);
    from[person] = Math.round(middle - years / 2);
    to[person] = Math.round(middle + years / 2);
  }
  return { films, from, to };
}

/**
 * How many films each of a trade has, most first: busiest × q / (rank + q), rank from 0, with the q that makes
 * the sum come out. Of laws with so few figures it lies closest to TMDB's casts (ranks 0, 100, 1000, 5000,
 * 10000: 100, 48, 20, 6, 3 films).
 * Source: Mandelbrot 1953, with exponent 1.
 */
export function zipfMandelbrot({ people, busiest }: PeopleScale, sum: number): Float64Array {
  const sumFor = (q: number) => busiest * q * Math.log((people + q) / q);
  let low = 1e-3;
  let high = people;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (sumFor(middle) < sum) low = middle;
    else high = middle;
  }
  return Float64Array.from({ length: people }, (_, rank) => (busiest * low) / (rank + low));
}
