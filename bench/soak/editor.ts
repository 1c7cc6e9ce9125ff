import type { Client } from 'pg';
import { fromGlobalId, toGlobalId } from '../../src/graphql/node';
import type { Site } from './site';

/** A published review that nobody writes to. */
export interface ReviewThere {
  id: number;
  slug: string;
  filmId: number;
}

/** What somebody who writes goes by. */
export interface Round {
  site: Site;
  /** A connection of its own to the store behind the service. */
  store: Client;
  /** To be waited for before each write. */
  pause: () => Promise<void>;
  /** No other round has it. */
  name: string;
  beside: ReviewThere;
}

/**
 * An editor's work, on two films that nobody else writes to: everything that can be written, each thing looked at as
 * soon as it is. In the end all of it is deleted in the store, so that it stays as large as it was.
 */
export async function editOnce({ site, store, pause, name, beside }: Round): Promise<void> {
  const write: Site['write'] = async (...mutation) => {
    await pause();
    return site.write(...mutation);
  };
  const addPerson = async (personName: string): Promise<string> =>
    (await write('upsertPerson', { name: personName }, 'person { id }')).person.id;
  const addFilm = async (title: string): Promise<string> =>
    (await write('upsertFilm', { title, releaseYear: 1999, genres: ['Drama'] }, 'film { id }')).film.id;
  const credit = (film: string, person: string) =>
    write('upsertCredits', { film, credits: [{ person, role: 'DIRECTOR' }] }, 'film { id }');
  const discredit = (film: string, person: string) =>
    write('removeCredits', { film, credits: [{ person, role: 'DIRECTOR' }] }, 'film { id }');
  const addReview = async (film: string, headline: string): Promise<{ id: string; slug: string }> => {
    const input = { film, headline, body: ['It was seen.'], authorName: 'A. Soak', status: 'PUBLISHED' };
    return (await write('createReview', input, 'review { id slug }')).review;
  };

  const director = `Director ${name}`;
  const person = await addPerson(director);
  const namesake = await addPerson(`Namesake ${name}`);
  const [film, other] = [await addFilm(`One ${name}`), await addFilm(`Other ${name}`)];
  await credit(film, person);
  await credit(other, person);
  const read = await addReview(film, `One ${name}`);
  const next = await addReview(other, `Other ${name}`);

  const isByDirector = async () =>
    (await site.read(read.slug))?.byPeople.some(
      ({ slug, labels }) => slug === next.slug && labels.some((label) => label.endsWith(director)),
    ) ?? false;
  const isShown = async () => (await site.read(next.slug)) !== null;
  await site.expectAtOnce('a review is published', async () => (await isByDirector()) && (await isShown()));

  await write('retractReview', { id: next.id }, 'review { id }');
  await site.expectAtOnce('a review is retracted', async () => !(await isByDirector()) && !(await isShown()));
  await write('publishReview', { id: next.id }, 'review { id }');
  await site.expectAtOnce('a review is published again', isByDirector);

  await discredit(other, person);
  await site.expectAtOnce('a credit is removed', async () => !(await isByDirector()));
  await credit(other, namesake);
  await write('mergePeople', { keep: person, merge: namesake }, 'person { id }');
  await site.expectAtOnce('two people are merged', isByDirector);

  const pinned = toGlobalId('Review', beside.id);
  await write('pinRelated', { review: read.id, related: pinned }, 'review { id }');
  const isPinned = async () => {
    const first = (await site.read(read.slug))?.related[0];
    return first?.source === 'PINNED' && first.slug === beside.slug;
  };
  await site.expectAtOnce('a review is pinned', isPinned);
  await write('releaseRelated', { review: read.id, related: pinned }, 'review { id }');
  await site.expectAtOnce('a pin is released', async () => !(await isPinned()));

  await write('mergeFilms', { keep: film, merge: other }, 'film { id }');
  await site.expectAtOnce(
    'two films are merged',
    async () => (await site.read(next.slug))?.filmId === film && !(await isByDirector()),
  );

  await pause();
  await deleteAll(store, { reviews: [read.id, next.id], films: [film], people: [person] });
  site.countWrite();
  await site.expectSoon('what was deleted in the store', async () => (await site.read(read.slug)) === null);
}

async function deleteAll(
  store: Client,
  { reviews, films, people }: { reviews: string[]; films: string[]; people: string[] },
): Promise<void> {
  const numbers = (ids: string[]) => ids.map((id) => fromGlobalId(id).id);
  await store.query('BEGIN');
  await store.query('DELETE FROM review WHERE id = ANY($1)', [numbers(reviews)]);
  await store.query('DELETE FROM film WHERE id = ANY($1)', [numbers(films)]);
  await store.query('DELETE FROM person WHERE id = ANY($1)', [numbers(people)]);
  await store.query('COMMIT');
}
