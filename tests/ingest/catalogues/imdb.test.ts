import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createStore, emptyTemplate, type TestStore } from '../../support/store';
import { filmFacts, fixtures, importPaths, wholeStore, withFiles } from './import';

const imdb = join(fixtures, 'imdb');

let store: TestStore;
beforeEach(async () => {
  store = await createStore({ template: emptyTemplate });
});
afterEach(() => store.drop());

const changes = async () =>
  Number((await store.sql.query<{ n: string }>('SELECT count(*) AS n FROM change_log'))[0]!.n);

describe("IMDb's datasets", () => {
  it('become films, people, credits and genres', async () => {
    const { imported, findings } = await importPaths(store, [imdb]);
    expect(findings).toEqual([]);
    expect(imported).toEqual([
      {
        source: 'IMDB',
        rows: 32,
        refused: 0,
        doubts: 0,
        filmsAdded: 5,
        filmsChanged: 0,
        peopleAdded: 9,
        peopleChanged: 0,
        creditsAdded: 13,
        creditsChanged: 0,
        genresAdded: 13,
      },
    ]);
    expect(await filmFacts(store, 'Leaving Las Vegas')).toEqual({
      slug: 'leaving-las-vegas',
      year: 1995,
      imdbId: 'tt0113627',
      tmdbId: null,
      castIsComplete: false,
      genres: ['Drama', 'Romance'],
      directors: ['Mike Figgis'],
      cast: ['Nicolas Cage as Ben Sanderson', 'Elisabeth Shue as Sera', 'Julian Sands as Yuri'],
    });
    expect(await filmFacts(store, 'Pilot')).toBeUndefined();
  });

  it('keep two people of one name apart', async () => {
    await importPaths(store, [imdb]);
    const people = await store.sql.query(
      `SELECT slug, birth_year, imdb_id, film_count FROM person WHERE name = 'Steve McQueen' ORDER BY imdb_id`,
    );
    expect(people).toEqual([
      { slug: 'steve-mcqueen', birth_year: 1930, imdb_id: 'nm0000537', film_count: 1 },
      { slug: 'steve-mcqueen-1969', birth_year: 1969, imdb_id: 'nm2588606', film_count: 1 },
    ]);
  });

  it('change nothing the second time, and have nothing followed', async () => {
    await importPaths(store, [imdb]);
    const before = await wholeStore(store);
    const logged = await changes();
    const { imported, findings } = await importPaths(store, [imdb]);
    expect(findings).toEqual([]);
    expect(imported[0]).toMatchObject({ filmsAdded: 0, filmsChanged: 0, peopleAdded: 0, peopleChanged: 0 });
    expect(imported[0]).toMatchObject({ creditsAdded: 0, creditsChanged: 0, genresAdded: 0 });
    expect(await wholeStore(store)).toEqual(before);
    expect(await changes()).toBe(logged);
  });

  it('are read packed or not, whatever the files are called', async () => {
    const packed: Record<string, Uint8Array> = {};
    for (const [place, name] of (await readdir(imdb)).entries()) {
      packed[`${place}.bin`] = gzipSync(await readFile(join(imdb, name)));
    }
    await importPaths(store, [imdb]);
    const plain = await wholeStore(store);
    const other = await createStore({ template: emptyTemplate });
    try {
      await withFiles(packed, (folder) => importPaths(other, [folder]));
      expect(await wholeStore(other)).toEqual(plain);
    } finally {
      await other.drop();
    }
  });

  it('say what would change, and change nothing, in a dry run', async () => {
    const before = await wholeStore(store);
    const { imported } = await importPaths(store, [imdb], { isDryRun: true });
    expect(imported[0]).toMatchObject({ filmsAdded: 5, peopleAdded: 9 });
    expect(await wholeStore(store)).toEqual(before);
    expect(await changes()).toBe(0);
  });

  it('leave the counts that triggers keep as they would have them', async () => {
    await importPaths(store, [imdb]);
    const before = await wholeStore(store);
    await store.sql.query('SELECT fill_list_columns()');
    expect(await wholeStore(store)).toEqual(before);
  });
});
