import { Ctx, Mutation, Resolver } from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import type { RequestContext } from '../graphql/context';
import { removeCredits, upsertCredits } from './credit-writing';
import {
  RemoveCreditsInput,
  RemoveCreditsPayload,
  UpsertCreditsInput,
  UpsertCreditsPayload,
} from './credit-writing.type';
import { upsertFilm } from './film-writing';
import { type FilmPayload, UpsertFilmInput, UpsertFilmPayload } from './film-writing.type';
import { mergeFilms } from './merging';
import { MergeFilmsInput, MergeFilmsPayload } from './merging.type';
import { Input, type MutationInput, mutate, type Writing } from './mutation';

@Resolver()
export class FilmWritingResolver {
  @OnlyFor(Role.EDITOR)
  @Mutation(() => UpsertFilmPayload, { description: 'Changes what is given of a film, or adds it.' })
  async upsertFilm(
    @Input(() => UpsertFilmInput) input: UpsertFilmInput,
    @Ctx() context: RequestContext,
  ): Promise<UpsertFilmPayload> {
    const { written, userErrors } = await mutate(context, 'upsertFilm', input, (writing) =>
      upsertFilm(writing, input),
    );
    const film = written && (await context.loaders.filmById.load(written.id));
    return { film, isNew: written?.isNew ?? null, userErrors };
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => UpsertCreditsPayload, { description: 'Adds credits to a film, or changes those it has.' })
  upsertCredits(
    @Input(() => UpsertCreditsInput) input: UpsertCreditsInput,
    @Ctx() context: RequestContext,
  ): Promise<UpsertCreditsPayload> {
    return writing(context, 'upsertCredits', input, upsertCredits);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => RemoveCreditsPayload, {
    description: 'Takes credits away from a film; the people stay.',
  })
  removeCredits(
    @Input(() => RemoveCreditsInput) input: RemoveCreditsInput,
    @Ctx() context: RequestContext,
  ): Promise<RemoveCreditsPayload> {
    return writing(context, 'removeCredits', input, removeCredits);
  }

  @OnlyFor(Role.EDITOR)
  @Mutation(() => MergeFilmsPayload, {
    description:
      'Makes one film of two: credits, genres, reviews, ids and what else it lacks go to the first.',
  })
  async mergeFilms(
    @Input(() => MergeFilmsInput) input: MergeFilmsInput,
    @Ctx() context: RequestContext,
  ): Promise<MergeFilmsPayload> {
    const { written, userErrors } = await mutate(context, 'mergeFilms', input, (editing) =>
      mergeFilms(editing, input),
    );
    const film = written && (await context.loaders.filmById.load(written.id));
    return { film, act: written?.act ?? null, userErrors };
  }
}

/** @param write @returns the number of the film. */
async function writing<Given extends MutationInput>(
  context: RequestContext,
  action: string,
  input: Given,
  write: (writing: Writing, input: Given) => Promise<number>,
): Promise<FilmPayload> {
  const { written, userErrors } = await mutate(context, action, input, (tools) => write(tools, input));
  return { film: written === null ? null : await context.loaders.filmById.load(written), userErrors };
}
