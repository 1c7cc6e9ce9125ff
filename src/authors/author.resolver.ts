import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { seesUnpublished } from '../access/viewer';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { PageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { ReviewsArgs, reviewsWanted } from '../reviews/reviews-args';
import { authorList, findAuthorBySlug } from './author.store';
import { Author, AuthorConnection } from './author.type';

@Resolver(() => Author)
export class AuthorResolver {
  @Query(() => Author, {
    nullable: true,
    description: 'One author, by exactly one of id and slug; null too for one of whom nothing is published.',
  })
  async author(
    @Arg('id', () => ID, { nullable: true, description: 'As the API gave it.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'As in Author.slug: priya-venkataswamy.' })
    slug: string | null,
    @Ctx() { sql, loaders, viewer }: RequestContext,
  ): Promise<Author | null> {
    const [key, value] = oneOf({ id, slug });
    return key === 'slug'
      ? findAuthorBySlug(sql, value, { withUnpublished: seesUnpublished(viewer) })
      : loaders.authorById.load(fromIdOf('Author', value));
  }

  @Query(() => AuthorConnection, { description: 'Those of whom a review is published, by name.' })
  authors(@Args(() => PageArgs) page: PageArgs, @Ctx() { sql }: RequestContext): Promise<AuthorConnection> {
    return readConnection(sql, authorList, page);
  }

  @FieldResolver(() => ReviewConnection, { description: 'What they wrote, newest first unless told.' })
  reviews(
    @Root() { id }: Author,
    @Args(() => ReviewsArgs) args: ReviewsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByAuthor(id, ...reviewsWanted(args));
  }
}
