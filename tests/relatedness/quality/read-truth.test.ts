import { OperatorError } from '../../../src/errors';
import type { CompleteFilms } from '../../../src/relatedness/quality/complete-films';
import { withoutLinks } from '../../../src/relatedness/quality/movie-links';
import { Progress } from '../../../src/relatedness/quality/progress';
import { readTruth } from '../../../src/relatedness/quality/read-truth';
import { halfOf } from '../../../src/relatedness/quality/truth';
import { cleanUp } from '../../service/program';
import { fileOf, filmsOf } from './films';

afterAll(cleanUp);

const read = (path: string, films: CompleteFilms) =>
  readTruth(path, films, { findMovie: withoutLinks(films), progress: new Progress() });

describe('who liked both', () => {
  it('is read with gains that fall by place, and queries in halves', async () => {
    const path = await fileOf('liked.jsonl', [
      { universe: [1, 2, 3, 4] },
      { tmdbId: 1, title: 'One', year: 2000, related: [4, 3] },
      '',
      { tmdbId: 5, title: 'Five', year: 2000, related: [1] },
    ]);
    expect(await read(path, filmsOf([1, 2, 3, 4, 5]))).toEqual({
      source: path,
      form: 'who liked both',
      universe: new Set([1, 2, 3, 4]),
      queries: [
        {
          filmId: 1,
          gains: new Map([
            [4, 1],
            [3, 0.5],
          ]),
          half: halfOf(1),
        },
        { filmId: 5, gains: new Map([[1, 1]]), half: halfOf(5) },
      ],
      notes: [],
    });
  });

  it('leaves out films that are not there, counts them, and keeps the gains of the others', async () => {
    const path = await fileOf('liked.jsonl', [
      { universe: [1, 2, 3, 8, 9] },
      { tmdbId: 1, related: [8, 3] },
      { tmdbId: 2, related: [8, 9] },
      { tmdbId: 7, related: [1] },
    ]);
    const { universe, queries, notes } = await read(path, filmsOf([1, 2, 3]));
    expect(universe).toEqual(new Set([1, 2, 3]));
    expect(queries).toEqual([{ filmId: 1, gains: new Map([[3, 0.5]]), half: halfOf(1) }]);
    expect(notes).toEqual(['3 of its films are not known with director, cast and genres, and left out']);
  });
});

describe('series', () => {
  it('ask for the sisters of each film, all worth the same, among all films', async () => {
    const path = await fileOf('series.jsonl', [
      { collectionId: 10, name: 'Ten', films: [1, 2, 3], titles: ['a', 'b', 'c'] },
      { collectionId: 11, name: 'One known', films: [4, 99], titles: ['d', 'e'] },
    ]);
    const { form, universe, queries, notes } = await read(path, filmsOf([1, 2, 3, 4]));
    expect([form, universe]).toEqual(['same series', null]);
    expect(queries).toEqual(
      [
        [1, 2, 3],
        [2, 1, 3],
        [3, 1, 2],
      ].map(([filmId, ...sisters]) => ({
        filmId,
        gains: new Map(sisters.map((id) => [id, 1])),
        half: 'fit',
      })),
    );
    expect(notes).toEqual(['1 of its films is not known with director, cast and genres, and left out']);
  });
});

it('series are halved so that each half has as many of each length, whatever their order in the file', async () => {
  const series = Array.from({ length: 40 }, (_, i) => ({
    collectionId: i + 1,
    films: Array.from({ length: 2 + (i % 4) }, (_, film) => i * 10 + film + 1),
  }));
  const films = filmsOf(series.flatMap((each) => each.films));
  const halves = async (lines: typeof series) => {
    const { queries } = await read(await fileOf('series.jsonl', lines), films);
    return new Map(queries.map(({ filmId, half }) => [filmId, half]));
  };
  const half = await halves(series);
  expect(await halves(series.toReversed())).toEqual(half);
  for (const length of [2, 3, 4, 5]) {
    const firsts = series
      .filter((each) => each.films.length === length)
      .map((each) => half.get(each.films[0]!));
    expect(firsts.filter((each) => each === 'fit')).toHaveLength(firsts.length / 2);
  }
});

it('the halves are about as large, and always the same', () => {
  const ids = Array.from({ length: 1000 }, (_, id) => id + 1);
  const inFit = ids.filter((id) => halfOf(id) === 'fit').length;
  expect(Math.abs(inFit - 500)).toBeLessThan(60);
  expect(ids.map(halfOf)).toEqual(ids.map(halfOf));
});

const universe = { universe: [1, 2, 3] };
const header = 'userId,movieId,rating,timestamp';

describe('what cannot be taken', () => {
  it.each<[string, (string | object)[], string]>([
    ['an empty file', [], 'is empty'],
    ['empty lines', ['', ''], 'is empty'],
    ['a text', ['Once upon a time'], 'line 1: is no truth of a known form: see reelgraph evaluate --help'],
    ['another object', [{ films: [] }], 'line 1: is no truth of a known form: see reelgraph evaluate --help'],
    ['a list', ['[1, 2]'], 'line 1: is no truth of a known form: see reelgraph evaluate --help'],
    ['half a first line', ['{"universes": [1'], 'line 1: is no JSON'],
    ['half a later line', [universe, { tmdbId: 1, related: [2] }, '{"tmdbId'], 'line 3: is no JSON'],
    ['a list in a line', [universe, '[]'], 'line 2: is no JSON object'],
    ['empty lines counted', [universe, '', '[]'], 'line 3: is no JSON object'],
    ['a universe of texts', [{ universe: ['1'] }], 'line 1: universe must be a list of whole numbers'],
    ['a universe with one twice', [{ universe: [1, 2, 1] }], 'line 1: universe holds 1 twice'],
    ['no tmdbId', [universe, { related: [2] }], 'line 2: tmdbId must be a whole number from 1 to 2147483647'],
    ['half a tmdbId', [universe, { tmdbId: 1.5, related: [2] }], 'line 2: tmdbId must be a whole number'],
    ['related that is none', [universe, { tmdbId: 1, related: 2 }], 'line 2: related must be a list'],
    [
      'an outsider',
      [universe, { tmdbId: 1, related: [2, 9] }],
      'line 2: related holds 9, which is not in the universe',
    ],
    ['itself', [universe, { tmdbId: 1, related: [1] }], 'line 2: related holds the film itself'],
    ['one twice', [universe, { tmdbId: 1, related: [2, 2] }], 'line 2: related holds 2 twice'],
    [
      'a film twice',
      [universe, { tmdbId: 1, related: [2] }, { tmdbId: 1, related: [3] }],
      'line 3: tmdbId 1 has had its line',
    ],
    ['no query', [universe], 'has nothing to ask about the films'],
    [
      'a series of texts',
      [{ collectionId: 1, films: ['1'] }],
      'line 1: films must be a list of whole numbers',
    ],
    [
      'a later series without id',
      [{ collectionId: 1, films: [1, 2] }, { films: [] }],
      'line 2: collectionId must',
    ],
    [
      'films that are all unknown',
      [{ collectionId: 1, films: [8, 9] }],
      'has nothing to ask about the films: 2 of its films are not known',
    ],
    ['ratings without any', [header], 'has nothing to ask about the films: 0 films with at least 50 ratings'],
    ['three fields', [header, '1,2,4.0'], 'line 2: must have four fields: user, movie, rating, time'],
    ['other separators', [header, '1,2,4.0,9', '1::2::4::9'], 'line 3: must have four fields'],
    ['five fields', ['1::2::4::9', '1::2::4::9::7'], 'line 2: must have four fields'],
    ['no number', [header, '1,2,good,9'], 'line 2: the rating must be a number from 0 to 5'],
    ['ratings of 10', ['1::2::8::9'], 'line 1: the rating must be a number from 0 to 5'],
    ['no rating', ['1\t2\t\t9'], 'line 1: the rating must be a number from 0 to 5'],
    ['no user', [header, ',2,4,9'], 'line 2: the user must be a whole number'],
    ['a negative movie', [header, '1,-2,4,9'], 'line 2: the movie must be a whole number'],
    ['no time', [header, '1,2,4,'], 'line 2: the time must be a whole number of seconds'],
  ])('is %s, in one line', async (_what, lines, message) => {
    const path = await fileOf('truth', lines);
    const error = await read(path, filmsOf([1, 2, 3])).catch((reason) => reason);
    expect(error).toBeInstanceOf(OperatorError);
    expect(error.message).toContain(`${path}: ${message}`);
    expect(error.message).not.toContain('\n');
  });

  it('is a file that is not there, and a folder', async () => {
    const path = await fileOf('truth', []);
    await expect(read(`${path}.gone`, filmsOf([1]))).rejects.toThrow(`${path}.gone: is not there`);
    const folder = path.slice(0, path.lastIndexOf('/'));
    await expect(read(folder, filmsOf([1]))).rejects.toThrow(`${folder}: cannot be read (EISDIR)`);
  });
});
