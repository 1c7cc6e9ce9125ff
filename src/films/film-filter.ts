import { IsInt, IsOptional, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { NotAfter } from '../graphql/not-after';
import { type FilmFacts, FilmFactsFilter, toFilmFacts } from './film-facts';

@InputType({ description: 'Which films; all that is given must hold.' })
export class FilmFilter extends FilmFactsFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether there is a published review of the film.' })
  isReviewed?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'There are so many published reviews of it or more.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @NotAfter('reviewsTo')
  reviewsFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'There are so many published reviews of it or fewer.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  reviewsTo?: number | null;
}

/** What a list of films can be narrowed to; all that is given must hold. */
export interface FilmCriteria extends FilmFacts {
  isReviewed?: boolean;
  /** Of published ones. */
  reviewsFrom?: number;
  reviewsTo?: number;
}

export function toFilmCriteria(filter: FilmFilter): FilmCriteria {
  const { isReviewed, reviewsFrom, reviewsTo } = filter;
  return {
    ...toFilmFacts(filter),
    ...(isReviewed != null && { isReviewed }),
    ...(reviewsFrom != null && { reviewsFrom }),
    ...(reviewsTo != null && { reviewsTo }),
  };
}
