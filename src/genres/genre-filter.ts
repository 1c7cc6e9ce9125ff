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

export interface GenreCriteria {
  anyOf?: number[];
  allOf?: number[];
  noneOf?: number[];
}

export function toGenreCriteria({ anyOf, allOf, noneOf }: GenreFilter): GenreCriteria {
  const toIds = (ids: string[]) => [...new Set(ids.map((id) => fromIdOf('Genre', id)))];
  return {
    ...(anyOf && { anyOf: toIds(anyOf) }),
    ...(allOf && { allOf: toIds(allOf) }),
    ...(noneOf && { noneOf: toIds(noneOf) }),
  };
}
