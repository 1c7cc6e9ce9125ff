import { ArrayMaxSize, IsArray, IsOptional, IsString, Length } from 'class-validator';
import { ArgsType, createUnionType, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Author } from '../authors/author.type';
import { Film } from '../films/film.type';
import { connectionOf, edgeOf } from '../graphql/connection';
import type { Typed } from '../graphql/node';
import { ForwardPageArgs } from '../graphql/page-args';
import { Person } from '../people/person.type';
import { Review } from '../reviews/review.type';

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

@ObjectType({ simpleResolvers: true, description: 'One thing that was found.' })
export class SearchEdge extends edgeOf<SearchResult>(() => SearchResult) {}

@ObjectType({ simpleResolvers: true, description: 'A page of what was found.' })
export class SearchConnection extends connectionOf<SearchResult>(
  () => SearchResult,
  () => SearchEdge,
) {}

@ArgsType()
export class SearchArgs extends ForwardPageArgs {
  @Field(() => String, { description: 'Words or names, 1 to 200 characters; misspelt ones are understood.' })
  @IsString()
  @Length(1, 200)
  query!: string;

  @Field(() => [SearchType], { nullable: true, description: 'Everything unless told.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  types?: SearchType[] | null;
}
