import { GraphQLDateTime, GraphQLURL } from 'graphql-scalars';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, edgeOf } from '../graphql/connection';
import { Node } from '../graphql/node';
import { ReviewStatus } from './review-status';

registerEnumType(ReviewStatus, {
  name: 'ReviewStatus',
  description: 'How far a review has come.',
  valuesConfig: {
    DRAFT: { description: 'Not shown to readers yet.' },
    PUBLISHED: { description: 'Shown to everyone.' },
    RETRACTED: { description: 'Was published, and is not shown any more.' },
  },
});

@ObjectType({ simpleResolvers: true, description: "The author's verdict in figures: 4 of 5, 87 of 100 …" })
export class Rating {
  @Field(() => Float, { description: 'What the review gives, 0 to best.' })
  value!: number;

  @Field(() => Float, { description: 'The best value there is on this scale.' })
  best!: number;
}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: 'A review article about one film.',
})
export class Review extends Node {
  declare id: number;
  filmId!: number;
  authorId!: number;
  publicationId!: number | null;
  ratingValue!: number | null;
  ratingBest!: number | null;

  @Field(() => String, { description: 'Unique among reviews; stays the same once given.' })
  slug!: string;

  @Field(() => String, { description: 'As it stands above the article.' })
  headline!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it first appeared; null where that is not known.',
  })
  datePublished!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The year of the copyright line.' })
  copyrightYear!: number | null;

  @Field(() => GraphQLURL, { nullable: true, description: 'The page that the review was taken from.' })
  sourceUrl!: string | null;

  @Field(() => ReviewStatus, { description: 'PUBLISHED for every reader; editors see the others too.' })
  status!: ReviewStatus;

  @Field(() => Int, {
    description: 'Counts the changes. Send it with a change, and a change made meanwhile is not lost.',
  })
  version!: number;

  @Field(() => GraphQLDateTime, { description: 'When the review was last changed.' })
  dateModified!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'A review in a list.' })
export class ReviewEdge extends edgeOf<Review>(() => Review) {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of reviews.' })
export class ReviewConnection extends connectionOf<Review>(
  () => Review,
  () => ReviewEdge,
) {}
