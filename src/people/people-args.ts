import { IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import type { ListOrder } from '../database/keyset';
import { toListOrder } from '../graphql/order-direction';
import { PageArgs } from '../graphql/page-args';
import { type PersonCriteria, PersonFilter, toPersonCriteria } from './person-filter';
import { PersonOrder, type PersonOrderField } from './person-order';

@ArgsType()
export class PeopleArgs extends PageArgs {
  @Field(() => PersonFilter, { nullable: true, description: 'All unless told.' })
  @IsOptional()
  @ValidateNested()
  filter?: PersonFilter | null;

  @Field(() => PersonOrder, { nullable: true, description: 'By name unless told.' })
  orderBy?: PersonOrder | null;
}

export function peopleWanted({
  filter,
  orderBy,
  ...page
}: PeopleArgs): [page: PageArgs, criteria: PersonCriteria, order: ListOrder<PersonOrderField> | undefined] {
  return [page, toPersonCriteria(filter ?? {}), toListOrder(orderBy)];
}
