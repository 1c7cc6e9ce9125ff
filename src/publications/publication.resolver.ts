import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { seesUnpublished } from '../access/viewer';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { PageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { ReviewsArgs, reviewsWanted } from '../reviews/reviews-args';
import { findPublicationBySlug, publicationList } from './publication.store';
import { Publication, PublicationConnection } from './publication.type';

@Resolver(() => Publication)
export class PublicationResolver {
  @Query(() => Publication, {
    nullable: true,
    description:
      'One publication, by exactly one of id and slug; null too for one where nothing is published.',
  })
  async publication(
    @Arg('id', () => ID, { nullable: true, description: 'As the API gave it.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'As in Publication.slug: the-late-matinee.' })
    slug: string | null,
    @Ctx() { sql, loaders, viewer }: RequestContext,
  ): Promise<Publication | null> {
    const [key, value] = oneOf({ id, slug });
    return key === 'slug'
      ? findPublicationBySlug(sql, value, { withUnpublished: seesUnpublished(viewer) })
      : loaders.publicationById.load(fromIdOf('Publication', value));
  }

  @Query(() => PublicationConnection, { description: 'Those where a review is published, by name.' })
  publications(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<PublicationConnection> {
    return readConnection(sql, publicationList, page);
  }

  @FieldResolver(() => ReviewConnection, { description: 'What appeared there, newest first unless told.' })
  reviews(
    @Root() { id }: Publication,
    @Args(() => ReviewsArgs) args: ReviewsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByPublication(id, ...reviewsWanted(args));
  }
}
