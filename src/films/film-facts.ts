import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type Conditions, numberRange } from '../database/keyset';
import { badUserInput } from '../errors';
import { type GenreCriteria, GenreFilter, toGenreCriteria } from '../genres/genre-filter';
import { fromIdOf } from '../graphql/node';
import { NotAfter } from '../graphql/not-after';
import { CreditRole } from './credit-role';

/** What films can be narrowed to, and reviews by the film that they are about. */
@InputType()
export abstract class FilmFactsFilter {
  @Field(() => ID, { nullable: true, description: 'The film is of this genre.' })
  genre?: string | null;

  @Field(() => GenreFilter, {
    nullable: true,
    description: 'The film is of any, all or none of some genres.',
  })
  @IsOptional()
  @ValidateNested()
  genres?: GenreFilter | null;

  @Field(() => ID, {
    nullable: true,
    description: 'This person has a credit on the film, of any role unless role says which.',
  })
  person?: string | null;

  @Field(() => CreditRole, {
    nullable: true,
    description: 'What the person did on the film. Only beside person.',
  })
  role?: CreditRole | null;

  @Field(() => Int, { nullable: true, description: 'The film was released in this year or later.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9999)
  @NotAfter('releasedTo')
  releasedFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'The film was released in this year or earlier.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9999)
  releasedTo?: number | null;
}

/** All that are given must hold. */
export interface FilmFacts {
  genres?: GenreCriteria;
  credit?: { personId: number; role: CreditRole | null };
  /** A film whose year is not known was released in no year. */
  releasedFrom?: number;
  releasedTo?: number;
}

export function toFilmFacts(filter: FilmFactsFilter): FilmFacts {
  const { genre, genres, person, role, releasedFrom, releasedTo } = filter;
  if (role != null && person == null) throw badUserInput('role needs person: say whose credit it is.');
  return {
    ...((genre != null || genres != null) && { genres: toGenreCriteria(genres ?? {}, genre) }),
    ...(person != null && { credit: { personId: fromIdOf('Person', person), role: role ?? null } }),
    ...(releasedFrom != null && { releasedFrom }),
    ...(releasedTo != null && { releasedTo }),
  };
}

/** The year of a film to put it in order by, as indexes have it: 0 where it is not known. */
export const yearKey = (releaseYear: string) => `coalesce(${releaseYear}, 0)`;

/**
 * @param film where the id and the year of the film stand.
 * @param isLatestFirst whether the list is in order by the year, downwards.
 */
export function filmFactConditions(
  film: { id: string; releaseYear: string },
  isLatestFirst: boolean,
): Conditions<FilmFacts> {
  const year = numberRange(yearKey(film.releaseYear), isLatestFirst);
  const hasGenre = (test: string) =>
    `EXISTS (SELECT FROM film_genre WHERE film_genre.film_id = ${film.id} AND film_genre.genre_id ${test})`;
  return {
    genres: ({ anyOf, allOf, noneOf, isContradiction }, bind) =>
      [
        ...(isContradiction ? ['false'] : []), // PostgreSQL would look through all films for one
        ...(anyOf ? [hasGenre(`= ANY(${bind(anyOf)}::int[])`)] : []),
        ...(allOf ?? []).map((genre) => hasGenre(`= ${bind(genre)}`)),
        ...(noneOf ? [`NOT ${hasGenre(`= ANY(${bind(noneOf)}::int[])`)}`] : []),
      ].join(' AND ') || 'true',
    // An array, and not EXISTS: of a person there are few, and by them it must be found whatever the order is.
    credit: ({ personId, role }, bind) =>
      `${film.id} = ANY(ARRAY(SELECT credit.film_id FROM credit WHERE credit.person_id = ${bind(personId)}${
        role ? ` AND credit.role = ${bind(role)}` : ''
      }))`,
    releasedFrom: year.atLeast,
    releasedTo: (last, bind) => `${year.atLeast(1, bind)} AND ${year.atMost(last, bind)}`,
  };
}
