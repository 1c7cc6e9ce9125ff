import { Field, ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from '../graphql/connection';
import { Node } from '../graphql/node';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'Where reviews appear.' })
export class Publication extends Node {
  declare id: number;

  @Field(() => String, { description: 'Unique among publications; stays the same once given.' })
  slug!: string;

  @Field(() => String, { description: 'As the publication calls itself.' })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A publication in a list.' })
export class PublicationEdge extends edgeOf<Publication>(() => Publication) {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of publications.' })
export class PublicationConnection extends connectionOf<Publication>(
  () => Publication,
  () => PublicationEdge,
) {}
