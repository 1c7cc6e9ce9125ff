import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { Credit, Film } from '../films/film.type';
import type { Typed } from '../graphql/node';
import { Person } from '../people/person.type';

export const FilmOrPerson = createUnionType({
  name: 'FilmOrPerson',
  description: 'What a chain of credits leads over.',
  types: () => [Film, Person] as const,
  resolveType: (value) => (value as unknown as Typed).__typename,
});
export type FilmOrPerson = typeof FilmOrPerson;

@ObjectType({ simpleResolvers: true, description: 'One credit: from a film to a person, or the other way.' })
export class PathStep {
  @Field(() => FilmOrPerson, { description: 'Where the step begins.' })
  from!: FilmOrPerson;

  @Field(() => Credit, { description: 'The most prominent one that the person has on the film.' })
  credit!: Credit;

  @Field(() => FilmOrPerson, { description: 'Where it leads: the other side of the credit.' })
  to!: FilmOrPerson;

  @Field(() => String, { description: 'The credit as a line of prose: "Nicolas Cage acts in Pig".' })
  label!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The shortest chain of films and people between two things.',
})
export class Path {
  @Field(() => Int, { description: 'How many steps; 0 from a film or a person to itself.' })
  length!: number;

  @Field(() => [PathStep], {
    description: 'From the first to the last: each goes on where the one before ends.',
  })
  steps!: PathStep[];
}
