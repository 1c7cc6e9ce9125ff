import { Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../graphql/order-direction';

export enum PersonOrderField {
  FILM_COUNT = 'FILM_COUNT',
  NAME = 'NAME',
}
registerEnumType(PersonOrderField, {
  name: 'PersonOrderField',
  description: 'By what people are ordered; equal ones follow by id, the lowest first in both directions.',
  valuesConfig: {
    FILM_COUNT: {
      description: 'By on how many films they have a credit; of the role, where the filter has one.',
    },
    NAME: { description: 'As it is written, first name first; letters and digits count, in whatever case.' },
  },
});

@InputType({ description: 'The order of a list of people.' })
export class PersonOrder {
  @Field(() => PersonOrderField, { description: 'What is compared first.' })
  field!: PersonOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.ASC, description: 'Upwards unless told.' })
  direction!: OrderDirection;
}
