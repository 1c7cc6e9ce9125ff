import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { FilmConnection } from '../films/film.type';
import { FilmsArgs, filmsWanted } from '../films/films-args';
import type { RequestContext } from '../graphql/context';
import { Weighs } from '../graphql/limits/weight';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { ReviewConnection } from '../reviews/review.type';
import { ReviewsArgs, reviewsWanted } from '../reviews/reviews-args';
import { findGenreBySlug, listGenres } from './genre.store';
import { Genre } from './genre.type';

@Resolver(() => Genre)
export class GenreResolver {
  @Query(() => Genre, { nullable: true, description: 'One genre, by exactly one of id and slug.' })
  async genre(
    @Arg('id', () => ID, { nullable: true, description: 'As the API gave it.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'As in Genre.slug: drama.' }) slug:
      | string
      | null,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<Genre | null> {
    const [key, value] = oneOf({ id, slug });
    return key === 'slug' ? findGenreBySlug(sql, value) : loaders.genreById.load(fromIdOf('Genre', value));
  }

  @Weighs({ listSize: 25 })
  @Query(() => [Genre], { description: 'All genres, by name.' })
  genres(@Ctx() { sql }: RequestContext): Promise<Genre[]> {
    return listGenres(sql);
  }

  @FieldResolver(() => FilmConnection, { description: 'Its films, by title unless told.' })
  films(
    @Root() { id }: Genre,
    @Args(() => FilmsArgs) args: FilmsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<FilmConnection> {
    return loaders.filmsByGenre(id, ...filmsWanted(args));
  }

  @FieldResolver(() => ReviewConnection, { description: 'Reviews of its films, newest first unless told.' })
  reviews(
    @Root() { id }: Genre,
    @Args(() => ReviewsArgs) args: ReviewsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByGenre(id, ...reviewsWanted(args));
  }
}
