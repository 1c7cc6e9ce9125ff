import { IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { seesUnpublished } from '../access/viewer';
import { Author } from '../authors/author.type';
import { Film } from '../films/film.type';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { OrderDirection } from '../graphql/order-direction';
import { PageArgs } from '../graphql/page-args';
import { Publication } from '../publications/publication.type';
import { excerpt } from './excerpt';
import { findReviewBySlug, type ReviewCriteria, ReviewOrderField, reviewList } from './review.store';
import { Rating, Review, ReviewConnection } from './review.type';

registerEnumType(ReviewOrderField, {
  name: 'ReviewOrderField',
  description: 'By what reviews are ordered; equal ones follow by id.',
  valuesConfig: {
    HEADLINE: { description: 'By headline, without regard to capitals and accents.' },
    DATE_PUBLISHED: { description: 'Where no date is known, the first day of the copyright year.' },
    RATING: {
      description: 'As a share of the best value; reviews without a rating count as below all others.',
    },
  },
});

@InputType({ description: 'The order of a list of reviews.' })
class ReviewOrder {
  @Field(() => ReviewOrderField, { description: 'What is compared.' })
  field!: ReviewOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which reviews; all that is given must hold.' })
class ReviewFilter {
  @Field(() => ID, { nullable: true, description: 'Reviews of this film.' })
  film?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Reviews of films on which this person has a credit of any role.',
  })
  person?: string | null;

  @Field(() => ID, { nullable: true, description: 'Reviews of films of this genre.' })
  genre?: string | null;

  @Field(() => ID, { nullable: true, description: 'Reviews by this author.' })
  author?: string | null;

  @Field(() => ID, { nullable: true, description: 'Reviews that appeared there.' })
  publication?: string | null;
}

@ArgsType()
class ReviewsArgs extends PageArgs {
  @Field(() => ReviewFilter, { nullable: true, description: 'All published reviews unless told.' })
  filter?: ReviewFilter | null;

  @Field(() => ReviewOrder, { nullable: true, description: 'Newest first unless told.' })
  orderBy?: ReviewOrder | null;
}

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
  @Query(() => Review, { nullable: true, description: 'One review, by exactly one of id and slug.' })
  async review(
    @Arg('id', () => ID, { nullable: true, description: 'As the API gave it.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'As in Review.slug: pig.' }) slug:
      | string
      | null,
    @Ctx() { sql, loaders, viewer }: RequestContext,
  ): Promise<Review | null> {
    const [key, value] = oneOf({ id, slug });
    const withUnpublished = seesUnpublished(viewer);
    return key === 'slug'
      ? findReviewBySlug(sql, value, { withUnpublished })
      : loaders.reviewById.load(fromIdOf('Review', value));
  }

  @Query(() => ReviewConnection, { description: 'Published reviews, newest first unless told.' })
  reviews(
    @Args(() => ReviewsArgs) { filter, orderBy, ...page }: ReviewsArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<ReviewConnection> {
    return readConnection(
      sql,
      reviewList(toCriteria(filter ?? {}), orderBy ? toOrder(orderBy) : undefined),
      page,
    );
  }

  @FieldResolver(() => [String], { description: 'The paragraphs, in order, as plain text.' })
  body(@Root() { id }: Review, @Ctx() { loaders }: RequestContext): Promise<string[]> {
    return loaders.bodyByReview.load(id);
  }

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

function toCriteria({ film, person, genre, author, publication }: ReviewFilter): ReviewCriteria {
  return {
    ...(film != null && { filmId: fromIdOf('Film', film) }),
    ...(person != null && { personId: fromIdOf('Person', person) }),
    ...(genre != null && { genreId: fromIdOf('Genre', genre) }),
    ...(author != null && { authorId: fromIdOf('Author', author) }),
    ...(publication != null && { publicationId: fromIdOf('Publication', publication) }),
  };
}

function toOrder({ field, direction }: ReviewOrder) {
  return { field, isDescending: direction === OrderDirection.DESC };
}
