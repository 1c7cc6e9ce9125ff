import { OperatorError } from '../../../src/errors';
import { readFilmFile } from '../../../src/relatedness/quality/film-file';
import { cleanUp } from '../../service/program';
import { fileOf } from './films';

afterAll(cleanUp);

const extract = {
  tmdbId: 862,
  imdbId: 'tt0114709',
  title: 'Toy Story',
  year: 1995,
  genres: ['Animation'],
  directors: ['John Lasseter'],
  cast: ['Tom Hanks', 'Tim Allen'],
  voteCount: 19000,
  voteAverage: 8,
};
const ours = {
  title: 'Toy Story 2',
  releaseYear: 1999,
  tmdbId: 863,
  genres: ['Comedy', 'Animation'],
  directors: [{ name: 'John Lasseter' }],
  cast: [{ name: 'Tom Hanks', born: 1956, character: 'Woody' }, { name: 'Tim Allen' }],
};

describe('films in a file', () => {
  it('are read in both forms, a person known by name and year of birth', async () => {
    const films = await readFilmFile(await fileOf('films.jsonl', [extract, ours]));
    const [first, second] = [films.ofTmdbId(862)!, films.ofTmdbId(863)!];
    expect(films.size).toBe(2);
    expect(films.ofImdbId('tt0114709')).toBe(first);
    expect(first).toMatchObject({
      title: 'Toy Story',
      releaseYear: 1995,
      voteCount: 19000,
      billings: [0, 1],
    });
    expect(second).toMatchObject({ title: 'Toy Story 2', releaseYear: 1999, voteCount: null, imdbId: null });
    expect(second.directorIds).toEqual(first.directorIds);
    expect(second.genreIds[1]).toBe(first.genreIds[0]);
    expect(second.actorIds[1]).toBe(first.actorIds[1]);
    expect(second.actorIds[0]).not.toBe(first.actorIds[0]);
  });

  it('are left out where director, cast or genres are not known', async () => {
    const lines = [
      { ...extract, tmdbId: 1, genres: [] },
      { ...extract, tmdbId: 2, directors: [] },
      { ...extract, tmdbId: 3, cast: [] },
      { ...extract, tmdbId: 4 },
      { ...ours, tmdbId: undefined },
    ];
    const films = await readFilmFile(await fileOf('films.jsonl', lines));
    expect(films.facts.map(({ id }) => id)).toEqual([-5, 4]);
    const none = await fileOf('films.jsonl', lines.slice(0, 3));
    await expect(readFilmFile(none)).rejects.toThrow(`${none}: has no film with director, cast and genres`);
  });

  it('count as reviewed once each, all of them at the same time', async () => {
    const { facts } = await readFilmFile(await fileOf('films.jsonl', [ours, extract]));
    expect(facts.map(({ reviews }) => reviews)).toEqual([
      [{ id: 862, recency: 0 }],
      [{ id: 863, recency: 0 }],
    ]);
  });

  it.each<[string, string | object, string]>([
    ['no JSON', '{"title', 'line 2: is no JSON'],
    ['a text', '"Toy Story"', 'line 2: is no JSON object'],
    ['no title', { ...ours, title: '' }, 'line 2: title must be a text'],
    ['a tmdbId of 0', { ...ours, tmdbId: 0 }, 'line 2: tmdbId must be a whole number from 1 to 2147483647'],
    ['a tmdbId once more', { ...ours, tmdbId: 862 }, 'line 2: tmdbId 862 is that of the film in line 1'],
    ['an imdbId that is a number', { ...ours, imdbId: 114709 }, 'line 2: imdbId must be a text'],
    [
      'a year as text',
      { ...extract, tmdbId: 9, year: '1995' },
      'line 2: year must be a whole number from 1870',
    ],
    ['a year of another time', { ...ours, releaseYear: 99 }, 'line 2: releaseYear must be a whole number'],
    ['votes below none', { ...ours, voteCount: -1 }, 'line 2: voteCount must be a whole number from 0'],
    ['no genres', { ...ours, genres: undefined }, 'line 2: genres must be a list'],
    ['genres by id', { ...ours, genres: [16] }, 'line 2: genres must be a list of names'],
    ['a person without a name', { ...ours, cast: [{ born: 1956 }] }, 'line 2: cast must be a list of names'],
    [
      'a person born in a text',
      { ...ours, directors: [{ name: 'J', born: '1957' }] },
      'line 2: born must be',
    ],
    ['a list as a person', { ...ours, directors: [[]] }, 'line 2: directors must be a list of names'],
  ])('are refused with %s, by line', async (_what, line, message) => {
    const path = await fileOf('films.jsonl', [extract, line]);
    const error = await readFilmFile(path).catch((reason) => reason);
    expect(error).toBeInstanceOf(OperatorError);
    expect(error.message).toContain(`${path}: ${message}`);
  });
});
