import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Conditions } from '../database/keyset';
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
  genreId?: number;
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
    ...(genre != null && { genreId: fromIdOf('Genre', genre) }),
    ...(genres != null && { genres: toGenreCriteria(genres) }),
    ...(person != null && { credit: { personId: fromIdOf('Person', person), role: role ?? null } }),
    ...(releasedFrom != null && { releasedFrom }),
    ...(releasedTo != null && { releasedTo }),
  };
}

/** The year of a film to put it in order by, as indexes have it: 0 where it is not known. */
export const yearKey = (releaseYear: string) => `coalesce(${releaseYear}, 0)`;

/** @param film where the id and the year of the film stand. */
export function filmFactConditions(film: { id: string; releaseYear: string }): Conditions<FilmFacts> {
  const hasGenre = (test: string) =>
    `EXISTS (SELECT FROM film_genre WHERE film_genre.film_id = ${film.id} AND film_genre.genre_id ${test})`;
  return {
    genreId: (genre, bind) => hasGenre(`= ${bind(genre)}`),
    genres: ({ anyOf, allOf, noneOf }, bind) =>
      [
        ...(anyOf ? [hasGenre(`= ANY(${bind(anyOf)}::int[])`)] : []),
        ...(allOf ?? []).map((genre) => hasGenre(`= ${bind(genre)}`)),
        ...(noneOf ? [`NOT ${hasGenre(`= ANY(${bind(noneOf)}::int[])`)}`] : []),
      ].join(' AND ') || 'true',
    credit: ({ personId, role }, bind) =>
      `EXISTS (SELECT FROM credit WHERE credit.film_id = ${film.id} AND credit.person_id = ${bind(personId)}${
        role ? ` AND credit.role = ${bind(role)}` : ''
      })`,
    releasedFrom: (year, bind) => `${yearKey(film.releaseYear)} >= ${bind(year)}`,
    releasedTo: (year, bind) => `${yearKey(film.releaseYear)} BETWEEN 1 AND ${bind(year)}`,
  };
}
