import { Field, ObjectType } from 'type-graphql';
import { Node } from '../graphql/node';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A kind of film: Drama, Western …' })
export class Genre extends Node {
  declare id: number;

  @Field(() => String, { description: 'Unique among genres; stays the same once given.' })
  slug!: string;

  @Field(() => String, { description: 'As readers see it: Drama.' })
  name!: string;
}
