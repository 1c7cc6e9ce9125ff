import { IsInt, MaxLength, Min } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Review } from '../reviews/review.type';
import { EditorialRuleKind } from './editorial-rule-kind';
import { Line, MayBeCleared } from './input-rules';
import { MutationInput } from './mutation';
import { Payload } from './user-error';

registerEnumType(EditorialRuleKind, {
  name: 'EditorialRuleKind',
  description: 'What an editor has decided of one review among those related to another.',
  valuesConfig: {
    PIN: { description: 'It stands before all that is related.' },
    HIDE: { description: 'It does not show, not even to fill a gap.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: "An editor's decision on one review among those related to another.",
})
export class EditorialRule {
  parentId!: number;
  relatedId!: number;

  @Field(() => EditorialRuleKind, { description: 'Whether it is pinned or hidden.' })
  kind!: EditorialRuleKind;

  @Field(() => Int, {
    nullable: true,
    description:
      'Where it stands among the pins, expired ones included: 1 for the first. null for what is hidden.',
  })
  place!: number | null;

  @Field(() => String, { nullable: true, description: 'Why, for other editors.' })
  note!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From this moment on it does not count; null for never.',
  })
  expiresAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was decided so.' })
  createdAt!: Date;

  @Field(() => String, { description: "Who decided: the name of the token's holder at that time." })
  actor!: string;
}

@InputType({ description: 'A review and one of those related to it: neither pinned nor hidden any more.' })
export class ReleaseRelatedInput extends MutationInput {
  @Field(() => ID, { description: 'Whose list of related reviews it is about.' })
  @MaxLength(100)
  review!: string;

  @Field(() => ID, { description: 'What shows in the list, or does not; another review.' })
  @MaxLength(100)
  related!: string;
}

@InputType({ description: 'What is not to show among the related reviews of a review.' })
export class HideRelatedInput extends ReleaseRelatedInput {
  @Field(() => String, {
    nullable: true,
    description: 'Why, for other editors: one line of up to 500 characters.',
  })
  @MayBeCleared()
  @Line(500)
  note?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From which moment on it does not count; it must lie ahead. Never unless given.',
  })
  @MayBeCleared()
  expiresAt?: Date | null;
}

@InputType({
  description:
    'What is to stand first among the related reviews of a review, of any film. One that is not published shows once it is.',
})
export class PinRelatedInput extends HideRelatedInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'Where it is to stand among the pins, 1 for the first; those behind make room. Unless given, it stays where it is pinned, or else stands last.',
  })
  @MayBeCleared()
  @IsInt()
  @Min(1)
  place?: number | null;
}

@ObjectType({ simpleResolvers: true })
abstract class EditorialRulePayload extends Payload {
  @Field(() => Review, {
    nullable: true,
    description: 'Whose list it is about, as it is now; null where nothing was written.',
  })
  review!: Review | null;

  @Field(() => EditorialRule, { nullable: true, description: 'What holds now; null where nothing does.' })
  rule!: EditorialRule | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a pin.' })
export class PinRelatedPayload extends EditorialRulePayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of hiding a review.' })
export class HideRelatedPayload extends EditorialRulePayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of a release.' })
export class ReleaseRelatedPayload extends EditorialRulePayload {}
