import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { CreditOrder } from '../films/credit-order';
import { CreditRole } from '../films/credit-role';
import { CreditConnection } from '../films/film.type';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { toListOrder } from '../graphql/order-direction';
import { PageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { ReviewsArgs, reviewsWanted } from '../reviews/reviews-args';
import { PeopleArgs, peopleWanted } from './people-args';
import { findPersonBySlug } from './person.store';
import { Person, PersonConnection } from './person.type';
import { personList } from './person-list.store';

@ArgsType()
class CreditsArgs extends PageArgs {
  @Field(() => CreditRole, { nullable: true, description: 'Only credits in this role.' })
  role?: CreditRole | null;

  @Field(() => CreditOrder, { nullable: true, description: 'Newest film first unless told.' })
  orderBy?: CreditOrder | null;
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

  @Query(() => PersonConnection, { description: 'People, reviewed or not.' })
  people(
    @Args(() => PeopleArgs) args: PeopleArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<PersonConnection> {
    const [page, ...wanted] = peopleWanted(args);
    return readConnection(sql, personList(...wanted), page);
  }

  @FieldResolver(() => CreditConnection, {
    description: 'What they worked on, newest film first unless told.',
  })
  credits(
    @Root() { id }: Person,
    @Args(() => CreditsArgs) { role, orderBy, ...page }: CreditsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<CreditConnection> {
    return loaders.creditsByPerson(id, page, role ?? null, toListOrder(orderBy));
  }

  @FieldResolver(() => ReviewConnection, {
    description: 'Reviews of films they worked on, newest first unless told.',
  })
  reviews(
    @Root() { id }: Person,
    @Args(() => ReviewsArgs) args: ReviewsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByPerson(id, ...reviewsWanted(args));
  }
}
