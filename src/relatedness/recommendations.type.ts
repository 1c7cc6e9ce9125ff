import { ArrayMaxSize, ArrayMinSize, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { ArgsType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { edgeOf } from '../graphql/connection';
import { Weighs } from '../graphql/limits/weight';
import { largestPage } from '../graphql/page-args';
import { Review } from '../reviews/review.type';
import { RelatedSource, RelationReason, rankedConnectionOf } from './related.type';

/** Each of the best is scored beside all of them: with 200, some tens of milliseconds at a million reviews. */
const mostRead = 200;

@ObjectType({
  simpleResolvers: true,
  description: 'One thing that a film has in common with films that have been read about.',
})
export class RecommendationReason extends RelationReason {
  @Field(() => [Review], {
    description: 'What was read that led here, of what was given: what contributes most comes first.',
  })
  read!: Review[];
}

@ObjectType({ simpleResolvers: true, description: 'A review to read next, and why.' })
export class RecommendationEdge extends edgeOf<Review>(() => Review) {
  @Field(() => Float, {
    description: '0 to 1: how closely the film is related to all together that have been read about.',
  })
  score!: number;

  @Field(() => RelatedSource, { description: 'Whether it is related, or fills a gap.' })
  source!: RelatedSource;

  @Weighs({ listSize: 5 })
  @Field(() => [RecommendationReason], {
    description:
      'What the film has in common with them, the most telling first; nearness of years comes last.',
  })
  reasons!: RecommendationReason[];
}

@ObjectType({ simpleResolvers: true, description: 'What to read next, the best first.' })
export class RecommendationConnection extends rankedConnectionOf<Review, RecommendationEdge>(
  () => Review,
  () => RecommendationEdge,
  'How many films are related that have not been read about. What fills a gap is not counted.',
) {}

@ArgsType()
export class RecommendationsArgs {
  @Field(() => [ID], {
    description:
      'Ids of the reviews that have been read, 1 to 200. Those that are not there any more say nothing.',
  })
  @ArrayMinSize(1, { message: 'read: name at least one review' })
  @ArrayMaxSize(mostRead, { message: `read: name at most ${mostRead} reviews, such as the latest` })
  @MaxLength(100, { each: true, message: 'read: send ids as the API gave them' })
  read!: string[];

  @Field(() => Int, { nullable: true, defaultValue: 6, description: 'At most so many, 1 to 100.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  first?: number | null;
}
