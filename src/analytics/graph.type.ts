import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Film } from '../films/film.type';
import { RelationKind } from '../relatedness/related.type';
import { Review } from '../reviews/review.type';
import type { ArticleCriteria } from './analytics-filter';
import type { CountedLinks } from './counted-links';
import type { FilmLack } from './graph.store';

@ObjectType({ description: 'Articles that have something in common: how many, and some of them.' })
export class ArticleSample {
  links!: CountedLinks;

  @Field(() => Int, { description: 'How many there are.' })
  count!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How many entries stand in lists for one kind of reason.' })
export class ReasonFigures {
  @Field(() => RelationKind, {
    nullable: true,
    description: 'Of what kind the foremost reason of the entry is; null: pinned, and nothing is shared.',
  })
  reason!: RelationKind | null;

  @Field(() => Int, { description: 'How many entries.' })
  links!: number;

  @Field(() => Float, { description: 'Their part of all entries, 0 to 1.' })
  share!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A list that is not full.' })
export class ThinList {
  @Field(() => Review, { description: 'Of which article.' })
  review!: Review;

  @Field(() => Int, { description: 'How many entries it has, 0 to 5.' })
  entries!: number;
}

@ObjectType({ description: 'Films with an article that lack something: how many, and some of them.' })
export class FilmSample {
  criteria!: ArticleCriteria;
  lack!: FilmLack;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A film whose articles may be about another one: for somebody to look at.',
})
export class DoubtfulMatch {
  @Field(() => Film, { description: 'The film that has the articles.' })
  film!: Film;

  @Field(() => Film, { nullable: true, description: 'Which other is meant, if the store has it.' })
  other!: Film | null;

  @Field(() => String, { description: 'What makes it doubtful, in English.' })
  because!: string;
}

@ObjectType({
  description:
    'Where the lists lead that readers get under articles with `first: 6` by the active profile, what editors have pinned and hidden included; what only fills a gap counts as nothing. Of the lists under the articles of the filter; orphans, hubs and their concentration are of these articles too, and of all lists that lead to them.',
})
export class GraphFigures {
  criteria!: ArticleCriteria;
  links!: CountedLinks;

  @Field(() => String, { description: 'Name and version of the weights that the lists were made with.' })
  profile!: string;

  @Field(() => GraphQLDateTime, {
    description:
      'When the lists were gone through. Changes since then are not in the figures yet; asking again brings them.',
  })
  computedAt!: Date;

  @Field(() => Int, { description: 'How many entries a list has room for.' })
  listLength!: number;
}
