import { ArrayMaxSize, ArrayNotEmpty, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { fromIdOf } from '../graphql/node';

const mostGenres = 50;
const notEmpty = { message: 'genres.$property must not be empty: leave it out, or name a genre' };

@InputType({
  description:
    'Which genres the film has; all that is given must hold. A genre may be asked for and excluded: nothing is found then.',
})
export class GenreFilter {
  @Field(() => [ID], { nullable: true, description: 'At least one of these, 1 to 50.' })
  @IsOptional()
  @ArrayNotEmpty(notEmpty)
  @ArrayMaxSize(mostGenres)
  anyOf?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'All of these, 1 to 50.' })
  @IsOptional()
  @ArrayNotEmpty(notEmpty)
  @ArrayMaxSize(mostGenres)
  allOf?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'None of these, 1 to 50.' })
  @IsOptional()
  @ArrayNotEmpty(notEmpty)
  @ArrayMaxSize(mostGenres)
  noneOf?: string[] | null;
}

/** All that are given must hold. */
export interface GenreCriteria {
  anyOf?: number[];
  allOf?: number[];
  noneOf?: number[];
  /** Whether a genre that is needed is excluded. */
  isContradiction?: true;
}

/** @param one a genre that is asked for beside the filter, as one of `allOf`. */
export function toGenreCriteria(filter: GenreFilter, one?: string | null): GenreCriteria {
  const toIds = (ids: string[] | null | undefined) => [
    ...new Set((ids ?? []).map((id) => fromIdOf('Genre', id))),
  ];
  const [anyOf, noneOf] = [toIds(filter.anyOf), toIds(filter.noneOf)];
  const allOf = toIds([...(one == null ? [] : [one]), ...(filter.allOf ?? [])]);
  const isExcluded = (id: number) => noneOf.includes(id);
  return {
    ...(anyOf.length > 0 && { anyOf }),
    ...(allOf.length > 0 && { allOf }),
    ...(noneOf.length > 0 && { noneOf }),
    ...((allOf.some(isExcluded) || (anyOf.length > 0 && anyOf.every(isExcluded))) && {
      isContradiction: true as const,
    }),
  };
}
