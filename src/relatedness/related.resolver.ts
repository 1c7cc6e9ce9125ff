import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Film } from '../films/film.type';
import { Genre } from '../genres/genre.type';
import type { RequestContext } from '../graphql/context';
import { dear, Weighs } from '../graphql/limits/weight';
import { Person } from '../people/person.type';
import { Review } from '../reviews/review.type';
import { manyRelatedReviews, relatedFilms, relatedReviews } from './related';
import {
  ManyRelatedReviewsArgs,
  RelatedFilmConnection,
  RelatedFilmsArgs,
  RelatedReviewConnection,
  RelatedReviewsArgs,
  RelationReason,
} from './related.type';

@Resolver(() => Review)
export class RelatedReviewsResolver {
  @Weighs({ pointsOfObject: dear, pagesIn: 'of' })
  @Query(() => [RelatedReviewConnection], {
    nullable: 'items',
    description:
      'What to read next after each of several reviews, for a page with several lists: null for what is no published review.',
  })
  relatedReviews(
    @Args(() => ManyRelatedReviewsArgs) { of }: ManyRelatedReviewsArgs,
    @Ctx() context: RequestContext,
  ): Promise<(RelatedReviewConnection | null)[]> {
    return manyRelatedReviews(of, context);
  }

  @Weighs({ points: dear })
  @FieldResolver(() => RelatedReviewConnection, {
    description: 'What to read next, and why: what editors have pinned, then what shares most with its film.',
  })
  related(
    @Root() review: Review,
    @Args(() => RelatedReviewsArgs) args: RelatedReviewsArgs,
    @Ctx() context: RequestContext,
  ): Promise<RelatedReviewConnection> {
    return relatedReviews(review, args, context);
  }
}

@Resolver(() => Film)
export class RelatedFilmsResolver {
  @Weighs({ points: dear })
  @FieldResolver(() => RelatedFilmConnection, { description: 'The films that share most with this one.' })
  related(
    @Root() film: Film,
    @Args(() => RelatedFilmsArgs) args: RelatedFilmsArgs,
    @Ctx() context: RequestContext,
  ): Promise<RelatedFilmConnection> {
    return relatedFilms(film, args, context);
  }
}

@Resolver(() => RelationReason)
export class RelationReasonResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'Whom the films share; null for other kinds.' })
  async person(
    @Root() { kind, id }: RelationReason,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Person | null> {
    return kind === 'DIRECTOR' || kind === 'ACTOR' ? loaders.personById.load(id) : null;
  }

  @FieldResolver(() => Genre, {
    nullable: true,
    description: 'Which genre the films share; null for other kinds.',
  })
  async genre(
    @Root() { kind, id }: RelationReason,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Genre | null> {
    return kind === 'GENRE' ? loaders.genreById.load(id) : null;
  }
}
