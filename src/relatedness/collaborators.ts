import type { Film } from '../films/film.type';
import { toConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import type { Person } from '../people/person.type';
import type {
  CollaboratorConnection,
  CollaboratorEdge,
  CollaboratorsArgs,
  SharedFilmsArgs,
} from './collaborators.type';

/** For a caller who sends null where a number could stand. */
const defaultFirst = 10;
const defaultFirstFilms = 3;

/** Who has worked with a person most. */
export async function collaboratorsOf(
  { id: personId }: Person,
  { first }: CollaboratorsArgs,
  context: RequestContext,
): Promise<CollaboratorConnection> {
  const { entries, total } = context.relatedness().rankCollaborators({
    personId,
    first: first ?? defaultFirst,
  });
  const nodes = await Promise.all(entries.map((entry) => context.loaders.personById.load(entry.personId)));
  const edges = entries.flatMap(({ filmIds }, index): CollaboratorEdge[] => {
    const node = nodes[index];
    return node
      ? [{ node, filmIds, filmCount: filmIds.length, cursor: toCursor(filmIds.length, node.id) }]
      : [];
  });
  return toConnection({ edges, hasNextPage: total > entries.length, countTotal: () => total });
}

/** What a collaborator and the person both worked on. */
export async function sharedFilms(
  { filmIds }: CollaboratorEdge,
  { first }: SharedFilmsArgs,
  { loaders }: RequestContext,
): Promise<Film[]> {
  const shown = filmIds.slice(0, first ?? defaultFirstFilms);
  const films = await Promise.all(shown.map((id) => loaders.filmById.load(id)));
  return films.filter((film) => film !== null);
}

function toCursor(filmCount: number, personId: number): string {
  return Buffer.from(JSON.stringify(['collaborators', filmCount, personId])).toString('base64url');
}
