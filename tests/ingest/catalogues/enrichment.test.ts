import { join } from 'node:path';
import { FactsSource } from '../../../src/films/facts-source';
import { createStore, type TestStore } from '../../support/store';
import { importPaths as importArticles } from '../import';
import { filmFacts, fixtures, importPaths, wholeStore, withFiles } from './import';

const imdb = join(fixtures, 'imdb');
const tmdbLines = join(fixtures, 'tmdb', 'movies.jsonl');
const wikipedia = join(fixtures, 'names', 'movies-1990s.json');
const filmLines = join(fixtures, 'names', 'films.jsonl');

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.drop());

const article = `'Leaving Las Vegas' (1995) - Movie Review

Nobody leaves.

Movie Details

Title: Leaving Las Vegas

Release Year: 1995

Director(s): Mike Figgis

Actors: Nicolas Cage, Elizabeth Shue, Richard Lewis a.o.

© 2019 Sam Example

Related Articles
`;

async function importArticle(text = article): Promise<void> {
  await withFiles({ 'page.txt': text }, async (folder) => {
    expect(await importArticles(store, [folder])).toMatchObject([{ outcome: 'added' }]);
  });
}

const names = async () =>
  (await store.sql.query<{ name: string }>('SELECT name FROM person ORDER BY name')).map(({ name }) => name);

const source = async (title: string) =>
  (
    await store.sql.query<{ of: FactsSource | null }>(
      'SELECT facts_source AS of FROM film WHERE title = $1',
      [title],
    )
  )[0]?.of;

describe('an article that came before its catalogue entry', () => {
  it('has its film titled as there, under the address that readers know', async () => {
    await importArticle(article.replaceAll('Leaving Las Vegas', 'LEAVING LAS VEGAS'));
    await importPaths(store, [imdb], { onlyReviewed: true });
    expect(await filmFacts(store, 'Leaving Las Vegas')).toMatchObject({ slug: 'leaving-las-vegas' });
  });

  it('has its film enriched by IMDb, and its people spelt as there', async () => {
    await importArticle();
    expect(await names()).toContain('Elizabeth Shue');
    const { imported } = await importPaths(store, [imdb], { onlyReviewed: true });
    expect(imported[0]).toMatchObject({ filmsAdded: 0, filmsChanged: 1, peopleAdded: 1, peopleChanged: 3 });
    expect(await filmFacts(store, 'Leaving Las Vegas')).toEqual({
      slug: 'leaving-las-vegas',
      year: 1995,
      imdbId: 'tt0113627',
      tmdbId: null,
      castIsComplete: false,
      genres: ['Drama', 'Romance'],
      directors: ['Mike Figgis'],
      cast: [
        'Nicolas Cage as Ben Sanderson',
        'Elisabeth Shue as Sera',
        'Julian Sands as Yuri',
        'Richard Lewis',
      ],
    });
    expect(await names()).toEqual([
      'Elisabeth Shue',
      'Julian Sands',
      'Mike Figgis',
      'Nicolas Cage',
      'Richard Lewis',
    ]);
  });

  it.each([
    ['IMDb', [imdb]],
    ['TMDB', [tmdbLines]],
    ['Wikipedia', [wikipedia]],
    ['our JSON lines', [filmLines]],
  ])('is enriched once, and by %s again with nothing', async (_, paths) => {
    await importArticle();
    await importPaths(store, paths);
    expect(await filmFacts(store, 'Leaving Las Vegas')).toMatchObject({ genres: ['Drama', 'Romance'] });
    expect((await names()).filter((name) => name.endsWith('Shue'))).toHaveLength(1);
    const before = await wholeStore(store);
    await importPaths(store, paths);
    expect(await wholeStore(store)).toEqual(before);
  });

  it('is about a film of another year, if director and year speak against it', async () => {
    const another = article.replace('Mike Figgis', 'Somebody Else').replace('Elizabeth Shue', 'Ann Ames');
    await importArticle(another.replaceAll('1995', '1994'));
    await importPaths(store, [imdb]);
    expect(
      await store.sql.query('SELECT slug FROM film WHERE title = $1 ORDER BY slug', ['Leaving Las Vegas']),
    ).toEqual([{ slug: 'leaving-las-vegas' }, { slug: 'leaving-las-vegas-1995' }]);
  });

  it('is about the film of a year off by one, if the director is the same', async () => {
    await importArticle(article.replaceAll('1995', '1996'));
    await importPaths(store, [imdb]);
    expect(await filmFacts(store, 'Leaving Las Vegas')).toMatchObject({ year: 1995, imdbId: 'tt0113627' });
    expect(await store.sql.query('SELECT film_release_year AS year FROM review')).toEqual([{ year: 1995 }]);
  });
});

describe('several catalogues', () => {
  const orders: [string, string[]][] = [
    ['the best first', [tmdbLines, imdb, filmLines, wikipedia]],
    ['the best last', [wikipedia, filmLines, imdb, tmdbLines]],
  ];
  it.each(orders)('make one film and one person of what is one: %s', async (_, paths) => {
    for (const path of paths) await importPaths(store, [path]);
    expect(await filmFacts(store, 'Leaving Las Vegas')).toMatchObject({
      imdbId: 'tt0113627',
      tmdbId: 451,
      castIsComplete: true,
      cast: ['Nicolas Cage as Ben Sanderson', 'Elisabeth Shue as Sera', 'Julian Sands as Yuri Butsov'],
    });
    expect(await source('Leaving Las Vegas')).toBe('TMDB');
    expect(await store.sql.query(`SELECT imdb_id, tmdb_id FROM person WHERE name = 'Nicolas Cage'`)).toEqual([
      { imdb_id: 'nm0000115', tmdb_id: 2963 },
    ]);
    const before = await wholeStore(store);
    for (const path of paths) await importPaths(store, [path]);
    expect(await wholeStore(store)).toEqual(before);
  });

  it('tell apart two people whom names alone had made one', async () => {
    const lines = [
      { title: 'Bullitt', year: 1968, directors: ['Peter Yates'], cast: ['Steve McQueen'] },
      { title: 'Hunger', year: 2008, directors: ['Steve McQueen'], cast: ['Michael Fassbender'] },
    ];
    await withFiles({ 'a.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') }, (folder) =>
      importPaths(store, [folder]),
    );
    const credits = () =>
      store.sql.query(
        `SELECT title, role, person.imdb_id FROM credit JOIN film ON film.id = film_id JOIN person ON person.id = person_id
        WHERE name = 'Steve McQueen' AND role <> 'WRITER' ORDER BY title`,
      );
    expect(await credits()).toMatchObject([{ imdb_id: null }, { imdb_id: null }]);
    await importPaths(store, [imdb]);
    expect(await credits()).toEqual([
      { title: 'Bullitt', role: 'ACTOR', imdb_id: 'nm0000537' },
      { title: 'Hunger', role: 'DIRECTOR', imdb_id: 'nm2588606' },
    ]);
    const before = await wholeStore(store);
    await importPaths(store, [imdb]);
    expect(await wholeStore(store)).toEqual(before);
  });
});

describe('a name without an id', () => {
  const take = (lines: object[]) =>
    withFiles({ 'a.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') }, (folder) =>
      importPaths(store, [folder]),
    );

  it('is the only person who has it', async () => {
    await importPaths(store, [imdb]);
    await take([{ title: 'Pig', year: 2021, directors: [], cast: ['Nicolas Cage'] }]);
    expect(await store.sql.query(`SELECT film_count FROM person WHERE name = 'Nicolas Cage'`)).toEqual([
      { film_count: 2 },
    ]);
  });

  it('is of several the one who does that job', async () => {
    await importPaths(store, [imdb]);
    const { findings } = await take([
      { title: 'The Blob', year: 1958, directors: [], cast: ['Steve McQueen'] },
    ]);
    expect(findings).toEqual([]);
    expect(
      await store.sql.query(`SELECT imdb_id, film_count FROM person WHERE name = 'Steve McQueen' ORDER BY 1`),
    ).toEqual([
      { imdb_id: 'nm0000537', film_count: 2 },
      { imdb_id: 'nm2588606', film_count: 1 },
    ]);
  });

  it('is somebody new, with a doubt, where it could be several', async () => {
    await importPaths(store, [imdb]);
    await take([
      { title: 'Papillon', year: 1973, directors: [], cast: [{ name: 'Steve McQueen', born: 1930 }] },
    ]);
    const before = await names();
    const line = { title: 'Some Score', year: 1970, directors: ['Steve McQueen'], cast: ['Steve McQueen'] };
    const { findings } = await take([line]);
    expect(findings).toMatchObject([
      { kind: 'doubt', reason: expect.stringContaining('2 people called Steve McQueen') },
    ]);
    expect(await names()).toHaveLength(before.length + 1);
    await take([line]);
    expect(await names()).toHaveLength(before.length + 1);
  });
});

describe('what an editor has written', () => {
  it('stays, and what is missing is filled in', async () => {
    await importArticle();
    const [film] = await store.sql.query<{ id: number }>('UPDATE film SET release_year = 1996 RETURNING id');
    await store.sql.query(
      `INSERT INTO audit_entry (actor, action, subject_type, subject_id, changes) VALUES ('Edith', 'upsertFilm', 'Film', $1, '{}')`,
      [film!.id],
    );
    await importPaths(store, [imdb]);
    expect(await filmFacts(store, 'Leaving Las Vegas')).toMatchObject({
      year: 1996,
      imdbId: 'tt0113627',
      genres: ['Drama', 'Romance'],
      cast: ['Nicolas Cage', 'Elisabeth Shue', 'Richard Lewis'],
    });
    expect(await source('Leaving Las Vegas')).toBeNull();
  });
});
