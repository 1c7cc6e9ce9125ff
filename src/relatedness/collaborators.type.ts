import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from '../graphql/connection';
import { largestPage } from '../graphql/page-args';
import { Person } from '../people/person.type';

@ObjectType({ simpleResolvers: true, description: 'Somebody with whom the person has worked, and on what.' })
export class CollaboratorEdge extends edgeOf<Person>(() => Person) {
  /** In the order in which they are shown. */
  filmIds!: number[];

  @Field(() => Int, { description: 'On how many films both worked, in any role.' })
  filmCount!: number;
}

@ObjectType({ simpleResolvers: true, description: 'With whom a person has worked.' })
export class CollaboratorConnection extends connectionOf<Person, CollaboratorEdge>(
  () => Person,
  () => CollaboratorEdge,
  'How many people there are who have worked with this one.',
) {}

@ArgsType()
export class CollaboratorsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 10, description: 'At most so many, 1 to 100.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  first?: number | null;
}

@ArgsType()
export class SharedFilmsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 3, description: 'At most so many, 1 to 100.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(largestPage)
  first?: number | null;
}
