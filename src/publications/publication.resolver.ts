import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { ForwardPageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { Publication } from './publication.type';

@Resolver(() => Publication)
export class PublicationResolver {
  @FieldResolver(() => ReviewConnection, { description: 'What appeared there, newest first.' })
  reviews(
    @Root() { id }: Publication,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByPublication(id, page);
  }
}
