import { IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import type { ListOrder } from '../database/keyset';
import { badUserInput } from '../errors';
import { toListOrder } from '../graphql/order-direction';
import { PageArgs } from '../graphql/page-args';
import { type ReviewCriteria, ReviewFilter, toReviewCriteria } from './review-filter';
import { ReviewOrder, ReviewOrderField } from './review-order';

/** What every list of reviews takes. */
@ArgsType()
export class ReviewsArgs extends PageArgs {
  @Field(() => ReviewFilter, { nullable: true, description: 'All unless told.' })
  @IsOptional()
  @ValidateNested()
  filter?: ReviewFilter | null;

  @Field(() => ReviewOrder, { nullable: true, description: 'Newest first unless told.' })
  orderBy?: ReviewOrder | null;
}

/** @throws GraphQLError BAD_USER_INPUT for an order that the filter does not go with. */
export function reviewsWanted({
  filter,
  orderBy,
  ...page
}: ReviewsArgs): [page: PageArgs, criteria: ReviewCriteria, order: ListOrder<ReviewOrderField> | undefined] {
  if (orderBy?.field === ReviewOrderField.RELEVANCE && filter?.text == null) {
    throw badUserInput('RELEVANCE needs filter.text: say to what, or order by something else.');
  }
  return [page, toReviewCriteria(filter ?? {}), toListOrder(orderBy)];
}
