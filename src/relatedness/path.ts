import { badUserInput, notConnected, StoreUnavailableError } from '../errors';
import type { RequestContext } from '../graphql/context';
import { fromGlobalId } from '../graphql/node';
import type { FilmOrPerson as Named } from './core/path';
import type { FilmOrPerson, Path, PathStep } from './path.type';
import { stepLabel } from './step-label';

/**
 * The shortest chain of credits between two reviews, films or people; which, if there are several, says
 * core/path.ts. A review stands for its film.
 * @returns null where one of them is not known.
 * @throws GraphQLError BAD_USER_INPUT for an id of something else, NOT_CONNECTED where there is no chain.
 */
export async function findPath(
  { from, to }: { from: string; to: string },
  context: RequestContext,
): Promise<Path | null> {
  const named = [from, to].map(fromEndId);
  const [first, last] = await Promise.all(named.map((end) => findEnd(end, context)));
  if (!first || !last) return null;
  const chain = context.relatedness().findPath(first, last);
  if (!chain) throw notConnected();
  const steps = await Promise.all(
    chain.slice(1).map((end, index) => toStep({ from: chain[index]!, to: end }, context)),
  );
  return { length: steps.length, steps };
}

type End = Named | { type: 'Review'; id: number };

function fromEndId(globalId: string): End {
  const { type, id } = fromGlobalId(globalId);
  if (type === 'Review' || type === 'Film' || type === 'Person') return { type, id };
  throw badUserInput(`This id is of type ${type}: one of type Review, Film or Person is wanted here.`);
}

/** The film or the person that is meant; null for what is not there or not published. */
async function findEnd({ type, id }: End, { loaders }: RequestContext): Promise<Named | null> {
  if (type === 'Review') {
    const review = await loaders.reviewById.load(id);
    return review && { type: 'Film', id: review.filmId };
  }
  const row = type === 'Film' ? await loaders.filmById.load(id) : await loaders.personById.load(id);
  return row && { type, id: row.id };
}

/** @throws StoreUnavailableError if it is gone from the store, which the index is about to learn. */
async function toStep(
  { from, to }: { from: Named; to: Named },
  { loaders }: RequestContext,
): Promise<PathStep> {
  const [filmId, personId] = from.type === 'Film' ? [from.id, to.id] : [to.id, from.id];
  const [film, person, credit] = await Promise.all([
    loaders.filmById.load(filmId),
    loaders.personById.load(personId),
    loaders.creditByFilmAndPerson.load({ filmId, personId }),
  ]);
  if (!film || !person || !credit) {
    throw new StoreUnavailableError('a credit is gone of which the relatedness index does not know yet');
  }
  const typed = { Film: { ...film, __typename: 'Film' }, Person: { ...person, __typename: 'Person' } };
  return {
    from: typed[from.type] as unknown as FilmOrPerson,
    credit,
    to: typed[to.type] as unknown as FilmOrPerson,
    label: stepLabel(credit.role, { person: person.name, film: film.title }),
  };
}
