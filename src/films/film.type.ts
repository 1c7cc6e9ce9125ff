import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, edgeOf } from '../graphql/connection';
import { Node } from '../graphql/node';
import { CreditRole } from './credit-role';

registerEnumType(CreditRole, {
  name: 'CreditRole',
  description: 'What a person did on a film.',
  valuesConfig: {
    DIRECTOR: { description: 'Directed it, alone or with others.' },
    ACTOR: { description: 'Played or spoke a part.' },
    WRITER: { description: 'Wrote the screenplay, or what it was made from.' },
    COMPOSER: { description: 'Wrote the music.' },
    CINEMATOGRAPHER: { description: 'Was in charge of camera and light.' },
    EDITOR: { description: 'Cut it.' },
    PRODUCER: { description: 'Had it made, and answered for the money.' },
  },
});

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A film that a review can be about.' })
export class Film extends Node {
  declare id: number;

  @Field(() => String, { description: 'Unique among films; stays the same once given.' })
  slug!: string;

  @Field(() => String, { description: 'The title by which readers know it.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The title in the language of the film, where it differs.',
  })
  originalTitle!: string | null;

  @Field(() => Int, { nullable: true, description: 'The year in which the film was first shown.' })
  releaseYear!: number | null;

  @Field(() => Int, { nullable: true, description: 'How long it runs, in minutes.' })
  runtimeMinutes!: number | null;

  @Field(() => Boolean, {
    description: 'Whether the cast lists everyone: false where a source ended with "and others".',
  })
  castIsComplete!: boolean;

  @Field(() => String, { nullable: true, description: 'IMDb title id, such as tt0113627.' })
  imdbId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The Movie Database id, such as 451.' })
  tmdbId!: number | null;

  @Field(() => String, { nullable: true, description: 'Wikidata item, such as Q191040.' })
  wikidataId!: string | null;

  @Field(() => Int, { description: 'Counts the changes, of genres and credits too. Send it with a change.' })
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A film in a list.' })
export class FilmEdge extends edgeOf<Film>(() => Film) {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of films.' })
export class FilmConnection extends connectionOf<Film>(
  () => Film,
  () => FilmEdge,
) {}

@ObjectType({ simpleResolvers: true, description: "One person's one job on one film." })
export class Credit {
  filmId!: number;
  personId!: number;

  @Field(() => CreditRole, { description: 'As what the person worked on it.' })
  role!: CreditRole;

  @Field(() => String, { nullable: true, description: 'Whom an actor plays.' })
  character!: string | null;

  @Field(() => Int, { nullable: true, description: 'Place in the cast, 0 for the top; actors only.' })
  billing!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A credit in a list.' })
export class CreditEdge extends edgeOf<Credit>(() => Credit) {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of credits.' })
export class CreditConnection extends connectionOf<Credit>(
  () => Credit,
  () => CreditEdge,
) {}
