import { MaxLength, ValidateNested } from 'class-validator';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Line, MayBeCleared } from '../../editorial/input-rules';
import { MutationInput } from '../../editorial/mutation';
import { Payload } from '../../editorial/user-error';
import { ProfileFigures, ProfileFiguresInput } from './profile-figures.type';
import { ProfileProposal } from './profile-proposal.type';

/** In characters: a name of 40, an @, and a version. */
export const longestLabel = 60;

@ObjectType({
  simpleResolvers: true,
  description: 'What relatedness weighs, and how much: a version, which never changes.',
})
export class RelatednessProfile {
  @Field(() => String, { description: 'Name and version, as in "default@2": as lists name it.' })
  label!: string;

  @Field(() => String, { description: 'What it is called.' })
  name!: string;

  @Field(() => Int, { description: 'Which version of it, from 1.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Why it was made.' })
  note!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when lists are made by it; null where they are not.',
  })
  activeSince!: Date | null;

  @Field(() => ProfileFigures, {
    nullable: true,
    description: 'What it weighs; null where this service cannot make use of it, being older than it.',
  })
  figures!: ProfileFigures | null;

  @Field(() => ProfileProposal, {
    nullable: true,
    description: 'The clicks that it was made of; null where it was made by hand or from ratings.',
  })
  proposal!: ProfileProposal | null;

  @Field(() => Boolean, {
    description:
      'Whether it is a proposal that waits for an editor: the newest one, not put aside, and no profile has become active since it was made.',
  })
  isWaiting!: boolean;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When an editor has put it aside; null where none has.',
  })
  putAsideAt!: Date | null;
}

@InputType({
  description: 'A profile to keep beside the others: no list is made by it until it is activated.',
})
export class CreateProfileInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Which one to start from, as in "default@2"; the active one unless given.',
  })
  @MayBeCleared()
  @MaxLength(longestLabel)
  from?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What to call it: small letters, digits and dashes, a letter first, 40 at most. Unless given, it is the next version of the one that it starts from.',
  })
  @MayBeCleared()
  @MaxLength(longestLabel)
  name?: string | null;

  @Field(() => ProfileFiguresInput, { description: 'What is to differ.' })
  @ValidateNested()
  figures!: ProfileFiguresInput;

  @Field(() => String, { nullable: true, description: 'Why, for others: one line of up to 500 characters.' })
  @MayBeCleared()
  @Line(500)
  note?: string | null;
}

@InputType({ description: 'That what was active before is to be active again.' })
export class RollBackProfileInput extends MutationInput {
  @Field(() => String, {
    description:
      'Label of the profile that was active when this was decided: if another is by now, nothing is done.',
  })
  @MaxLength(longestLabel)
  seen!: string;
}

@InputType({ description: 'Which profile lists are to be made by.' })
export class ActivateProfileInput extends RollBackProfileInput {
  @Field(() => String, { description: 'Its label, as in "default@2".' })
  @MaxLength(longestLabel)
  profile!: string;
}

@InputType({ description: 'Which clicks a profile is to be made of.' })
export class ProposeProfileInput extends MutationInput {
  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The first day, at most 800 before the last; 28 days are counted unless given.',
  })
  @MayBeCleared()
  from?: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The last day; today unless given, in the time zone of the figures.',
  })
  @MayBeCleared()
  to?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether demo events are counted too, to try this out.',
  })
  @MayBeCleared()
  withDemo?: boolean | null;
}

@InputType({ description: 'Which proposal is to wait no more.' })
export class PutProposalAsideInput extends MutationInput {
  @Field(() => String, { description: 'Label of the profile that is proposed, as in "clicks@2".' })
  @MaxLength(longestLabel)
  profile!: string;
}

@ObjectType({ simpleResolvers: true })
abstract class ProfilePayload extends Payload {
  @Field(() => RelatednessProfile, {
    nullable: true,
    description: 'The profile in question, as it is now; null where nothing was done.',
  })
  profile!: RelatednessProfile | null;
}

@ObjectType({ simpleResolvers: true })
abstract class NewProfilePayload extends ProfilePayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'false where the latest version of it has these figures already: no other was made.',
  })
  isNew!: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a new profile.' })
export class CreateProfilePayload extends NewProfilePayload {}

@ObjectType({
  simpleResolvers: true,
  description: 'What became of a proposal: a profile that is not active.',
})
export class ProposeProfilePayload extends NewProfilePayload {}

@ObjectType({
  simpleResolvers: true,
  description: 'What became of an activation: the profile that is active.',
})
export class ActivateProfilePayload extends ProfilePayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of a roll-back: the profile that is active.' })
export class RollBackProfilePayload extends ProfilePayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of a proposal: it waits no more.' })
export class PutProposalAsidePayload extends ProfilePayload {}
