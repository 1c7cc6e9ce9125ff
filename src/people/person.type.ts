import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from '../graphql/connection';
import { Node } from '../graphql/node';

@ObjectType({ simpleResolvers: true, implements: Node, description: 'Anyone with a credit on a film.' })
export class Person extends Node {
  declare id: number;

  @Field(() => String, { description: 'Unique among people; stays the same once given.' })
  slug!: string;

  @Field(() => String, { description: 'As the credits of films have it.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Where known: it tells apart two people of one name.' })
  birthYear!: number | null;

  @Field(() => String, { nullable: true, description: 'IMDb name id, such as nm0000115.' })
  imdbId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The Movie Database id, such as 2963.' })
  tmdbId!: number | null;

  @Field(() => String, { nullable: true, description: 'Wikidata item, such as Q42869.' })
  wikidataId!: string | null;

  @Field(() => Int, { description: 'Counts the changes. Send it with a change.' })
  version!: number;

  @Field(() => Int, { description: 'On how many films they have a credit.' })
  filmCount!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A person in a list.' })
export class PersonEdge extends edgeOf<Person>(() => Person) {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of people.' })
export class PersonConnection extends connectionOf<Person>(
  () => Person,
  () => PersonEdge,
) {}
