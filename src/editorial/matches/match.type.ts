import { ArrayMaxSize, ArrayMinSize, IsEnum, IsOptional, Matches, MaxLength } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { FactsSource } from '../../films/facts-source';
import { connectionOf, edgeOf } from '../../graphql/connection';
import { PageArgs } from '../../graphql/page-args';
import { MatchKind, MatchRule, MatchStatus } from '../../ingest/matching/match-words';
import { FilmPayload } from '../film-writing.type';
import { MayBeCleared, WholeNumber } from '../input-rules';
import { MutationInput } from '../mutation';
import { PersonPayload } from '../person-writing.type';
import { Payload } from '../user-error';
import type { MatchRow } from './match.store';

registerEnumType(MatchKind, {
  name: 'MatchKind',
  description: 'What a match is of.',
  valuesConfig: {
    FILM: { description: 'A film that an article or a catalogue speaks of.' },
    PERSON: { description: 'A person whom one names.' },
  },
});
registerEnumType(MatchStatus, {
  name: 'MatchStatus',
  description: 'What has become of a match.',
  valuesConfig: {
    WAITING: { description: 'It is not sure enough: the two are kept apart until somebody decides.' },
    ACCEPTED: { description: 'The two are one, by the rule or as somebody has decided.' },
    REJECTED: { description: 'The two are two, for good.' },
  },
});
registerEnumType(MatchRule, {
  name: 'MatchRule',
  description: 'What a match was made by. External ids, and the same name on the same film, are no guess.',
  valuesConfig: {
    TITLE_AND_YEAR: { description: 'The same title, and years that are known.' },
    TITLE: { description: 'The same title; a year is not known.' },
    NEAR_TITLE: {
      description: 'Another form of the title: "Part II" and "2", with an article or a subtitle and without.',
    },
    SPELLING: { description: 'Another spelling of a name on the same film.' },
    NAME: { description: 'The same name, on another film.' },
  },
});
registerEnumType(FactsSource, {
  name: 'FactsSource',
  description: 'The catalogues that facts come from.',
  valuesConfig: {
    WIKIPEDIA: { description: 'wikipedia-movie-data.' },
    FILMS: { description: 'Our own JSON lines.' },
    IMDB: { description: "IMDb's datasets." },
    TMDB: { description: 'TMDB.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'A guess that what a source speaks of is a film or a person that is known.',
})
export class Match implements Omit<MatchRow, 'id'> {
  @Field(() => ID, { description: 'Its number, which the command line has for it too.' })
  id!: number;

  @Field(() => MatchKind, { description: 'Whether it is of a film or of a person.' })
  kind!: MatchKind;

  @Field(() => MatchStatus, { description: 'What has become of it.' })
  status!: MatchStatus;

  @Field(() => MatchRule, { description: 'What it was made by.' })
  rule!: MatchRule;

  @Field(() => Float, {
    description: 'How likely it is, 0 to 1, by what was known when it was made. From 0.9 on it is accepted.',
  })
  confidence!: number;

  @Field(() => String, { description: 'As the source has it: "Leaving Las Vegas (1995)".' })
  written!: string;

  @Field(() => FactsSource, { nullable: true, description: 'Which catalogue says so; null for an article.' })
  source!: FactsSource | null;

  candidateId!: number;
  subjectId!: number | null;
  filmId!: number | null;
  reviewId!: number | null;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When somebody decided; null for the rule.' })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who decided; null for the rule.' })
  actor!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A match in its list.' })
export class MatchEdge extends edgeOf<Match>(() => Match) {}

@ObjectType({ simpleResolvers: true, description: 'Matches, a page of them.' })
export class MatchConnection extends connectionOf<Match>(
  () => Match,
  () => MatchEdge,
) {}

@ArgsType()
export class MatchesArgs extends PageArgs {
  @Field(() => MatchStatus, { nullable: true, description: 'Those of this status; all unless told.' })
  @IsOptional()
  @IsEnum(MatchStatus)
  status?: MatchStatus | null;
}

const Numbered = () =>
  Matches(/^[1-9]\d{0,8}$/, { message: '$property must be a number, as the API gave it' });

@InputType()
abstract class DecideMatchInput extends MutationInput {
  @Field(() => ID, { description: 'The id of the match.' })
  @Numbered()
  match!: string;
}

@InputType({ description: 'A match that is right.' })
export class AcceptMatchInput extends DecideMatchInput {}

@InputType({ description: 'A match that is wrong.' })
export class RejectMatchInput extends DecideMatchInput {}

@InputType({ description: 'Two people who were taken for one.' })
export class SplitPersonInput extends MutationInput {
  @Field(() => ID, { description: 'Who is two.' })
  @MaxLength(100)
  person!: string;

  @Field(() => [ID], { description: 'The films of the other, 1 to 100.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @MaxLength(100, { each: true })
  films!: string[];
}

@InputType({ description: 'Two films of one title that were taken for one.' })
export class SplitFilmInput extends MutationInput {
  @Field(() => ID, { description: 'What is two.' })
  @MaxLength(100)
  film!: string;

  @Field(() => [ID], { description: 'The reviews of the other, 1 to 100.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @MaxLength(100, { each: true })
  reviews!: string[];

  @Field(() => Int, { nullable: true, description: 'The year of the other, 1870 to 2200, if it is known.' })
  @MayBeCleared()
  @WholeNumber({ from: 1870, to: 2200 })
  releaseYear?: number | null;
}

@InputType({ description: 'Something merged, split or decided that is to be as it was.' })
export class UndoMatchingInput extends MutationInput {
  @Field(() => ID, { description: '`act` of what was answered when it was done.' })
  @Numbered()
  act!: string;
}

const act = 'By which undoMatching takes it back; null where nothing was written.';

@ObjectType({ simpleResolvers: true })
abstract class MatchPayload extends Payload {
  @Field(() => Match, { nullable: true, description: 'As it is now; null where nothing was written.' })
  match!: Match | null;

  @Field(() => ID, { nullable: true, description: act })
  act!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a match that is right.' })
export class AcceptMatchPayload extends MatchPayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of a match that is wrong.' })
export class RejectMatchPayload extends MatchPayload {}

@ObjectType({ simpleResolvers: true, description: 'Who is new.' })
export class SplitPersonPayload extends PersonPayload {
  @Field(() => ID, { nullable: true, description: act })
  act!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Which film is new.' })
export class SplitFilmPayload extends FilmPayload {
  @Field(() => ID, { nullable: true, description: act })
  act!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Whether something was taken back.' })
export class UndoMatchingPayload extends Payload {
  @Field(() => Boolean, { description: 'Whether all is as it was, but for what has changed since.' })
  isUndone!: boolean;
}
