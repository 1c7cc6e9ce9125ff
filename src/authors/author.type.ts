import { Field, ObjectType } from 'type-graphql';
import { Node } from '../graphql/node';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'Who wrote a review.' })
export class Author extends Node {
  declare id: number;

  @Field(() => String, { description: 'Unique among authors; stays the same once given.' })
  slug!: string;

  @Field(() => String, { description: 'As it stands under their reviews.' })
  name!: string;

  @Field(() => String, { nullable: true, description: "The author's own words about themselves." })
  bio!: string | null;
}
