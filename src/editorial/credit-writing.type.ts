import { ArrayMaxSize, ArrayMinSize, IsInt, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CreditRole } from '../films/credit-role';
import { FilmPayload } from './film-writing.type';
import { Line, MayBeCleared, Name, WholeNumber } from './input-rules';
import { MutationInput } from './mutation';

const mostCredits = 1000;

@InputType({
  description:
    "One person's one job on the film. If it is known, what is left out stays as it is, and null clears.",
})
export class CreditInput {
  @Field(() => ID, { nullable: true, description: 'Who, if they are known.' })
  @MayBeCleared()
  @MaxLength(100)
  person?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Instead of `person`: a name, known or new. Whoever has it on this film already is meant, else the one person of this name there is.',
  })
  @MayBeCleared()
  @Name(200)
  personName?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Along with `personName`: it tells apart two people of one name; 1800 to 2200.',
  })
  @MayBeCleared()
  @WholeNumber({ from: 1800, to: 2200 })
  personBirthYear?: number | null;

  @Field(() => CreditRole, { description: 'What they did.' })
  role!: CreditRole;

  @Field(() => String, { nullable: true, description: 'Whom an actor plays; up to 300 characters.' })
  @MayBeCleared()
  @Line(300)
  character?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Place in the cast, 0 for the top, up to 32,767; actors only.',
  })
  @MayBeCleared()
  @WholeNumber({ from: 0, to: 32_767 })
  billing?: number | null;
}

@InputType({ description: 'A credit that a film is not to have any more.' })
export class CreditToRemove {
  @Field(() => ID, { description: 'Who.' })
  @MaxLength(100)
  person!: string;

  @Field(() => CreditRole, { description: 'What they did not do.' })
  role!: CreditRole;
}

/** Which film has its credits written. */
@InputType()
abstract class CreditsInput extends MutationInput {
  @Field(() => ID, { description: 'Which film.' })
  @MaxLength(100)
  film!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Only if the film has not been changed since this version.',
  })
  @MayBeCleared()
  @IsInt()
  version?: number | null;
}

@InputType({ description: 'Credits that a film is to have beside those that it has.' })
export class UpsertCreditsInput extends CreditsInput {
  @Field(() => [CreditInput], { description: '1 to 1000; no person twice in one role.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostCredits)
  @ValidateNested()
  credits!: CreditInput[];
}

@InputType({ description: 'Credits that a film is not to have any more.' })
export class RemoveCreditsInput extends CreditsInput {
  @Field(() => [CreditToRemove], { description: '1 to 1000 that it has.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostCredits)
  @ValidateNested()
  credits!: CreditToRemove[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of credits of a film.' })
export class UpsertCreditsPayload extends FilmPayload {}

@ObjectType({ simpleResolvers: true, description: 'What became of credits of a film.' })
export class RemoveCreditsPayload extends FilmPayload {}
