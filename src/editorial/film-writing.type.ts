import { IsBoolean, IsNumber, Max, Min } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { Film } from '../films/film.type';
import { ImdbId, Line, MayBeCleared, MayBeLeftOut, Names, WholeNumber } from './input-rules';
import { UpsertInput } from './upsert.type';
import { Payload } from './user-error';

@InputType({
  description: 'A film, new or known: what is left out stays as it is, null clears. A new one needs a title.',
})
export class UpsertFilmInput extends UpsertInput {
  @Field(() => String, { nullable: true, description: 'IMDb title id, such as tt0113627.' })
  @MayBeCleared()
  @ImdbId('tt')
  imdbId?: string | null;

  @Field(() => String, { nullable: true, description: 'One line of up to 300 characters.' })
  @MayBeLeftOut()
  @Line(300)
  title?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The title in the language of the film, where it differs.',
  })
  @MayBeCleared()
  @Line(300)
  originalTitle?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The year in which it was first shown, 1870 to 2200.',
  })
  @MayBeCleared()
  @WholeNumber({ from: 1870, to: 2200 })
  releaseYear?: number | null;

  @Field(() => Int, { nullable: true, description: 'How long it takes, in minutes, 1 to 32,767.' })
  @MayBeCleared()
  @WholeNumber({ from: 1, to: 32_767 })
  runtimeMinutes?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the cast lists everyone.' })
  @MayBeLeftOut()
  @IsBoolean()
  castIsComplete?: boolean;

  @Field(() => [String], {
    nullable: true,
    description:
      'The names of all its genres, instead of those that it has: known ones however written, or new ones. Another word for one is taken for it: Sci-Fi for Science Fiction, Romcom for Romance and Comedy.',
  })
  @MayBeLeftOut()
  @Names()
  genres?: string[];

  @Field(() => Int, { nullable: true, description: 'How many people have rated it, as TMDB counts.' })
  @MayBeCleared()
  @WholeNumber({ from: 0, to: 2 ** 31 - 1 })
  voteCount?: number | null;

  @Field(() => Float, { nullable: true, description: 'How they rated it on average, 0 to 10.' })
  @MayBeCleared()
  @IsNumber()
  @Min(0)
  @Max(10)
  voteAverage?: number | null;
}

@ObjectType({ simpleResolvers: true })
export abstract class FilmPayload extends Payload {
  @Field(() => Film, { nullable: true, description: 'As it is now; null where nothing was written.' })
  film!: Film | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a film.' })
export class UpsertFilmPayload extends FilmPayload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was not known before; null where nothing was written.',
  })
  isNew!: boolean | null;
}
