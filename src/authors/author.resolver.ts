import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context';
import { ForwardPageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { Author } from './author.type';

@Resolver(() => Author)
export class AuthorResolver {
  @FieldResolver(() => ReviewConnection, { description: 'What they wrote, newest first.' })
  reviews(
    @Root() { id }: Author,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByAuthor(id, page);
  }
}
