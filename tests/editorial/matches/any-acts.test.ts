import fc from 'fast-check';
import { undo } from '../../../src/editorial/matches/act';
import { splitFilm, splitPerson } from '../../../src/editorial/matches/splitting';
import { mergeFilms, mergePeople } from '../../../src/editorial/merging';
import { type Editing, editingAs } from '../../../src/editorial/mutation';
import { Refusal } from '../../../src/editorial/user-error';
import { createStore, type TestStore } from '../../support/store';
import { globalId } from '../editor';
import { dump } from './publication';

let store: TestStore;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.drop());

const films = 4;
const people = 4;
const number = (most: number) => fc.integer({ min: 1, max: most });

const credit = fc.record({
  film: number(films),
  person: number(people),
  role: fc.constantFrom('DIRECTOR', 'ACTOR'),
  billing: fc.option(fc.nat({ max: 9 })),
});

const act = fc.record({
  kind: fc.constantFrom('mergeFilms', 'mergePeople', 'splitFilm', 'splitPerson'),
  one: number(films),
  other: number(films + 2),
});

const edit = <Result>(action: string, change: (editing: Editing) => Promise<Result>): Promise<Result> =>
  store.transact((sql) => change(editingAs(sql, { viewer: null, action })));

/** @returns its number; null where it was refused. */
async function perform({
  kind,
  one,
  other,
}: {
  kind: string;
  one: number;
  other: number;
}): Promise<number | null> {
  const id = (type: string, place: number) => globalId(type, place);
  try {
    const { act: done } = await edit(kind, (editing) => {
      if (kind === 'mergeFilms')
        return mergeFilms(editing, { keep: id('Film', one), merge: id('Film', other) });
      if (kind === 'mergePeople')
        return mergePeople(editing, { keep: id('Person', one), merge: id('Person', other) });
      if (kind === 'splitFilm')
        return splitFilm(editing, { film: id('Film', one), reviews: [id('Review', other)] });
      return splitPerson(editing, { person: id('Person', one), films: [id('Film', other)] });
    });
    return done;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function fill(
  credits: readonly { film: number; person: number; role: string; billing: number | null }[],
) {
  const { sql } = store;
  await sql.query(
    `TRUNCATE film, person, credit, film_genre, genre, review, author, former_film, former_person, match, matching_act
    RESTART IDENTITY CASCADE`,
  );
  await sql.query(`INSERT INTO author (slug, name) VALUES ('a', 'A')`);
  await sql.query(`INSERT INTO genre (slug, name) SELECT 'g' || i, 'G' || i FROM generate_series(1, 3) AS i`);
  await sql.query(
    `INSERT INTO film (slug, title, release_year, imdb_id, vote_count)
    SELECT 'f' || i, 'F' || i, CASE WHEN i > 2 THEN 1990 + i END, CASE WHEN i % 2 = 0 THEN 'tt000000' || i END, i
    FROM generate_series(1, $1::int) AS i`,
    [films],
  );
  await sql.query(
    `INSERT INTO person (slug, name, tmdb_id)
    SELECT 'p' || i, 'P' || i, CASE WHEN i % 2 = 0 THEN i END FROM generate_series(1, $1::int) AS i`,
    [people],
  );
  await sql.query(
    'INSERT INTO film_genre (film_id, genre_id) SELECT id, 1 + id % 3 FROM film UNION SELECT id, 1 FROM film',
  );
  await sql.query(
    `INSERT INTO review (slug, headline, body, film_id, author_id, status)
    SELECT 'r' || id, 'R' || id, ARRAY['Text.'], id, 1, 'PUBLISHED' FROM film`,
  );
  for (const { film, person, role, billing } of credits) {
    await sql.query(
      'INSERT INTO credit (film_id, person_id, role, billing) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [film, person, role, role === 'ACTOR' ? billing : null],
    );
  }
}

it('whatever is merged and split, in whatever order, all is as it was once it is taken back', async () => {
  let performed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(credit, { maxLength: 12 }),
      fc.array(act, { minLength: 3, maxLength: 8 }),
      async (credits, acts) => {
        await fill(credits);
        const states = [await dump(store)];
        const done: number[] = [];
        for (const each of acts) {
          const id = await perform(each);
          const state = await dump(store);
          if (id === null) expect(state).toEqual(states.at(-1));
          else {
            done.push(id);
            states.push(state);
          }
        }
        performed += done.length;
        for (const id of done.reverse()) {
          states.pop();
          await edit('undoMatching', (editing) => undo(editing, { id, field: ['act'] }));
          expect(await dump(store)).toEqual(states.at(-1));
        }
      },
    ),
    { numRuns: 50 },
  );
  // About 90 are usual.
  expect(performed).toBeGreaterThan(20);
});
