import { LineFault } from './lines';

export interface Rating {
  userId: number;
  movieId: number;
  /** Of 5. */
  stars: number;
  /** In seconds since 1970. */
  time: number;
}

interface RatingForm {
  separator: string;
  hasHeader: boolean;
  reads(firstLine: string): boolean;
}

/** How MovieLens has published its ratings: since 2015 as ratings.csv, before as ratings.dat, first of all as u.data. */
const forms: RatingForm[] = [
  { separator: ',', hasHeader: true, reads: (line) => /^userId,movieId,rating,timestamp\s*$/.test(line) },
  { separator: '::', hasHeader: false, reads: (line) => /^\d+::\d+::/.test(line) },
  { separator: '\t', hasHeader: false, reads: (line) => /^\d+\t\d+\t/.test(line) },
];

export function ratingFormOf(firstLine: string): RatingForm | undefined {
  return forms.find((form) => form.reads(firstLine));
}

/** @throws LineFault if it is not user, movie, rating and time, the rating 0 to 5. */
export function parseRating(line: string, { separator }: RatingForm): Rating {
  const fields = line.split(separator);
  if (fields.length !== 4) throw new LineFault('must have four fields: user, movie, rating, time');
  const [user, movie, rating, time] = fields as [string, string, string, string];
  const stars = Number(rating);
  if (!/^\d+(\.\d+)?$/.test(rating) || stars > 5)
    throw new LineFault('the rating must be a number from 0 to 5');
  if (!/^\d+$/.test(time)) throw new LineFault('the time must be a whole number of seconds');
  return {
    userId: wholeNumber('user', user),
    movieId: wholeNumber('movie', movie),
    stars,
    time: Number(time),
  };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw new LineFault(`the ${name} must be a whole number`);
  }
  return number;
}
