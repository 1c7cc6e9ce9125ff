import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
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
import { Genre } from '../genres/genre.type';
import { readConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { fromIdOf } from '../graphql/node';
import { oneOf } from '../graphql/one-of';
import { OrderDirection } from '../graphql/order-direction';
import { ForwardPageArgs } from '../graphql/page-args';
import { Person } from '../people/person.type';
import { ReviewConnection } from '../reviews/review.type';
import { type FilmCriteria, FilmOrderField, filmList, findFilmByImdbId, findFilmBySlug } from './film.store';
import { Credit, CreditConnection, Film, FilmConnection } from './film.type';

registerEnumType(FilmOrderField, {
  name: 'FilmOrderField',
  description: 'By what films are ordered; equal ones follow by id.',
  valuesConfig: {
    TITLE: { description: 'By title, without regard to capitals and accents.' },
    RELEASE_YEAR: { description: 'By the year of release; where none is known, as older than all others.' },
  },
});

@InputType({ description: 'The order of a list of films.' })
class FilmOrder {
  @Field(() => FilmOrderField, { description: 'What is compared.' })
  field!: FilmOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Which end comes first.' })
  direction!: OrderDirection;
}

@InputType({ description: 'Which films; all that is given must hold.' })
class FilmFilter {
  @Field(() => ID, { nullable: true, description: 'Films of this genre.' })
  genre?: string | null;

  @Field(() => ID, { nullable: true, description: 'Films on which this person has a credit of any role.' })
  person?: string | null;

  @Field(() => Int, { nullable: true, description: 'Released in this year or later.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  releasedFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'Released in this year or earlier.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  releasedTo?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether there is a published review of the film.' })
  isReviewed?: boolean | null;
}

@ArgsType()
class FilmsArgs extends ForwardPageArgs {
  @Field(() => FilmFilter, { nullable: true, description: 'All films unless told.' })
  @ValidateNested()
  filter?: FilmFilter | null;

  @Field(() => FilmOrder, { nullable: true, description: 'By title unless told.' })
  orderBy?: FilmOrder | null;
}

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
  films(
    @Args(() => FilmsArgs) { filter, orderBy, ...page }: FilmsArgs,
    @Ctx() { sql }: RequestContext,
  ): Promise<FilmConnection> {
    return readConnection(
      sql,
      filmList(toCriteria(filter ?? {}), orderBy ? toOrder(orderBy) : undefined),
      page,
    );
  }

  @FieldResolver(() => [Genre], { description: 'By name.' })
  genres(@Root() { id }: Film, @Ctx() { loaders }: RequestContext): Promise<Genre[]> {
    return loaders.genresByFilm.load(id);
  }

  @FieldResolver(() => [Person], { description: 'In the order in which the film names them.' })
  directors(@Root() { id }: Film, @Ctx() { loaders }: RequestContext): Promise<Person[]> {
    return loaders.directorsByFilm.load(id);
  }

  @FieldResolver(() => CreditConnection, { description: 'Who plays in it, top billed first.' })
  cast(
    @Root() { id }: Film,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<CreditConnection> {
    return loaders.castByFilm(id, page);
  }

  @FieldResolver(() => ReviewConnection, { description: 'Its published reviews, newest first.' })
  reviews(
    @Root() { id }: Film,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReviewConnection> {
    return loaders.reviewsByFilm(id, page);
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

function toCriteria({ genre, person, releasedFrom, releasedTo, isReviewed }: FilmFilter): FilmCriteria {
  return {
    ...(genre != null && { genreId: fromIdOf('Genre', genre) }),
    ...(person != null && { personId: fromIdOf('Person', person) }),
    ...(releasedFrom != null && { releasedFrom }),
    ...(releasedTo != null && { releasedTo }),
    ...(isReviewed != null && { isReviewed }),
  };
}

function toOrder({ field, direction }: FilmOrder) {
  return { field, isDescending: direction === OrderDirection.DESC };
}
