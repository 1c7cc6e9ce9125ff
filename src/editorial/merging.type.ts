import { MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { FilmPayload } from './film-writing.type';
import { MutationInput } from './mutation';
import { PersonPayload } from './person-writing.type';

@InputType()
export abstract class MergeInput extends MutationInput {
  @Field(() => ID, { description: 'The one that stays: what it says holds where the two differ.' })
  @MaxLength(100)
  keep!: string;

  @Field(() => ID, {
    description:
      'The one that becomes part of it. Looked up by its id or slug, the one that stays is given from then on.',
  })
  @MaxLength(100)
  merge!: string;
}

@InputType({ description: 'Two films that are one.' })
export class MergeFilmsInput extends MergeInput {}

@InputType({ description: 'Two people who are one.' })
export class MergePeopleInput extends MergeInput {}

@ObjectType({ simpleResolvers: true, description: 'What became of two films that were one.' })
export class MergeFilmsPayload extends FilmPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'By which undoMatching takes it back; null where nothing was written.',
  })
  act!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of two people who were one.' })
export class MergePeoplePayload extends PersonPayload {
  @Field(() => ID, {
    nullable: true,
    description: 'By which undoMatching takes it back; null where nothing was written.',
  })
  act!: number | null;
}
