import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Weighs } from '../graphql/limits/weight';

export enum UserErrorCode {
  INVALID = 'INVALID',
  NOT_FOUND = 'NOT_FOUND',
  TAKEN = 'TAKEN',
  OUTDATED = 'OUTDATED',
  WRONG_STATUS = 'WRONG_STATUS',
  SAME = 'SAME',
  KEY_REUSED = 'KEY_REUSED',
  UNDECIDED = 'UNDECIDED',
}
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'Why nothing was written.',
  valuesConfig: {
    INVALID: { description: 'A value breaks a rule; the message says which.' },
    NOT_FOUND: { description: 'There is nothing with this id or name.' },
    TAKEN: { description: 'It must be the only one with this value, and another has it.' },
    OUTDATED: { description: 'It has been changed since this version: read it again.' },
    WRONG_STATUS: { description: 'This cannot be done to something of its status.' },
    SAME: { description: 'Two different things are wanted, and this is one.' },
    KEY_REUSED: { description: 'The idempotency key was used for something else.' },
    UNDECIDED: {
      description: 'What readers have clicked does not decide it; the message says what is missing.',
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Why nothing was written, for the person who filled in the form.',
})
export class UserError {
  @Field(() => [String], {
    nullable: true,
    description: 'Where in the input, outermost first; null where it is of no one field.',
  })
  field!: string[] | null;

  @Field(() => String, { description: 'What is wrong and what to do, in a sentence.' })
  message!: string;

  @Field(() => UserErrorCode, { description: 'The same for programs.' })
  code!: UserErrorCode;
}

/** Payload of every mutation: it has been done, or `userErrors` say why not. */
@ObjectType({ simpleResolvers: true })
export abstract class Payload {
  @Weighs({ listSize: 1 })
  @Field(() => [UserError], { description: 'Why nothing was written; empty where it was.' })
  userErrors!: UserError[];
}

/** Thrown while writing: what was written until then is taken back, and the caller told why. */
export class Refusal extends Error {
  override name = 'Refusal';

  constructor(readonly userErrors: UserError[]) {
    super(userErrors.map(({ message }) => message).join(' '));
  }
}

export function refuseIfAny(userErrors: UserError[]): void {
  if (userErrors.length > 0) throw new Refusal(userErrors);
}

export function refuse(code: UserErrorCode, field: string[] | null, message: string): never {
  throw new Refusal([{ code, field, message }]);
}
