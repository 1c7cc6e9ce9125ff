import { changesBetween } from '../../audit/audit.store';
import { toGlobalId } from '../../graphql/node';
import { addFilm, addPerson } from '../../ingest/film-facts.store';
import { waitForOtherImports } from '../../ingest/ingest.store';
import { freeSlug, slugsOf } from '../../ingest/slug';
import { creditsOf } from '../credit-writing.store';
import { countFilmChange, lockFilm } from '../film-writing.store';
import { type Editing, idIn } from '../mutation';
import { lockPerson } from '../person-writing.store';
import { presentIdIn } from '../upsert';
import { refuse, UserErrorCode } from '../user-error';
import { undoable } from './act';
import { moveCredits, moveReviews } from './match.store';

/** What was made, and by which number it can be taken back. */
export interface Split {
  id: number;
  act: number;
}

/** Makes somebody new of the credits that a person has on some films. @throws Refusal where none is left to either. */
export async function splitPerson(
  editing: Editing,
  { person, films }: { person: string; films: readonly string[] },
): Promise<Split> {
  const { sql, record } = editing;
  await waitForOtherImports(sql);
  const personId = await presentIdIn(sql, 'Person', { id: person, field: ['person'] });
  const filmIds: number[] = [];
  for (const [place, id] of films.entries()) {
    filmIds.push(await presentIdIn(sql, 'Film', { id, field: ['films', String(place)] }));
  }
  const { id: act, result: id } = await undoable(editing, { people: [personId] }, async () => {
    const known = await lockPerson(sql, personId);
    if (!known) refuse(UserErrorCode.NOT_FOUND, ['person'], 'There is no person with this id.');
    const { name } = known;
    const slug = await freeSlug(sql, 'person', slugsOf(name, null));
    const newId = await addPerson(sql, { slug, name, birthYear: null });
    const moved = await moveCredits(sql, { filmIds, from: personId, to: newId });
    if (moved.length === 0) {
      refuse(UserErrorCode.NOT_FOUND, ['films'], 'They have no credit on any of these films.');
    }
    if ((await creditsOf(sql, 'person', personId)).length === 0) {
      refuse(
        UserErrorCode.SAME,
        ['films'],
        'These are all of their films: leave out those that stay theirs.',
      );
    }
    await countFilmChange(sql, moved);
    const split = {
      person: toGlobalId('Person', newId),
      films: moved.map((film) => toGlobalId('Film', film)),
    };
    await record('Person', personId, { split: { before: null, after: split } });
    await record('Person', newId, changesBetween(null, { name, slug }));
    return newId;
  });
  return { id, act };
}

/** Makes a film of its own, of the same title, of which some of a film's reviews are. */
export async function splitFilm(
  editing: Editing,
  {
    film,
    reviews,
    releaseYear = null,
  }: { film: string; reviews: readonly string[]; releaseYear?: number | null },
): Promise<Split> {
  const { sql, record } = editing;
  await waitForOtherImports(sql);
  const filmId = await presentIdIn(sql, 'Film', { id: film, field: ['film'] });
  const reviewIds = reviews.map((id, place) => idIn('Review', id, ['reviews', String(place)]));
  const { id: act, result: id } = await undoable(editing, { films: [filmId] }, async () => {
    const known = await lockFilm(sql, filmId);
    if (!known) refuse(UserErrorCode.NOT_FOUND, ['film'], 'There is no film with this id.');
    const { title } = known;
    const slug = await freeSlug(sql, 'film', slugsOf(title, releaseYear));
    const { id: newId } = await addFilm(sql, { title, releaseYear, slug });
    const moved = await moveReviews(sql, { reviewIds, from: filmId, to: newId });
    if (moved.length === 0) {
      refuse(UserErrorCode.NOT_FOUND, ['reviews'], 'None of these reviews is about this film.');
    }
    await record('Film', filmId, {
      split: {
        before: null,
        after: {
          film: toGlobalId('Film', newId),
          reviews: moved.map((review) => toGlobalId('Review', review)),
        },
      },
    });
    await record('Film', newId, changesBetween(null, { title, releaseYear, slug }));
    return newId;
  });
  return { id, act };
}
