import { Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../graphql/order-direction';

export enum FilmOrderField {
  RELEASE_YEAR = 'RELEASE_YEAR',
  REVIEW_COUNT = 'REVIEW_COUNT',
  TITLE = 'TITLE',
}
registerEnumType(FilmOrderField, {
  name: 'FilmOrderField',
  description: 'By what films are ordered; equal ones follow by id, the lowest first in both directions.',
  valuesConfig: {
    RELEASE_YEAR: { description: 'A year that is not known counts as before all others.' },
    REVIEW_COUNT: { description: 'By how many published reviews there are of the film.' },
    TITLE: { description: 'Letters and digits count, in whatever case and with whatever accents.' },
  },
});

@InputType({ description: 'The order of a list of films.' })
export class FilmOrder {
  @Field(() => FilmOrderField, { description: 'What is compared first.' })
  field!: FilmOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Upwards unless told.' })
  direction!: OrderDirection;
}
