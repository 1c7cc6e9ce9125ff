import { IsInt, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { MayBeCleared, Slug, WholeNumber, WikidataId } from './input-rules';
import { MutationInput } from './mutation';

/** A film or a person, to be found or else added. */
@InputType()
export abstract class UpsertInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Which one is to be changed. Without it, the one that has one of the ids of IMDb, TMDB and Wikidata is; if none has, a new one is added.',
  })
  @MayBeCleared()
  @MaxLength(100)
  id?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'As it was read: a change that was made since then is not overwritten. Needed along with `id`.',
  })
  @MayBeCleared()
  @IsInt()
  version?: number | null;

  @Field(() => Int, { nullable: true, description: 'The Movie Database id, such as 451.' })
  @MayBeCleared()
  @WholeNumber({ from: 1, to: 2 ** 31 - 1 })
  tmdbId?: number | null;

  @Field(() => String, { nullable: true, description: 'Wikidata item, such as Q191040.' })
  @MayBeCleared()
  @WikidataId()
  wikidataId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What a new one is called in URLs; made of its name unless told. It stays the same once given.',
  })
  @MayBeCleared()
  @Slug()
  slug?: string | null;
}
