import { CreditRole } from '../films/credit-role';
import type { ArticleLine, FilmOfLine, PersonOfLine } from './articles/article-line';
import type { ExportedFilm, ExportedPerson, ExportedReview } from './export.store';

/** A review as a line of JSON, with the end of the line: what is not known is left out, and the order is always the same. */
export function exportedLine(review: ExportedReview): string {
  return `${JSON.stringify(toLine(review))}\n`;
}

/** A film in the words in which a review has it, likewise. */
export function exportedFilmLine(film: ExportedFilm): string {
  return `${JSON.stringify(toFilm(film))}\n`;
}

function toLine(review: ExportedReview): ArticleLine {
  const { film, author, ratingValue, ratingBest } = review;
  return {
    headline: review.headline,
    slug: review.slug,
    status: review.status,
    film: toFilm(film),
    author: { name: author.name, slug: author.slug, ...known('bio', author.bio) },
    publication: review.publication && {
      name: review.publication.name,
      slug: review.publication.slug,
    },
    ...known('datePublished', review.datePublished && dayOrMoment(review.datePublished)),
    ...known('copyrightYear', review.copyrightYear),
    ...(ratingValue !== null && ratingBest !== null && { rating: { value: ratingValue, best: ratingBest } }),
    ...known('sourceUrl', review.sourceUrl),
    createdAt: review.createdAt.toISOString(),
    updatedAt: review.updatedAt.toISOString(),
    body: review.body,
  };
}

function toFilm(film: ExportedFilm): FilmOfLine {
  const cast = film.credits.filter(({ role }) => role === CreditRole.ACTOR);
  return {
    title: film.title,
    slug: film.slug,
    ...known('originalTitle', film.originalTitle),
    ...known('releaseYear', film.releaseYear),
    ...known('runtimeMinutes', film.runtimeMinutes),
    ...known('imdbId', film.imdbId),
    ...known('tmdbId', film.tmdbId),
    ...known('wikidataId', film.wikidataId),
    ...known('voteCount', film.voteCount),
    ...known('voteAverage', film.voteAverage),
    genres: film.genres.map(({ name, slug }) => ({ name, slug })),
    directors: film.credits.filter(({ role }) => role === CreditRole.DIRECTOR).map(toPerson),
    cast: cast.map((credit, place) => ({
      ...toPerson(credit),
      ...known('character', credit.character),
      ...(credit.billing !== place && { billing: credit.billing }),
    })),
    crew: film.credits
      .filter(({ role }) => role !== CreditRole.DIRECTOR && role !== CreditRole.ACTOR)
      .map((credit) => ({ ...toPerson(credit), role: credit.role })),
    castIsComplete: film.castIsComplete,
    ...known('factsSource', film.factsSource),
  };
}

function toPerson(person: ExportedPerson): PersonOfLine {
  return {
    name: person.name,
    slug: person.slug,
    ...known('born', person.born),
    ...known('imdbId', person.imdbId),
    ...known('tmdbId', person.tmdbId),
    ...known('wikidataId', person.wikidataId),
  };
}

function known<Name extends string, Value>(name: Name, value: Value | null): { [key in Name]?: Value } {
  return value === null ? {} : ({ [name]: value } as { [key in Name]?: Value });
}

/** What was published on a day stands at its first moment. */
function dayOrMoment(date: Date): string {
  return date.toISOString().replace('T00:00:00.000Z', '');
}
