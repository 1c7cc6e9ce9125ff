import { Field, Int, ObjectType } from 'type-graphql';
import { Review } from '../reviews/review.type';

@ObjectType({
  simpleResolvers: true,
  description: 'How many lists have so many entries. What only fills a gap is none.',
})
export class ListCounts {
  @Field(() => Int, { description: 'Lists without an entry.' })
  none!: number;

  @Field(() => Int, { description: 'Lists with 1 or 2.' })
  few!: number;

  @Field(() => Int, { description: 'Lists with 3 to 5.' })
  some!: number;

  @Field(() => Int, { description: 'Lists with 6, which is all there is room for.' })
  full!: number;
}

@ObjectType({ simpleResolvers: true, description: 'An article that many lists lead to.' })
export class Hub {
  @Field(() => Review, { description: 'Which article.' })
  review!: Review;

  @Field(() => Int, { description: 'How many lists lead to it.' })
  lists!: number;
}
