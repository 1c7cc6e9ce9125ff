import { IsEnum, IsOptional } from 'class-validator';
import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { PageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { ReviewStatus } from '../reviews/review-status';
import { unpublishedReviewList } from './review-writing.store';

@ArgsType()
class UnpublishedReviewsArgs extends PageArgs {
  @Field(() => ReviewStatus, { nullable: true, description: 'DRAFT or RETRACTED; both unless told.' })
  @IsOptional()
  @IsEnum([ReviewStatus.DRAFT, ReviewStatus.RETRACTED], { message: 'status must be DRAFT or RETRACTED' })
  status?: ReviewStatus | null;
}

@Resolver()
export class UnpublishedReviewsResolver {
  @OnlyFor(Role.EDITOR)
  @Query(() => ReviewConnection, {
    description: 'What readers do not see yet, or not any more; last changed first.',
  })
  unpublishedReviews(
    @Args(() => UnpublishedReviewsArgs) { status, ...page }: UnpublishedReviewsArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<ReviewConnection> {
    return readConnection(sql, unpublishedReviewList(status ?? null), page);
  }
}
