import { ArrayMinSize, IsEnum, IsInt, IsNumber, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Review } from '../reviews/review.type';
import { ReviewStatus } from '../reviews/review-status';
import { MayBeCleared, MayBeLeftOut, Name, Paragraphs, Slug } from './input-rules';
import { MutationInput } from './mutation';
import { Payload } from './user-error';

@InputType({ description: "The author's verdict in figures: 4 of 5, 87 of 100 …" })
export class RatingInput {
  @Field(() => Float, { description: '0 up to `best`.' })
  @IsNumber()
  @Min(0)
  value!: number;

  @Field(() => Float, { description: 'The best value there is on this scale, above 0 and at most 1000.' })
  @IsNumber()
  @Min(0.01)
  @Max(1000)
  best!: number;
}

/** What may be said of a review, new or not. */
@InputType()
abstract class ReviewInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: 'Who wrote it, if they have written before.' })
  @MayBeLeftOut()
  @MaxLength(100)
  author?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Instead of `author`: a name, known or new, on one line.',
  })
  @MayBeLeftOut()
  @Name(200)
  authorName?: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Where it appears, if something has before; null for nowhere.',
  })
  @MayBeCleared()
  @MaxLength(100)
  publication?: string | null;

  @Field(() => String, { nullable: true, description: 'Instead of `publication`: a name, known or new.' })
  @MayBeLeftOut()
  @Name(200)
  publicationName?: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was first published. Without one, `publishReview` sets it.',
  })
  @MayBeCleared()
  datePublished?: Date | null;

  @Field(() => Int, { nullable: true, description: 'The year of the copyright line, 1870 to 2200.' })
  @MayBeCleared()
  @IsInt()
  @Min(1870)
  @Max(2200)
  copyrightYear?: number | null;

  @Field(() => RatingInput, { nullable: true, description: 'The verdict in figures; null for none.' })
  @MayBeCleared()
  @ValidateNested()
  rating?: RatingInput | null;

  @Field(() => GraphQLURL, {
    nullable: true,
    description: 'The page that the review was taken from: http or https, up to 2000 characters.',
  })
  @MayBeCleared()
  sourceUrl?: URL | string | null;
}

@InputType({ description: 'A new review.' })
export class CreateReviewInput extends ReviewInput {
  @Field(() => String, { description: 'One line of up to 300 characters.' })
  @Name(300)
  headline!: string;

  @Field(() => [String], {
    description: 'The paragraphs, in order, as plain text: 1 to 2000, each of up to 20,000 characters.',
  })
  @ArrayMinSize(1)
  @Paragraphs()
  body!: string[];

  @Field(() => ID, { description: 'What it is about.' })
  @MaxLength(100)
  film!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What it is called in URLs; made of the film's title unless told. It stays the same once given.",
  })
  @MayBeLeftOut()
  @Slug()
  slug?: string;

  @Field(() => ReviewStatus, {
    defaultValue: ReviewStatus.DRAFT,
    description: 'DRAFT, or PUBLISHED to have it shown at once.',
  })
  @IsEnum([ReviewStatus.DRAFT, ReviewStatus.PUBLISHED], { message: 'status must be DRAFT or PUBLISHED' })
  status!: ReviewStatus;
}

@InputType({ description: 'What is to change of a review: what is left out stays as it is, null clears.' })
export class UpdateReviewInput extends ReviewInput {
  @Field(() => ID, { description: 'Which review.' })
  @MaxLength(100)
  id!: string;

  @Field(() => Int, { description: 'As it was read: a change that was made since then is not overwritten.' })
  @IsInt()
  version!: number;

  @Field(() => String, { nullable: true, description: 'One line of up to 300 characters.' })
  @MayBeLeftOut()
  @Name(300)
  headline?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The paragraphs, in order, as plain text: 1 to 2000, each of up to 20,000 characters.',
  })
  @MayBeLeftOut()
  @ArrayMinSize(1)
  @Paragraphs()
  body?: string[];

  @Field(() => ID, { nullable: true, description: 'What it is about.' })
  @MayBeLeftOut()
  @MaxLength(100)
  film?: string;
}

@InputType({ description: 'A review to show to readers.' })
export class PublishReviewInput extends MutationInput {
  @Field(() => ID, { description: 'Which review: a draft, or one that was retracted.' })
  @MaxLength(100)
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Only if it has not been changed since this version.' })
  @MayBeCleared()
  @IsInt()
  version?: number | null;
}

@InputType({ description: 'A review to take back from readers.' })
export class RetractReviewInput extends MutationInput {
  @Field(() => ID, { description: 'Which review: a published one.' })
  @MaxLength(100)
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Only if it has not been changed since this version.' })
  @MayBeCleared()
  @IsInt()
  version?: number | null;
}

@ObjectType({ simpleResolvers: true })
abstract class ReviewPayload extends Payload {
  @Field(() => Review, { nullable: true, description: 'As it is now; null where nothing was written.' })
  review!: Review | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a new review.' })
export class CreateReviewPayload extends ReviewPayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of a change to a review.' })
export class UpdateReviewPayload extends ReviewPayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of a publication.' })
export class PublishReviewPayload extends ReviewPayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of a retraction.' })
export class RetractReviewPayload extends ReviewPayload {}
