import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsNumber,
  IsOptional,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  ArgsType,
  type ClassType,
  Field,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { Film } from '../films/film.type';
import { connectionOf, type Edge, edgeOf } from '../graphql/connection';
import { Weighs } from '../graphql/limits/weight';
import { largestPage } from '../graphql/page-args';
import { Review } from '../reviews/review.type';
import { longestAddress } from '../reviews/review-reference';

export enum RelationKind {
  DIRECTOR = 'DIRECTOR',
  ACTOR = 'ACTOR',
  GENRE = 'GENRE',
  ERA = 'ERA',
}
registerEnumType(RelationKind, {
  name: 'RelationKind',
  description: 'What two films have in common.',
  valuesConfig: {
    DIRECTOR: { description: 'Somebody directed both.' },
    ACTOR: { description: 'Somebody plays in both.' },
    GENRE: { description: 'Both are of a genre.' },
    ERA: { description: 'They are from about the same years. Counts only beside a shared person or genre.' },
  },
});

export enum RelatedSource {
  RELATED = 'RELATED',
  PINNED = 'PINNED',
  FALLBACK = 'FALLBACK',
}
registerEnumType(RelatedSource, {
  name: 'RelatedSource',
  description: 'How an entry came into a list of related reviews.',
  valuesConfig: {
    RELATED: { description: 'The films share what the reasons name.' },
    PINNED: {
      description: 'An editor put it there, before all others. Its score is 0 where nothing is shared.',
    },
    FALLBACK: { description: 'Nothing is shared: a recent review that fills the list. Its score is 0.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One thing that two films have in common.' })
export class RelationReason {
  /** Of the person or the genre; 0 for ERA. */
  id!: number;

  @Field(() => RelationKind, { description: 'Of what kind it is; says which of person and genre is there.' })
  kind!: RelationKind;

  @Field(() => String, { description: 'The reason as a line under a headline would say it.' })
  label!: string;

  @Field(() => Float, { description: 'Its share of the score: the contributions add up to the score.' })
  contribution!: number;
}

/** The edge class of a list of what is related; `extends` it under the edge's own name. */
function relatedEdgeOf<Node>(node: () => ClassType | object) {
  @ObjectType({ simpleResolvers: true })
  abstract class RelatedEdgeOf extends edgeOf<Node>(node) {
    @Field(() => Float, {
      description: '0 to 1: how closely the two films are related. Means the same in every list.',
    })
    score!: number;

    @Weighs({ listSize: 5 })
    @Field(() => [RelationReason], {
      description: 'What the two films have in common, the most telling first; nearness of years comes last.',
    })
    reasons!: RelationReason[];
  }
  return RelatedEdgeOf;
}

/** The connection class of a list that is made by a profile, and names it. */
export function rankedConnectionOf<Node, E extends Edge<Node>>(
  ...list: Parameters<typeof connectionOf<Node, E>>
) {
  @ObjectType({ simpleResolvers: true })
  abstract class RankedConnectionOf extends connectionOf<Node, E>(...list) {
    @Field(() => String, { description: 'Name and version of the weights that this list was made with.' })
    profile!: string;
  }
  return RankedConnectionOf;
}

@ObjectType({ simpleResolvers: true, description: 'A related review, and why.' })
export class RelatedReviewEdge extends relatedEdgeOf<Review>(() => Review) {
  @Field(() => RelatedSource, { description: 'Whether it was pinned, is related, or fills a gap.' })
  source!: RelatedSource;
}

@ObjectType({ simpleResolvers: true, description: 'Reviews of related films, the most related first.' })
export class RelatedReviewConnection extends rankedConnectionOf<Review, RelatedReviewEdge>(
  () => Review,
  () => RelatedReviewEdge,
  'How many are pinned or related, whatever is shown of them. What fills a gap is not counted.',
) {
  @Field(() => String, {
    description:
      'Says what is shown, signed: whoever shows the list sends it along with its impressions and clicks. Opaque; the same for the same list.',
  })
  listId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A related film, and why.' })
export class RelatedFilmEdge extends relatedEdgeOf<Film>(() => Film) {}

@ObjectType({ simpleResolvers: true, description: 'Related films, the most related first.' })
export class RelatedFilmConnection extends rankedConnectionOf<Film, RelatedFilmEdge>(
  () => Film,
  () => RelatedFilmEdge,
  'How many are related, whatever is shown of them.',
) {}

@ArgsType()
@InputType()
export class RelatedFilmsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 6, description: 'At most so many, 1 to 100.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  first?: number | null;

  @Field(() => [RelationKind], { nullable: true, description: 'Only what is shared in these kinds counts.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  by?: RelationKind[] | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: 0,
    description:
      '0 to 1: how much entries must differ from those before them. Above 0 the best 100 change places; scores and counts stay.',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  diversity?: number | null;
}

@ArgsType()
@InputType()
export class RelatedReviewsArgs extends RelatedFilmsArgs {
  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of reviews that must not appear, pinned or not; at most 1000.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @MaxLength(100, { each: true })
  exclude?: string[] | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: 0,
    description:
      'Only entries that score at least so much, 0 to 1, pinned ones too. Above 0 the list is not filled up.',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  minScore?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1,
    description: 'At most so many reviews of one film, 1 to 100. Pinned ones count, and stay in any case.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  perFilm?: number | null;
}

@InputType({ description: 'What to read next after one review, as `Review.related` takes it.' })
export class RelatedReviewsInput extends RelatedReviewsArgs {
  @Field(() => String, {
    description: 'After which: its slug, its id, or the address of a page of it, as Query.review takes them.',
  })
  @MaxLength(longestAddress)
  review!: string;
}

@ArgsType()
export class ManyRelatedReviewsArgs {
  @Field(() => [RelatedReviewsInput], { description: 'Which lists, 1 to 20.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  of!: RelatedReviewsInput[];
}
