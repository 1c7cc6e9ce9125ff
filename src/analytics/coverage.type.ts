import { GraphQLLocalDate } from 'graphql-scalars';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Author } from '../authors/author.type';
import { Film } from '../films/film.type';
import { Genre } from '../genres/genre.type';
import { Person } from '../people/person.type';
import type { ArticleCriteria } from './analytics-filter';

@ObjectType({ description: 'What the articles are about, when they appeared, and how they judge.' })
export class CoverageFigures {
  /** Which articles the figures are of. */
  criteria!: ArticleCriteria;
}

const meanRating = {
  nullable: true,
  description: 'What they give on average, as a share of the best value: 0 to 1; null if none gives any.',
};

@ObjectType({ simpleResolvers: true, description: 'What appeared in a month, as UTC has it.' })
export class MonthFigures {
  @Field(() => GraphQLLocalDate, { description: 'Its first day.' })
  month!: string;

  @Field(() => Int, { description: 'How many articles appeared; 0 in a month between others.' })
  articles!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What there is of a genre. A film of three genres counts in each.',
})
export class GenreFigures {
  @Field(() => Genre, { nullable: true, description: 'null: of films for which none is known.' })
  genre!: Genre | null;

  @Field(() => Int, { description: 'How many articles are about such a film.' })
  articles!: number;

  @Field(() => Int, { description: 'How many films these are.' })
  films!: number;

  @Field(() => Float, meanRating)
  meanRating!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What there is of the films of a decade.' })
export class DecadeFigures {
  @Field(() => Int, { nullable: true, description: 'Its first year, such as 1990; null: year not known.' })
  decade!: number | null;

  @Field(() => Int, { description: 'How many articles are about such a film.' })
  articles!: number;

  @Field(() => Int, { description: 'How many films these are.' })
  films!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What somebody has written.' })
export class AuthorFigures {
  @Field(() => Author, { nullable: true, description: 'null: not known.' })
  author!: Author | null;

  @Field(() => Int, { description: 'How many articles.' })
  articles!: number;

  @Field(() => Float, meanRating)
  meanRating!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How much there is about the films of somebody.' })
export class PersonFigures {
  @Field(() => Person, { description: 'Who directed them, or plays in them.' })
  person!: Person;

  @Field(() => Int, { description: 'How many articles are about such a film.' })
  articles!: number;

  @Field(() => Int, { description: 'How many films these are.' })
  films!: number;

  @Field(() => Float, meanRating)
  meanRating!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'One of ten equal parts of the scale.' })
export class RatingBin {
  @Field(() => Float, { description: 'Its least share of the best value.' })
  from!: number;

  @Field(() => Float, { description: 'Less than this; in the last bin this too, which is 1.' })
  to!: number;

  @Field(() => Int, { description: 'How many articles give so much.' })
  articles!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How the articles rate: 4 of 5 and 80 of 100 are the same, 0.8 of the best value.',
})
export class RatingFigures {
  @Field(() => Int, { description: 'How many articles give a rating.' })
  rated!: number;

  @Field(() => Int, { description: 'How many give none.' })
  unrated!: number;

  @Field(() => Float, meanRating)
  mean!: number | null;

  @Field(() => [RatingBin], { description: 'Ten, from the lowest to the highest.' })
  bins!: RatingBin[];
}

@ObjectType({ simpleResolvers: true, description: 'A film with several articles.' })
export class FilmFigures {
  @Field(() => Film, { description: 'Which film.' })
  film!: Film;

  @Field(() => Int, { description: 'How many articles are about it.' })
  articles!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A film that nobody has written about, and what it would bring.',
})
export class FilmToReview {
  @Field(() => Film, { description: 'Which film.' })
  film!: Film;

  @Field(() => Int, {
    description: 'How many articles are about a film of one of its directors, or with one of its actors.',
  })
  articles!: number;

  @Field(() => [Person], {
    description: 'Through whom: who is of the most of these articles first, at most 3.',
  })
  people!: Person[];
}
