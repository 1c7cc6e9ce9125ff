import { exportedFilms, exportedReviews } from '../../src/ingest/export.store';
import { exportedFilmLine, exportedLine } from '../../src/ingest/export-articles';
import { codeBlocks } from '../support/documents';
import { createStore, emptyTemplate, sampleTemplate, type TestStore } from '../support/store';
import { importPaths as importCatalogues, withFiles } from './catalogues/import';
import { importPaths } from './import';
import { drawStore } from './random-store';

const stores: TestStore[] = [];
afterEach(() => Promise.all(stores.splice(0).map((store) => store.drop())));

async function open(template = emptyTemplate): Promise<TestStore> {
  const store = await createStore({ template });
  stores.push(store);
  return store;
}

function exported(store: TestStore): Promise<string> {
  return store.transact(async (sql) => {
    let lines = '';
    for await (const review of exportedReviews(sql)) lines += exportedLine(review);
    return lines;
  });
}

function exportedCatalogue(store: TestStore): Promise<string> {
  return store.transact(async (sql) => {
    let lines = '';
    for await (const film of exportedFilms(sql)) lines += exportedFilmLine(film);
    return lines;
  });
}

const importedCatalogue = async (store: TestStore, text: string, options = {}) => {
  const { imported, findings } = await withFiles({ 'films.jsonl': text }, (folder) =>
    importCatalogues(store, [folder], options),
  );
  return { ...imported[0]!, findings };
};

const imported = (store: TestStore, text: string) =>
  withFiles({ 'all.jsonl': text }, async (folder) =>
    (await importPaths(store, [folder])).map(({ outcome }) => outcome),
  );

it('an export of the sample publication, taken into an empty store, is exported as the same bytes', async () => {
  const bytes = await exported(await open(sampleTemplate));
  const other = await open();
  expect(await imported(other, bytes)).toEqual(Array(73).fill('added'));
  expect(await exported(other)).toBe(bytes);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'so is that of a store drawn at random, of namesakes, twins and drafts too (%i)',
  async (seed) => {
    const store = await open();
    const reviews = await drawStore(store.sql, seed);
    const bytes = await exported(store);
    expect(bytes.trimEnd().split('\n')).toHaveLength(reviews);
    const other = await open();
    expect(new Set(await imported(other, bytes))).toEqual(new Set(['added']));
    expect(await exported(other)).toBe(bytes);
  },
);

describe('films and reviews of a store drawn at random, one after the other,', () => {
  it.each([11, 12, 13, 14, 15, 16])(
    'taken into an empty one, are exported as the same bytes (%i)',
    async (seed) => {
      const store = await open();
      await drawStore(store.sql, seed);
      const [films, reviews] = [await exportedCatalogue(store), await exported(store)];
      const count = films.trimEnd().split('\n').length;
      const other = await open();
      const taken = await importedCatalogue(other, films);
      expect(taken).toMatchObject({
        source: 'RECORDS',
        rows: count,
        filmsAdded: count,
        refused: 0,
        findings: [],
      });
      expect(await exportedCatalogue(other)).toBe(films);
      expect(new Set(await imported(other, reviews))).toEqual(new Set(['added']));
      expect([await exportedCatalogue(other), await exported(other)]).toEqual([films, reviews]);
      expect(await importedCatalogue(other, films)).toMatchObject({
        filmsAdded: 0,
        filmsChanged: 0,
        peopleAdded: 0,
        creditsAdded: 0,
        genresAdded: 0,
      });
      expect(await exportedCatalogue(other)).toBe(films);
    },
  );
});

describe('films as they are exported', () => {
  const pig = { title: 'Pig', slug: 'pig', releaseYear: 2021, directors: [{ name: 'Ann Lee', slug: 'ann' }] };
  const lines = (...films: object[]) => films.map((film) => JSON.stringify(film)).join('\n');

  it('are taken in but for what cannot be, which is reported by its line', async () => {
    const store = await open();
    const taken = await importedCatalogue(
      store,
      `${lines(pig, { ...pig, slug: 'x', imdbId: 'nm1' })}\nnonsense\n${lines({ title: 'Joe' }, { title: 'Hog', slug: 'hog' })}`,
    );
    expect(taken).toMatchObject({ rows: 5, refused: 3, filmsAdded: 2, peopleAdded: 1, creditsAdded: 1 });
    expect(taken.findings).toMatchObject([
      { kind: 'refused', line: 2, reason: expect.stringContaining('imdbId') },
      { kind: 'refused', line: 3, reason: 'is not JSON' },
      { kind: 'refused', line: 4, reason: 'has no slug, as the first line has' },
    ]);
  });

  it('change nothing in a dry run, and tell the same', async () => {
    const store = await open();
    const dry = await importedCatalogue(store, lines(pig), { isDryRun: true });
    expect(await exportedCatalogue(store)).toBe('');
    expect(await importedCatalogue(store, lines(pig))).toEqual(dry);
  });

  it('are no catalogue for films with reviews only', async () => {
    const store = await open();
    await expect(importedCatalogue(store, lines(pig), { onlyReviewed: true })).rejects.toThrow(
      'leave out --only-reviewed',
    );
  });
});

it('taken in again where it came from, an export changes nothing', async () => {
  const store = await open();
  await drawStore(store.sql, 9);
  const bytes = await exported(store);
  expect(new Set(await imported(store, bytes))).toEqual(new Set(['unchanged']));
  expect(await exported(store)).toBe(bytes);
});

it('half of an export, and then the whole of it, is as good as the whole', async () => {
  const store = await open();
  await drawStore(store.sql, 10);
  const bytes = await exported(store);
  const other = await open();
  const lines = bytes.split('\n');
  await imported(other, lines.slice(0, lines.length / 2).join('\n'));
  await imported(other, bytes);
  expect(await exported(other)).toBe(bytes);
});

it('what has a slug of another is taken in under a free one, and named by its own again', async () => {
  const line = (headline: string, over: object) =>
    JSON.stringify({
      headline,
      slug: headline,
      film: {
        title: 'Pig',
        slug: 'pig',
        releaseYear: 2021,
        genres: [],
        directors: [{ name: 'Ann Lee', slug: 'ann' }],
        ...over,
      },
      author: { name: 'Sam', slug: 'sam' },
      publication: null,
      body: ['…'],
    });
  const store = await open();
  await imported(
    store,
    line('a', { title: 'Hog', releaseYear: 1999, directors: [{ name: 'Anna', slug: 'ann' }] }),
  );
  expect(await imported(store, [line('b', {}), line('c', {})].join('\n'))).toEqual(['added', 'added']);
  const films = await store.sql.query(
    `SELECT film.slug, person.slug AS by, count(*)::int AS reviews FROM film JOIN review ON film_id = film.id
    JOIN credit ON credit.film_id = film.id JOIN person ON person.id = person_id GROUP BY 1, 2 ORDER BY 1`,
  );
  expect(films).toEqual([
    { slug: 'pig', by: 'ann', reviews: 1 },
    { slug: 'pig-2021', by: 'ann-lee', reviews: 2 },
  ]);
});

it('the documented line is taken in, and exported as it is documented', async () => {
  const [line = ''] = codeBlocks('src/ingest/README.md', 'json');
  const store = await open();
  expect(await imported(store, JSON.stringify(JSON.parse(line)))).toEqual(['added']);
  expect(await exported(store)).toBe(`${JSON.stringify(JSON.parse(line))}\n`);
});
