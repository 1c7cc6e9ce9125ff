import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { FilmConnection } from '../films/film.type';
import type { RequestContext } from '../graphql/context';
import { ForwardPageArgs } from '../graphql/page-args';
import { ReviewConnection } from '../reviews/review.type';
import { listGenres } from './genre.store';
import { Genre } from './genre.type';

@Resolver(() => Genre)
export class GenreResolver {
  @Query(() => [Genre], { description: 'All genres, by name.' })
  genres(@Ctx() { sql }: RequestContext): Promise<Genre[]> {
    return listGenres(sql);
  }

  @FieldResolver(() => FilmConnection, { description: 'Its films, by title.' })
  films(
    @Root() { id }: Genre,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<FilmConnection> {
    return loaders.filmsByGenre(id, page);
  }

  @FieldResolver(() => ReviewConnection, { description: 'Reviews of its films, newest first.' })
  reviews(
    @Root() { id }: Genre,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByGenre(id, page);
  }
}
