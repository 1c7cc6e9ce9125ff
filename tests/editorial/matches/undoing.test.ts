import { createPublication, dump, type Publication, page } from './publication';

let publication: Publication;
let done: Publication['done'];
beforeEach(async () => {
  publication = await createPublication();
  ({ done } = publication);
  const { sql } = publication.store;
  await publication.importPages(
    page({
      title: 'The Kept',
      year: 1999,
      lines: ['Director(s): Ann Ames', 'Actors: Bob Boon, Cyd Cole a.o.', 'Genre: Drama, Western'],
    }),
    page({
      title: 'The Merged',
      year: 2000,
      lines: ['Director(s): Ann Ames', 'Actors: Cyd Cole, Dee Dunn', 'Genre: Drama, Comedy'],
      author: 'Ann Other',
    }),
  );
  await sql.query(
    `UPDATE film SET imdb_id = 'tt9000001', vote_count = 5, vote_average = 7 WHERE slug = 'the-merged'`,
  );
  await sql.query(`UPDATE person SET imdb_id = 'nm9000001', birth_year = 1950 WHERE slug = 'dee-dunn'`);
});
afterEach(() => publication.api.drop());

const acts: [string, (publication: Publication) => Promise<object>][] = [
  [
    'mergeFilms',
    async ({ idOf }) => ({ keep: await idOf('film', 'the-kept'), merge: await idOf('film', 'the-merged') }),
  ],
  [
    'mergePeople',
    async ({ idOf }) => ({ keep: await idOf('person', 'cyd-cole'), merge: await idOf('person', 'dee-dunn') }),
  ],
  [
    'splitPerson',
    async ({ idOf }) => ({
      person: await idOf('person', 'ann-ames'),
      films: [await idOf('film', 'the-merged')],
    }),
  ],
  [
    'splitFilm',
    async ({ idOf }) => ({
      film: await idOf('film', 'the-merged'),
      reviews: [await idOf('review', 'the-merged')],
      releaseYear: 1950,
    }),
  ],
];

describe('what is taken back', () => {
  it.each(acts)('leaves all as it was: %s', async (name, input) => {
    const before = await dump(publication.store);
    const { act } = await done(name, await input(publication));
    const after = await dump(publication.store);
    expect(after).not.toEqual(before);
    expect(await done('undoMatching', { act })).toEqual({ isUndone: true });
    expect(await dump(publication.store)).toEqual(before);
    const again = await done(name, await input(publication));
    await done('undoMatching', { act: again.act });
    expect(await dump(publication.store)).toEqual(before);
    expect(await publication.refusal('undoMatching', { act })).toMatch(/^WRONG_STATUS: .*already/);
  });

  it('leaves all as it was, be it act by act backwards', async () => {
    const before = await dump(publication.store);
    const numbers: string[] = [];
    for (const [name, input] of [acts[2]!, acts[1]!, acts[0]!]) {
      numbers.push((await done(name, await input(publication))).act);
    }
    expect(await publication.refusal('undoMatching', { act: numbers[0] })).toMatch(
      /take that one back first/,
    );
    for (const act of numbers.reverse()) await done('undoMatching', { act });
    expect(await dump(publication.store)).toEqual(before);
  });

  it('keeps what others have changed since', async () => {
    const [name, input] = acts[0]!;
    const { act } = await done(name, await input(publication));
    const { sql } = publication.store;
    await sql.query(`UPDATE film SET vote_count = 50, runtime_minutes = 90 WHERE slug = 'the-kept'`);
    await publication.importPages(
      page({ title: 'The Kept', year: 1999, lines: ['Director(s): Ann Ames'], author: 'Third One' }),
    );
    await done('undoMatching', { act });
    expect(
      await sql.query(
        'SELECT slug, imdb_id AS imdb, vote_count AS votes, runtime_minutes AS minutes FROM film ORDER BY slug',
      ),
    ).toEqual([
      { slug: 'the-kept', imdb: null, votes: 50, minutes: 90 },
      { slug: 'the-merged', imdb: 'tt9000001', votes: 5, minutes: null },
    ]);
    expect(
      await sql.query(
        'SELECT review.slug, film.slug AS film FROM review JOIN film ON film.id = film_id ORDER BY review.slug',
      ),
    ).toEqual([
      { slug: 'the-kept', film: 'the-kept' },
      { slug: 'the-kept-third-one', film: 'the-kept' },
      { slug: 'the-merged', film: 'the-merged' },
    ]);
  });

  it('is refused where it would take along what others have added since', async () => {
    const [name, input] = acts[3]!;
    const { act } = await done(name, await input(publication));
    await publication.importPages(page({ title: 'The Merged', year: 1950, author: 'Third One' }));
    expect(await publication.refusal('undoMatching', { act })).toMatch(/^TAKEN: .*the-merged-third-one/);
  });

  it('is refused where another has an id by now that is to be given back', async () => {
    const [name, input] = acts[0]!;
    const { act } = await done(name, await input(publication));
    const { sql } = publication.store;
    await sql.query(`UPDATE film SET imdb_id = NULL WHERE slug = 'the-kept'`);
    await sql.query(`INSERT INTO film (slug, title, imdb_id) VALUES ('thief', 'Thief', 'tt9000001')`);
    expect(await publication.refusal('undoMatching', { act })).toMatch(
      /^TAKEN: Another film has this IMDb id/,
    );
  });

  it('raises versions: nobody who has read a film meanwhile writes over it', async () => {
    const versions = () => publication.store.sql.query('SELECT slug, version FROM film ORDER BY slug');
    const before = (await versions()) as { version: number }[];
    const [name, input] = acts[0]!;
    const { act } = await done(name, await input(publication));
    await done('undoMatching', { act });
    for (const [place, { version }] of ((await versions()) as { version: number }[]).entries()) {
      expect(version).toBeGreaterThan(before[place]!.version);
    }
  });

  it.each([
    ['undoMatching', { act: '999' }, 'NOT_FOUND'],
    ['acceptMatch', { match: '999' }, 'NOT_FOUND'],
    ['rejectMatch', { match: '999' }, 'NOT_FOUND'],
    ['acceptMatch', { match: 'one' }, 'INVALID'],
    ['undoMatching', { act: '-1' }, 'INVALID'],
  ])('must be there: %s %j', async (name, input, code) => {
    expect(await publication.refusal(name, input)).toMatch(new RegExp(`^${code}: [A-Z].*\\.$`));
  });
});
