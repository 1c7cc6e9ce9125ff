import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Genre } from '../genres/genre.type';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { Weighs } from '../graphql/limits/weight';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { PageArgs } from '../graphql/page-args';
import { Person } from '../people/person.type';
import { ReviewConnection } from '../reviews/review.type';
import { ReviewsArgs, reviewsWanted } from '../reviews/reviews-args';
import { findFilmByImdbId, findFilmBySlug } from './film.store';
import { Credit, CreditConnection, Film, FilmConnection } from './film.type';
import { filmList } from './film-list.store';
import { FilmsArgs, filmsWanted } from './films-args';

@Resolver(() => Film)
export class FilmResolver {
  @Query(() => Film, { nullable: true, description: 'One film, by exactly one of id, slug and imdbId.' })
  async film(
    @Arg('id', () => ID, { nullable: true, description: 'As the API gave it.' }) id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'As in Film.slug: pig.' }) slug: string | null,
    @Arg('imdbId', () => String, { nullable: true, description: 'IMDb title id, such as tt11003218.' })
    imdbId: string | null,
    @Ctx() { sql, loaders }: RequestContext,
  ): Promise<Film | null> {
    const [key, value] = oneOf({ id, slug, imdbId });
    if (key === 'slug') return findFilmBySlug(sql, value);
    return key === 'imdbId' ? findFilmByImdbId(sql, value) : loaders.filmById.load(fromIdOf('Film', value));
  }

  @Query(() => FilmConnection, { description: 'All films, reviewed or not.' })
  films(@Args(() => FilmsArgs) args: FilmsArgs, @Ctx() { sql }: RequestContext): Promise<FilmConnection> {
    const [page, ...wanted] = filmsWanted(args);
    return readConnection(sql, filmList(...wanted), page);
  }

  @Weighs({ listSize: 3 })
  @FieldResolver(() => [Genre], { description: 'By name.' })
  genres(@Root() { id }: Film, @Ctx() { loaders }: RequestContext): Promise<Genre[]> {
    return loaders.genresByFilm.load(id);
  }

  @Weighs({ listSize: 2 })
  @FieldResolver(() => [Person], { description: 'In the order in which the film names them.' })
  directors(@Root() { id }: Film, @Ctx() { loaders }: RequestContext): Promise<Person[]> {
    return loaders.directorsByFilm.load(id);
  }

  @FieldResolver(() => CreditConnection, { description: 'Who plays in it, top billed first.' })
  cast(
    @Root() { id }: Film,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<CreditConnection> {
    return loaders.castByFilm(id, page);
  }

  @FieldResolver(() => Int, { description: 'How many published reviews there are of it.' })
  reviewCount(@Root() { id }: Film, @Ctx() { loaders }: RequestContext): Promise<number> {
    return loaders.reviewCountByFilm.load(id);
  }

  @FieldResolver(() => ReviewConnection, { description: 'Its published reviews, newest first unless told.' })
  reviews(
    @Root() { id }: Film,
    @Args(() => ReviewsArgs) args: ReviewsArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByFilm(id, ...reviewsWanted(args));
  }
}

@Resolver(() => Credit)
export class CreditResolver {
  @FieldResolver(() => Person, { description: 'Who is credited.' })
  person(@Root() { personId }: Credit, @Ctx() { loaders }: RequestContext): Promise<Person | null> {
    return loaders.personById.load(personId);
  }

  @FieldResolver(() => Film, { description: 'What the credit is for.' })
  film(@Root() { filmId }: Credit, @Ctx() { loaders }: RequestContext): Promise<Film | null> {
    return loaders.filmById.load(filmId);
  }
}
