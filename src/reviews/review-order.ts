import { Field, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../graphql/order-direction';

export enum ReviewOrderField {
  DATE_PUBLISHED = 'DATE_PUBLISHED',
  HEADLINE = 'HEADLINE',
  RATING = 'RATING',
  RELEASE_YEAR = 'RELEASE_YEAR',
  RELEVANCE = 'RELEVANCE',
  TITLE = 'TITLE',
}
registerEnumType(ReviewOrderField, {
  name: 'ReviewOrderField',
  description: 'By what reviews are ordered; equal ones follow by id, the lowest first in both directions.',
  valuesConfig: {
    DATE_PUBLISHED: { description: 'Where no date is known, the first day of the copyright year.' },
    HEADLINE: { description: 'Letters and digits count, in whatever case and with whatever accents.' },
    RATING: {
      description: 'As a share of the best value; reviews without a rating count as below all others.',
    },
    RELEASE_YEAR: { description: 'Of the film; a year that is not known counts as before all others.' },
    RELEVANCE: { description: 'How much the review has to do with the text of the filter, which it needs.' },
    TITLE: {
      description: 'Of the film; letters and digits count, in whatever case and with whatever accents.',
    },
  },
});

@InputType({ description: 'The order of a list of reviews.' })
export class ReviewOrder {
  @Field(() => ReviewOrderField, { description: 'What is compared first.' })
  field!: ReviewOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Downwards unless told.' })
  direction!: OrderDirection;
}
