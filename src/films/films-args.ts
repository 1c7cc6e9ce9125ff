import { IsOptional, ValidateNested } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import type { ListOrder } from '../database/keyset';
import { toListOrder } from '../graphql/order-direction';
import { PageArgs } from '../graphql/page-args';
import { type FilmCriteria, FilmFilter, toFilmCriteria } from './film-filter';
import { FilmOrder, type FilmOrderField } from './film-order';

/** What every list of films takes. */
@ArgsType()
export class FilmsArgs extends PageArgs {
  @Field(() => FilmFilter, { nullable: true, description: 'All unless told.' })
  @IsOptional()
  @ValidateNested()
  filter?: FilmFilter | null;

  @Field(() => FilmOrder, { nullable: true, description: 'By title unless told.' })
  orderBy?: FilmOrder | null;
}

export function filmsWanted({
  filter,
  orderBy,
  ...page
}: FilmsArgs): [page: PageArgs, criteria: FilmCriteria, order: ListOrder<FilmOrderField> | undefined] {
  return [page, toFilmCriteria(filter ?? {}), toListOrder(orderBy)];
}
