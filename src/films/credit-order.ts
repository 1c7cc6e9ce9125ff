import { Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../graphql/order-direction';

export enum CreditOrderField {
  RELEASE_YEAR = 'RELEASE_YEAR',
}
registerEnumType(CreditOrderField, {
  name: 'CreditOrderField',
  description: 'By what credits are ordered; equal ones follow as they were entered, in both directions.',
  valuesConfig: {
    RELEASE_YEAR: { description: 'Of the film; a year that is not known counts as before all others.' },
  },
});

@InputType({ description: 'The order of a list of credits.' })
export class CreditOrder {
  @Field(() => CreditOrderField, { description: 'What is compared first.' })
  field!: CreditOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Downwards unless told.' })
  direction!: OrderDirection;
}
