import type { RequestContext } from '../graphql/context';
import type { ArticleCriteria } from './analytics-filter';
import { attach } from './attach';
import { type DoubtfulFilm, doubtfulFilms } from './doubtful-matches.store';
import type { DoubtfulMatch } from './graph.type';

export async function doubtfulMatches(
  criteria: ArticleCriteria,
  most: number,
  { sql, loaders }: RequestContext,
): Promise<DoubtfulMatch[]> {
  const doubtful = await doubtfulFilms(sql, criteria, most);
  const withFilms = await attach(doubtful, 'film', ({ filmId }) => filmId, loaders.filmById);
  const withOthers = await attach(withFilms, 'other', ({ otherId }) => otherId, loaders.filmById);
  return withOthers.map((row) => ({ ...row, because: reasonOf(row, row.film.title) }));
}

function reasonOf({ year, otherYear, headlines, confidence }: DoubtfulFilm, title: string): string {
  if (confidence !== null) {
    return `The two may be one: that is ${Math.round(confidence * 100)} % sure, and waits for an editor to decide.`;
  }
  if (headlines !== null) {
    const who = headlines === 1 ? 'A headline names' : `${headlines} headlines name`;
    return `${who} ${otherYear} as the year of the film, which is of ${year} here.`;
  }
  const isCalledSo = `Another film is called “${title}” too`;
  if (year === null && otherYear === null) return `${isCalledSo}, and of neither is the year known.`;
  if (year === null) return `${isCalledSo}, of ${otherYear}; the year of this one is not known.`;
  if (otherYear === null) return `${isCalledSo}; the year of that one is not known.`;
  return year === otherYear
    ? `${isCalledSo}, of ${year} as well.`
    : `${isCalledSo}, of ${otherYear} and not ${year}.`;
}
