import { Ctx, Mutation, Resolver } from 'type-graphql';
import { OnlyFor } from '../access/guard';
import { Role } from '../access/role';
import type { RequestContext } from '../graphql/context';
import { upsertFilm } from './film-writing';
import { UpsertFilmInput, UpsertFilmPayload } from './film-writing.type';
import { Input, mutate } from './mutation';

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
}
