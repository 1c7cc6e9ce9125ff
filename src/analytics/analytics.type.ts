import { ObjectType } from 'type-graphql';
import type { ArticleCriteria } from './analytics-filter';

@ObjectType({ description: 'Figures of what is covered, of what the graph does, and of what readers do.' })
export class Analytics {
  /** Which articles the figures are of. */
  criteria!: ArticleCriteria;
}
