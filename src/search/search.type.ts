import { ArrayMaxSize, IsArray, IsOptional, IsString, Length } from 'class-validator';
import { ArgsType, createUnionType, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Author } from '../authors/author.type';
import { Film } from '../films/film.type';
import { connectionOf, edgeOf } from '../graphql/connection';
import { Weighs } from '../graphql/limits/weight';
import type { Typed } from '../graphql/node';
import { PageArgs } from '../graphql/page-args';
import { Person } from '../people/person.type';
import { Review } from '../reviews/review.type';
import { most } from './most';

export enum SearchType {
  REVIEW = 'REVIEW',
  FILM = 'FILM',
  PERSON = 'PERSON',
  AUTHOR = 'AUTHOR',
}
registerEnumType(SearchType, {
  name: 'SearchType',
  description: 'Which kinds of things a search looks among.',
  valuesConfig: {
    REVIEW: { description: 'Published reviews, by their text, their film and who worked on it.' },
    FILM: { description: 'Films, by title.' },
    PERSON: { description: 'People who worked on films, by name.' },
    AUTHOR: { description: 'Authors of published reviews, by name.' },
  },
});

export const SearchResult = createUnionType({
  name: 'SearchResult',
  description: 'What a search can find.',
  types: () => [Review, Film, Person, Author] as const,
  resolveType: (value) => (value as unknown as Typed).__typename,
});
export type SearchResult = typeof SearchResult;

export enum HighlightField {
  HEADLINE = 'HEADLINE',
  BODY = 'BODY',
  TITLE = 'TITLE',
  ORIGINAL_TITLE = 'ORIGINAL_TITLE',
  NAME = 'NAME',
}
registerEnumType(HighlightField, {
  name: 'HighlightField',
  description: 'Where words that were searched for stand.',
  valuesConfig: {
    HEADLINE: { description: 'The headline of a review, as a whole.' },
    BODY: { description: 'A passage of the body of a review, some 12 to 30 words.' },
    TITLE: { description: 'The title of a film, as a whole.' },
    ORIGINAL_TITLE: { description: 'The original title of a film, as a whole.' },
    NAME: { description: 'The name of a person or an author, as a whole.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A piece of a text: found, or standing beside what was.' })
export class HighlightPiece {
  @Field(() => String, { description: 'Plain text, not HTML: to be escaped like any other. Spaces count.' })
  text!: string;

  @Field(() => Boolean, { description: 'Whether it was searched for, and should stand out.' })
  isMatch!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A text in which words stand that were searched for, cut where they begin and end.',
})
export class Highlight {
  @Field(() => HighlightField, { description: 'What it is a text of.' })
  field!: HighlightField;

  @Weighs({ listSize: 5 })
  @Field(() => [HighlightPiece], {
    description: 'In order; put together they are the text as it is written.',
  })
  pieces!: HighlightPiece[];
}

@ObjectType({ simpleResolvers: true, description: 'One thing that was found.' })
export class SearchEdge extends edgeOf<SearchResult>(() => SearchResult) {
  // graphql-js itself calls the function.
  @Weighs({ listSize: 3 })
  @Field(() => [Highlight], {
    description:
      'Where the words stand that it was found by, accents and endings aside: names and headline as a whole, of a ' +
      'body up to two passages. Empty where none does, as for a review whose film alone was named.',
  })
  highlights!: () => Promise<Highlight[]>;
}

@ObjectType({ simpleResolvers: true, description: 'A page of what was found.' })
export class SearchConnection extends connectionOf<SearchResult, SearchEdge>(
  () => SearchResult,
  () => SearchEdge,
  'How many there are on all pages.',
) {}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, {
    description:
      'Words or names, 1 to 200 characters; case, accents and punctuation do not count. "A phrase" stands in ' +
      'quotes, -word excludes, or gives a choice. The last word may be unfinished; what holds it whole comes first. ' +
      `Phrases and unfinished words are looked for in the ${most.lookedInto.toLocaleString('en')} newest texts with the other words. ` +
      'Where few names are found, those spelt alike follow.',
  })
  @IsString()
  @Length(1, 200)
  query!: string;

  @Field(() => [SearchType], { nullable: true, description: 'Everything unless told.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  types?: SearchType[] | null;
}
