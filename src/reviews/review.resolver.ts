import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { GraphQLURL } from 'graphql-scalars';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Author } from '../authors/author.type';
import { Film } from '../films/film.type';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { Weighs, wholeText } from '../graphql/limits/weight';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { Publication } from '../publications/publication.type';
import { excerpt } from './excerpt';
import { Rating, Review, ReviewConnection } from './review.type';
import { reviewList } from './review-list.store';
import { longestAddress } from './review-reference';
import { ReviewsArgs, reviewsWanted } from './reviews-args';

@ArgsType()
class ExcerptArgs {
  @Field(() => Int, { nullable: true, defaultValue: 40, description: 'At most so many words, 1 to 500.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  words?: number | null;
}

@Resolver(() => Review)
export class ReviewResolver {
  @Query(() => Review, { nullable: true, description: 'One review, by exactly one of id, slug and url.' })
  async review(
    @Arg('id', () => ID, { nullable: true, description: 'As the API gave it.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'As in Review.slug: pig.' }) slug:
      | string
      | null,
    @Arg('url', () => GraphQLURL, {
      nullable: true,
      description:
        'Of a page of it: that which Review.sourceUrl names, or the one that this service has, /reviews/SLUG. However it is written: with http or https, with www. or without, with what only tracks readers, with a fragment.',
    })
    url: URL | null,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Review | null> {
    const [key, value] = oneOf({ id, slug, url: url?.href }, { url: longestAddress });
    if (key === 'url') return loaders.reviewByAddress.load(value);
    return key === 'slug'
      ? loaders.reviewBySlug.load(value)
      : loaders.reviewById.load(fromIdOf('Review', value));
  }

  @Query(() => ReviewConnection, { description: 'Published reviews, newest first unless told.' })
  reviews(
    @Args(() => ReviewsArgs) args: ReviewsArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<ReviewConnection> {
    const [page, ...wanted] = reviewsWanted(args);
    return readConnection(sql, reviewList(...wanted), page);
  }

  @Weighs({ points: wholeText })
  @FieldResolver(() => [String], { description: 'The paragraphs, in order, as plain text.' })
  body(@Root() { id }: Review, @Ctx() { loaders }: RequestContext): Promise<string[]> {
    return loaders.bodyByReview.load(id);
  }

  @Weighs({ points: wholeText })
  @FieldResolver(() => String, { description: 'How the review begins.' })
  async excerpt(
    @Root() { id }: Review,
    @Args(() => ExcerptArgs) { words }: ExcerptArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<string> {
    return excerpt(await loaders.bodyByReview.load(id), words ?? 40);
  }

  @FieldResolver(() => Rating, { nullable: true, description: 'Null where the review gives none.' })
  rating(@Root() { ratingValue: value, ratingBest: best }: Review): Rating | null {
    return value === null || best === null ? null : { value, best };
  }

  @FieldResolver(() => Film, { description: 'What the review is about.' })
  film(@Root() { filmId }: Review, @Ctx() { loaders }: RequestContext): Promise<Film | null> {
    return loaders.filmById.load(filmId);
  }

  @FieldResolver(() => Author, { description: 'Who wrote it.' })
  author(@Root() { authorId }: Review, @Ctx() { loaders }: RequestContext): Promise<Author | null> {
    return loaders.authorById.load(authorId);
  }

  @FieldResolver(() => Publication, {
    nullable: true,
    description: 'Where it appeared; null where that is not known.',
  })
  async publication(
    @Root() { publicationId }: Review,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Publication | null> {
    return publicationId === null ? null : loaders.publicationById.load(publicationId);
  }
}
