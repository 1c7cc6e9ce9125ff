import { IsOptional, Length, Max, Min } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType } from 'type-graphql';
import { type FilmFacts, FilmFactsFilter, toFilmFacts } from '../films/film-facts';
import { fromIdOf } from '../graphql/node';
import { NotAfter } from '../graphql/not-after';

@InputType({ description: 'Which reviews; all that is given must hold.' })
export class ReviewFilter extends FilmFactsFilter {
  @Field(() => ID, { nullable: true, description: 'Of this film.' })
  film?: string | null;

  @Field(() => ID, { nullable: true, description: 'Written by this author.' })
  author?: string | null;

  @Field(() => ID, { nullable: true, description: 'That appeared in this publication.' })
  publication?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'Published then or later. Where no date is known, the first day of the copyright year counts.',
  })
  @IsOptional()
  @NotAfter('publishedTo')
  publishedFrom?: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'Published then or earlier. Where no date is known, the first day of the copyright year counts.',
  })
  publishedTo?: Date | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Rated so well or better: a share of the best value, 0 to 1.',
  })
  @IsOptional()
  @Min(0)
  @Max(1)
  @NotAfter('ratingTo')
  ratingFrom?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Rated so well or worse: a share of the best value, 0 to 1.',
  })
  @IsOptional()
  @Min(0)
  @Max(1)
  ratingTo?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Words that headline or body have, 1 to 200 characters, as web searches are written: "a phrase", or, -without.',
  })
  @IsOptional()
  @Length(1, 200)
  text?: string | null;
}

/** What a list of reviews can be narrowed to; all that is given must hold. */
export interface ReviewCriteria extends FilmFacts {
  filmId?: number;
  authorId?: number;
  publicationId?: number;
  publishedFrom?: Date;
  /** Of what has neither a date nor a year nothing is known: it was published at no time. */
  publishedTo?: Date;
  /** Shares of the best value, 0 to 1. What is not rated is in no range. */
  ratingFrom?: number;
  ratingTo?: number;
  text?: string;
}

export function toReviewCriteria(filter: ReviewFilter): ReviewCriteria {
  const { film, author, publication, publishedFrom, publishedTo, ratingFrom, ratingTo, text } = filter;
  return {
    ...toFilmFacts(filter),
    ...(film != null && { filmId: fromIdOf('Film', film) }),
    ...(author != null && { authorId: fromIdOf('Author', author) }),
    ...(publication != null && { publicationId: fromIdOf('Publication', publication) }),
    ...(publishedFrom != null && { publishedFrom }),
    ...(publishedTo != null && { publishedTo }),
    ...(ratingFrom != null && { ratingFrom }),
    ...(ratingTo != null && { ratingTo }),
    ...(text != null && { text }),
  };
}
