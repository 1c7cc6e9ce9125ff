import { FactsSource } from '../../src/films/facts-source';
import type { FilmTold } from '../../src/ingest/import-articles';
import { createStore, type TestStore } from '../support/store';
import { importPaths as importCatalogues, withFiles } from './catalogues/import';
import { importPaths } from './import';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.drop());

const line = (film: object, headline = 'A review') =>
  JSON.stringify({ headline, film, author: { name: 'Sam' }, publication: null, body: ['…'] });

const take = (lines: string[], options = {}) =>
  withFiles({ 'all.jsonl': lines.join('\n') }, (folder) => importPaths(store, [folder], options));

const takeCatalogue = (films: object[]) =>
  withFiles({ 'films.jsonl': films.map((film) => JSON.stringify(film)).join('\n') }, (folder) =>
    importCatalogues(store, [folder]),
  );

const addFilm = async (film: object) => {
  const columns = Object.keys(film);
  const [added] = await store.sql.query<{ id: number }>(
    `INSERT INTO film (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')}) RETURNING id`,
    Object.values(film),
  );
  return added!.id;
};

const films = () =>
  store.sql.query('SELECT slug, imdb_id AS "imdbId", tmdb_id AS "tmdbId" FROM film ORDER BY id');

describe('a record of a film that is known', () => {
  const record = {
    ...{ title: 'Pig', slug: 'pig', releaseYear: 2021, runtimeMinutes: 92, wikidataId: 'Q101094195' },
    ...{ factsSource: 'IMDB', castIsComplete: true, cast: ['Nicolas Cage'] },
  };
  const facts = () =>
    store.sql.query(
      `SELECT runtime_minutes AS "runtimeMinutes", wikidata_id AS "wikidataId", facts_source AS "factsSource",
        cast_is_complete AS "castIsComplete" FROM film`,
    );

  it('fills in what that lacks, once', async () => {
    await addFilm({ slug: 'pig', title: 'Pig' });
    expect(await take([line(record)])).toMatchObject([{ outcome: 'added' }]);
    const filled = [
      { runtimeMinutes: 92, wikidataId: 'Q101094195', factsSource: FactsSource.IMDB, castIsComplete: true },
    ];
    expect(await facts()).toEqual(filled);
    expect(await take([line(record)])).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await facts()).toEqual(filled);
  });

  it('writes over nothing that it has', async () => {
    const id = await addFilm({ slug: 'pig', title: 'Pig', runtime_minutes: 90, facts_source: 'TMDB' });
    const [bo] = await store.sql.query<{ id: number }>(
      `INSERT INTO person (slug, name) VALUES ('bo', 'Bo') RETURNING id`,
    );
    await store.sql.query(
      `INSERT INTO credit (film_id, person_id, role, billing) VALUES ($1, $2, 'ACTOR', 0)`,
      [id, bo!.id],
    );
    await take([line(record)]);
    expect(await facts()).toEqual([
      { runtimeMinutes: 90, wikidataId: 'Q101094195', factsSource: 'TMDB', castIsComplete: false },
    ]);
  });

  it('gives an editor’s film no source that would speak for it', async () => {
    const id = await addFilm({ slug: 'pig', title: 'Pig' });
    await store.sql.query(
      `INSERT INTO audit_entry (actor, action, subject_type, subject_id, changes) VALUES ('Edith', 'upsertFilm', 'Film', $1, '{}')`,
      [id],
    );
    await take([line(record)]);
    expect(await facts()).toMatchObject([{ runtimeMinutes: 92, factsSource: null }]);
  });
});

describe('ids of two films', () => {
  const ids = { imdbId: 'tt0000001', tmdbId: 2 };
  const joe = { title: 'Joe', releaseYear: 2013, imdbId: 'tt0000003' };
  const reason =
    'is "hog" and "pig" at once, by its ids or its title: if they are one film, run "reelgraph match merge films hog pig", else mend the ids';
  beforeEach(async () => {
    await addFilm({ slug: 'hog', title: 'Hog', release_year: 2021, imdb_id: ids.imdbId });
    await addFilm({ slug: 'pig', title: 'Pig', release_year: 2021, tmdb_id: ids.tmdbId });
  });
  const before = [
    { slug: 'hog', imdbId: ids.imdbId, tmdbId: null },
    { slug: 'pig', imdbId: null, tmdbId: ids.tmdbId },
  ];
  const after = [...before, { slug: 'joe', imdbId: joe.imdbId, tmdbId: null }];

  it.each([
    ['an article', { title: 'Pig' }],
    ['a record', { title: 'Piggy', slug: 'piggy' }],
  ])('have %s refused, and the others are taken in', async (_, film) => {
    expect(await take([line({ ...film, ...ids }), line({ ...joe })])).toMatchObject([
      { outcome: 'failed', reason },
      { outcome: 'added' },
    ]);
    expect(await films()).toEqual(after);
  });

  it('have a line of a catalogue refused, and the others are merged', async () => {
    const { imported, findings } = await takeCatalogue([{ title: 'Pig', year: 2021, ...ids }, joe]);
    expect(imported).toMatchObject([{ filmsAdded: 1, filmsChanged: 0, refused: 1 }]);
    expect(findings).toMatchObject([{ kind: 'refused', line: 1, reason: `Pig ${reason}` }]);
    expect(await films()).toEqual(after);
  });

  it('are one film’s when the two have been merged', async () => {
    await store.sql.query(`INSERT INTO former_film (id, slug, tmdb_id, film_id)
      SELECT pig.id, pig.slug, pig.tmdb_id, hog.id FROM film AS pig, film AS hog WHERE pig.slug = 'pig' AND hog.slug = 'hog'`);
    await store.sql.query(`DELETE FROM film WHERE slug = 'pig'`);
    expect((await takeCatalogue([{ title: 'Hog', year: 2021, ...ids }])).findings).toEqual([]);
    expect(await take([line({ title: 'Hog', ...ids })])).toMatchObject([{ outcome: 'added' }]);
    expect(await films()).toEqual([{ slug: 'hog', ...ids }]);
  });

  it('have a record refused that is one film by its slug and the other by its id', async () => {
    const record = { title: 'Pig', slug: 'pig', releaseYear: 2021, imdbId: ids.imdbId };
    expect(await take([line(record)])).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('"reelgraph match merge films pig hog"') },
    ]);
  });

  it('have a record refused whose year is not that of its id', async () => {
    expect(
      await take([line({ title: 'Hog', slug: 'hog', releaseYear: 1999, ...ids, tmdbId: 9 })]),
    ).toMatchObject([
      { outcome: 'failed', reason: expect.stringMatching(/^has an id of the film "hog", but another year/) },
    ]);
    expect(await films()).toEqual(before);
  });
});

it('in a dry run a film that would be new has no id, for later articles of it neither', async () => {
  const id = await addFilm({ slug: 'hog', title: 'Hog', release_year: 2021 });
  const lines = [
    line({ title: 'Pig', releaseYear: 2021 }, 'One'),
    line({ title: 'Pig', releaseYear: 2021 }, 'Another'),
    line({ title: 'Hog', releaseYear: 2021 }, 'Known'),
  ];
  const told = async (options = {}) =>
    (await take(lines, options)).map((result) => {
      const { id, slug, isNew } = (result as { film: FilmTold }).film;
      return { id, slug, isNew };
    });
  expect(await told({ isDryRun: true })).toEqual([
    { id: null, slug: 'pig', isNew: true },
    { id: null, slug: 'pig', isNew: false },
    { id, slug: 'hog', isNew: false },
  ]);
  const [first, second] = await told();
  expect(first).toEqual({ id: expect.any(Number), slug: 'pig', isNew: true });
  expect(second).toEqual({ ...first, isNew: false });
});
