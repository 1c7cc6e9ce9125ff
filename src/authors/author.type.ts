import { Field, ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from '../graphql/connection';
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

@ObjectType({ simpleResolvers: true, description: 'An author in a list.' })
export class AuthorEdge extends edgeOf<Author>(() => Author) {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of authors.' })
export class AuthorConnection extends connectionOf<Author>(
  () => Author,
  () => AuthorEdge,
) {}
