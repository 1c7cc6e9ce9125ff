import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { CreditRole } from '../films/credit-role';
import { CreditConnection } from '../films/film.type';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { ForwardPageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { findPersonBySlug, personList } from './person.store';
import { Person, PersonConnection } from './person.type';

@InputType({ description: 'Which people; all that is given must hold.' })
class PersonFilter {
  @Field(() => CreditRole, { nullable: true, description: 'People with a credit in this role.' })
  role?: CreditRole | null;
}

@ArgsType()
class PeopleArgs extends ForwardPageArgs {
  @Field(() => PersonFilter, { nullable: true, description: 'Everyone unless told.' })
  filter?: PersonFilter | null;
}

@ArgsType()
class CreditsArgs extends ForwardPageArgs {
  @Field(() => CreditRole, { nullable: true, description: 'Only credits in this role.' })
  role?: CreditRole | null;
}

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'One person, by exactly one of id and slug.' })
  async person(
    @Arg('id', () => ID, { nullable: true, description: 'As the API gave it.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'As in Person.slug: nicolas-cage.' }) slug:
      | string
      | null,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<Person | null> {
    const [key, value] = oneOf({ id, slug });
    return key === 'slug' ? findPersonBySlug(sql, value) : loaders.personById.load(fromIdOf('Person', value));
  }

  @Query(() => PersonConnection, { description: 'People by name.' })
  people(
    @Args(() => PeopleArgs) { filter, ...page }: PeopleArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<PersonConnection> {
    return readConnection(sql, personList(filter?.role ? { role: filter.role } : {}), page);
  }

  @FieldResolver(() => CreditConnection, { description: 'What they worked on, newest film first.' })
  credits(
    @Root() { id }: Person,
    @Args(() => CreditsArgs) args: CreditsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<CreditConnection> {
    return loaders.creditsByPerson(id, args);
  }

  @FieldResolver(() => ReviewConnection, { description: 'Reviews of films they worked on, newest first.' })
  reviews(
    @Root() { id }: Person,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByPerson(id, page);
  }
}
