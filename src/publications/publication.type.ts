import { Field, ObjectType } from 'type-graphql';
import { Node } from '../graphql/node';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'Where reviews appear.' })
export class Publication extends Node {
  declare id: number;

  @Field(() => String, { description: 'Unique among publications; stays the same once given.' })
  slug!: string;

  @Field(() => String, { description: 'As the publication calls itself.' })
  name!: string;
}
