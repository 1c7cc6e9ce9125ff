import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Person } from '../people/person.type';
import { ImdbId, MayBeCleared, MayBeLeftOut, Name, WholeNumber } from './input-rules';
import { UpsertInput } from './upsert.type';
import { Payload } from './user-error';

@InputType({
  description:
    'A person, new or known: what is left out stays as it is, null clears. A new one needs a name.',
})
export class UpsertPersonInput extends UpsertInput {
  @Field(() => String, { nullable: true, description: 'IMDb name id, such as nm0000115.' })
  @MayBeCleared()
  @ImdbId('nm')
  imdbId?: string | null;

  @Field(() => String, { nullable: true, description: 'One line of up to 200 characters.' })
  @MayBeLeftOut()
  @Name(200)
  name?: string;

  @Field(() => Int, {
    nullable: true,
    description: 'It tells apart two people of one name; 1800 to 2200.',
  })
  @MayBeCleared()
  @WholeNumber({ from: 1800, to: 2200 })
  birthYear?: number | null;
}

@ObjectType({ simpleResolvers: true })
export abstract class PersonPayload extends Payload {
  @Field(() => Person, { nullable: true, description: 'As they are now; null where nothing was written.' })
  person!: Person | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a person.' })
export class UpsertPersonPayload extends PersonPayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they were not known before; null where nothing was written.',
  })
  isNew!: boolean | null;
}
