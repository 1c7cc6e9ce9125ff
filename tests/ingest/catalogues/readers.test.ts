import { join } from 'node:path';
import type { CatalogueRows } from '../../../src/ingest/catalogues/catalogue';
import { findCatalogues, kindOf } from '../../../src/ingest/catalogues/find-catalogues';
import { fixtures, withFiles } from './import';

async function read(...paths: string[]) {
  const all: CatalogueRows[] = [];
  for (const catalogue of await findCatalogues(paths)) {
    if (catalogue.source === 'RECORDS') throw new Error('these are no catalogue');
    for await (const rows of catalogue.read()) all.push(rows);
  }
  const flat = <Key extends 'films' | 'people' | 'credits' | 'refused'>(key: Key) =>
    all.flatMap((rows) => rows[key] as CatalogueRows[Key][number][]);
  return { films: flat('films'), people: flat('people'), credits: flat('credits'), refused: flat('refused') };
}

const tmdb = join(fixtures, 'tmdb');

describe("TMDB's films", () => {
  it.each([
    ['as JSON lines', [join(tmdb, 'movies.jsonl')]],
    ['as CSV', [join(tmdb, 'tmdb_5000_movies.csv'), join(tmdb, 'tmdb_5000_credits.csv')]],
  ])('are read with their credits %s', async (_, paths) => {
    const { films, people, credits, refused } = await read(...paths);
    expect(refused).toEqual([]);
    expect(
      films.map(({ title, releaseYear, runtimeMinutes, genres }) => [
        title,
        releaseYear,
        runtimeMinutes,
        genres,
      ]),
    ).toEqual([
      ['Leaving Las Vegas', 1995, 112, ['Drama', 'Romance']],
      ['Inception', 2010, 148, ['Action', 'Science Fiction']],
      [expect.stringMatching(/^Dr\. Strangelove/), 1964, 95, ['Comedy', 'War']],
    ]);
    expect(films[0]).toMatchObject({ tmdbId: 451, voteCount: 1400, voteAverage: 7.1, castIsComplete: true });
    expect(people).toHaveLength(11);
    expect(
      credits.filter(({ filmKey }) => filmKey === '451').map(({ role, personKey }) => [role, personKey]),
    ).toEqual([
      ['ACTOR', '2963'],
      ['ACTOR', '1951'],
      ['ACTOR', '6104'],
      ['DIRECTOR', '32593'],
      ['WRITER', '32593'],
      ['COMPOSER', '32593'],
    ]);
  });

  it('have the three parts of one actor as one credit', async () => {
    const { credits } = await read(join(tmdb, 'movies.jsonl'));
    expect(credits.filter(({ personKey }) => personKey === '12446')).toEqual([
      {
        filmKey: '935',
        personKey: '12446',
        role: 'ACTOR',
        character: 'Group Captain Lionel Mandrake / President Merkin Muffley / Dr. Strangelove',
        billing: 0,
        line: 3,
      },
    ]);
  });
});

describe('catalogues without ids of people', () => {
  it('are read as Wikipedia has them', async () => {
    const { films, credits, refused } = await read(join(fixtures, 'names', 'movies-1990s.json'));
    expect(refused).toEqual([]);
    expect(films.map(({ title, releaseYear, genres, line }) => [title, releaseYear, genres, line])).toEqual([
      ['Leaving Las Vegas', 1995, ['Drama', 'Romance'], 2],
      ['Toy Story', 1995, ['Animation', 'Comedy'], 9],
      ['Se7en', 1995, ['Film Noir', 'Thriller'], 16],
    ]);
    expect(credits.map(({ personKey, billing }) => [personKey, billing]).slice(0, 2)).toEqual([
      ['Nicolas Cage', 0],
      ['Elisabeth Shue', 1],
    ]);
  });

  it('are read as our JSON lines have them, in both forms', async () => {
    const { films, people, refused } = await read(join(fixtures, 'names', 'films.jsonl'));
    expect(refused).toEqual([]);
    expect(
      films.map(({ imdbId, tmdbId, releaseYear, genres, castIsComplete }) => ({
        imdbId,
        tmdbId,
        releaseYear,
        genres,
        castIsComplete,
      })),
    ).toEqual([
      {
        imdbId: 'tt0113627',
        tmdbId: 451,
        releaseYear: 1995,
        genres: ['Drama', 'Romance'],
        castIsComplete: false,
      },
      {
        imdbId: null,
        tmdbId: 637,
        releaseYear: 1997,
        genres: ['Science Fiction', 'Romance', 'Comedy'],
        castIsComplete: true,
      },
    ]);
    expect(people.at(-1)).toMatchObject({ name: 'Nicoletta Braschi', birthYear: 1960 });
  });
});

describe('what a file is', () => {
  it.each([
    ['tconst\tdirectors\twriters\n', 'imdb crew'],
    ['tconst\tdirectors\twriters\r\n', 'imdb crew'],
    ['movie_id,title,cast,crew\n', 'tmdb credits'],
    ['[\n  {"title": "Pig"', 'wikipedia'],
    ['{"id": 1, "release_date": "2021-07-16"', 'tmdb lines'],
    ['{"title": "Pig", "year": 2021', 'films'],
    ['Skip to main content\n', undefined],
    ['', undefined],
    ['[1, 2]', undefined],
  ])('is told by how it begins: %j', (head, kind) => {
    expect(kindOf(head)).toBe(kind);
  });

  it.each([
    ['crew alone', { 'a.tsv': 'tconst\tdirectors\twriters\n' }, /together with IMDb's title\.basics/],
    [
      'CSV credits alone',
      { 'a.csv': 'movie_id,title,cast,crew\n' },
      /together with tmdb_5000_movies\.csv only/,
    ],
    ['nothing known', { 'a.txt': 'Hello' }, /a folder without files of a catalogue/],
  ])('is refused with %s', async (_, files, message) => {
    await withFiles(files, (folder) => expect(findCatalogues([folder])).rejects.toThrow(message));
  });

  it('is refused where it is not there', async () => {
    await expect(findCatalogues(['/nowhere/a.tsv'])).rejects.toThrow('/nowhere/a.tsv: is not there');
  });
});
