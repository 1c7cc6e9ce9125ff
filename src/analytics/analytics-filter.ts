import { ArrayMaxSize, ArrayNotEmpty, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { fromIdOf } from '../graphql/node';

const mostNamed = 50;
const notEmpty = { message: '$property must not be empty: leave it out, or name one' };

@InputType({ description: 'Which articles figures are of; all that is given must hold.' })
export class AnalyticsFilter {
  @Field(() => [ID], {
    nullable: true,
    description: 'About a film that has at least one of these genres, 1 to 50.',
  })
  @IsOptional()
  @ArrayNotEmpty(notEmpty)
  @ArrayMaxSize(mostNamed)
  genres?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Written by one of these authors, 1 to 50.' })
  @IsOptional()
  @ArrayNotEmpty(notEmpty)
  @ArrayMaxSize(mostNamed)
  authors?: string[] | null;
}

/** Which articles are counted: published ones that all of this holds of. */
export interface ArticleCriteria {
  genreIds?: number[];
  authorIds?: number[];
}

/** @throws GraphQLError BAD_USER_INPUT for ids of anything else. */
export function toArticleCriteria(filter: AnalyticsFilter | null | undefined): ArticleCriteria {
  return {
    ...(filter?.genres && { genreIds: filter.genres.map((id) => fromIdOf('Genre', id)) }),
    ...(filter?.authors && { authorIds: filter.authors.map((id) => fromIdOf('Author', id)) }),
  };
}
