import { nearestByLikes } from '../../../src/relatedness/quality/liked-both';
import { mantelHaenszel } from '../../../src/relatedness/quality/mantel-haenszel';
import { readMovieLinks, withoutLinks } from '../../../src/relatedness/quality/movie-links';
import { Progress } from '../../../src/relatedness/quality/progress';
import { mostFilms } from '../../../src/relatedness/quality/ratings';
import { readTruth } from '../../../src/relatedness/quality/read-truth';
import { cleanUp } from '../../service/program';
import { randomNumbers } from '../core/made-up-films';
import { fileOf, filmsOf } from './films';

afterAll(cleanUp);
const progress = new Progress();

describe("Mantel and Haenszel's z", () => {
  it('is that of a computation by hand', () => {
    // 10 raters, of whom 4 and 5 liked the films: E = 2, V = 4 × 5 × 6 × 5 / (100 × 9) = 2/3.
    const first = { raters: [10], likedA: [4], likedB: [5] };
    expect(mantelHaenszel(4, first)).toBeCloseTo(2 / Math.sqrt(2 / 3), 12);
    expect(mantelHaenszel(2, first)).toBe(0);
    expect(mantelHaenszel(0, first)).toBeCloseTo(-2 / Math.sqrt(2 / 3), 12);
    // And 5 raters, of whom 2 and 3 liked them: E = 1.2, V = 2 × 3 × 3 × 2 / (25 × 4) = 0.36.
    const both = { raters: [10, 5], likedA: [4, 2], likedB: [5, 3] };
    expect(mantelHaenszel(6, both)).toBeCloseTo((6 - 3.2) / Math.sqrt(2 / 3 + 0.36), 12);
  });

  it('says nothing where everyone liked a film, and where there is one rater', () => {
    expect(mantelHaenszel(3, { raters: [5], likedA: [5], likedB: [3] })).toBe(0);
    expect(mantelHaenszel(1, { raters: [1], likedA: [1], likedB: [1] })).toBe(0);
  });

  it('is taken over users who liked 2 or 3 films, 4 to 7, and so on', async () => {
    const liked = [[0, 1], [0, 1], [2, 3], [0, 2], [1, 2, 3], [0, 1, 2, 3], [0, 2, 4, 5], [3]];
    const likes = liked.map((films) => ({ films, total: films.length }));
    // Somebody who liked four films, of which none is among these, and so belongs to the second stratum.
    likes.push({ films: [], total: 4 });
    const options = { userCount: likes.length, filmCount: 6, first: 20 };
    const nearest = await nearestByLikes(likes, options, progress);
    // Of the five users of 2 or 3 films, 3 liked film 0 and 3 film 1; of the three of 4, 2 and 1; 3 liked both.
    const expected = mantelHaenszel(3, { raters: [5, 3], likedA: [3, 2], likedB: [3, 1] });
    expect(nearest[0]!.find(({ film }) => film === 1)!.z).toBeCloseTo(expected, 12);
    expect(nearest[1]!.find(({ film }) => film === 0)!.z).toBeCloseTo(expected, 12);
    expect(nearest.flat().every(({ z }) => z > 0)).toBe(true);
  });
});

/** Ten films; who likes one of a pair (1 and 2, 3 and 4 …) mostly likes the other, and likes others by chance. */
const ratings = (() => {
  const random = randomNumbers(5);
  const lines: { user: number; movie: number; stars: number; time: number }[] = [];
  for (let user = 1; user <= 300; user++) {
    const favourite = 1 + 2 * random(5);
    for (let movie = 1; movie <= 10; movie++) {
      const isOfPair = movie === favourite || movie === favourite + 1;
      if (!isOfPair && random(3) > 0) continue;
      const stars = random(10) < (isOfPair ? 9 : 4) ? 4 + random(2) : 1 + random(3);
      lines.push({ user, movie, stars, time: 978300760 + user });
    }
  }
  return lines;
})();
const partnerOf = (movie: number) => (movie % 2 === 1 ? movie + 1 : movie - 1);
const films = filmsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const asCsv = ['userId,movieId,rating,timestamp'].concat(
  ratings.map(({ user, movie, stars, time }) => `${user},${movie},${stars}.0,${time}`),
);
const joined = (separator: string) =>
  ratings.map(({ user, movie, stars, time }) => [user, movie, stars, time].join(separator));

const withStars = (line: string, stars: number) => line.replace(/,[^,]+(,\d+)$/, `,${stars}$1`);

const read = async (lines: string[], findMovie = withoutLinks(films)) =>
  readTruth(await fileOf('ratings', lines), films, { findMovie, progress });

describe('ratings', () => {
  it('relate the films that were planted as liked by the same people', async () => {
    const { form, universe, queries, notes } = await read(asCsv);
    expect(form).toBe('who liked both, from ratings');
    expect(universe).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    expect(notes).toEqual(['10 films with at least 50 ratings; liked means 4 stars or more']);
    expect(queries.map(({ filmId }) => filmId)).toEqual([...universe!]);
    for (const { filmId, gains } of queries) expect([...gains][0]).toEqual([partnerOf(filmId), 1]);
  });

  it.each([
    ['ratings.dat', joined('::')],
    ['u.data', joined('\t')],
    ['u.data, in any order', joined('\t').toReversed()],
    ['lines with carriage returns', asCsv.map((line) => `${line}\r`)],
  ])('say the same as %s', async (_name, lines) => {
    const { queries, universe } = await read(lines);
    expect({ queries, universe }).toMatchObject(
      await read(asCsv).then(({ queries, universe }) => ({ queries, universe })),
    );
  });

  describe('of a film that a user rated twice', () => {
    /** Each twice over: before it, as the user had it first, or after it, out of order. */
    const early = ratings.map(({ user, movie, stars }) => `${user},${movie},${6 - stars},1`);

    it.each<[string, string[]]>([
      ['before', [asCsv[0]!, ...early, ...asCsv.slice(1)]],
      ['after, with earlier times', [...asCsv, ...early]],
      [
        'at the same time, the last in the file',
        asCsv.flatMap((line, i) => (i ? [withStars(line, 1), line] : [line])),
      ],
      ['with the same stars', [...asCsv, ...asCsv.slice(1)]],
    ])('count the latest: %s', async (_where, lines) => {
      const [once, twice] = [await read(asCsv), await read(lines)];
      expect({ ...twice, source: '' }).toEqual({ ...once, source: '' });
    });
  });

  it('leave out films with fewer than 50', async () => {
    const ofOne = ratings.filter(({ movie }) => movie === 1);
    const rare = asCsv.filter((line) => line.split(',')[1] !== '1');
    const withSo = async (count: number) => {
      const lines = ofOne.slice(0, count).map(({ user, stars, time }) => `${user},1,${stars},${time}`);
      return (await read([...rare, ...lines])).universe!.has(1);
    };
    expect(ofOne.length).toBeGreaterThanOrEqual(50);
    expect([await withSo(49), await withSo(50)]).toEqual([false, true]);
    const [first] = ofOne;
    const again = ofOne.slice(0, 49).map(({ user, stars, time }) => `${user},1,${stars},${time}`);
    const { universe } = await read([...rare, ...again, `${first!.user},1,5,${first!.time}`]);
    expect(universe!.has(1)).toBe(false);
  });

  it('take the films that links name, by either id, and count the rest', async () => {
    const linked = filmsOf([101, 102, 103], { 103: { tmdbId: null, imdbId: 'tt0000345' } });
    const links = ['movieId,imdbId,tmdbId', '1,0000009,101', '2,0000008,102', '3,0000345,', '4,,999', '5,,'];
    const findMovie = await readMovieLinks(await fileOf('links.csv', links), linked);
    const path = await fileOf('ratings.csv', asCsv);
    const { universe, queries, notes } = await readTruth(path, linked, { findMovie, progress });
    expect(universe).toEqual(new Set([101, 102, 103]));
    expect([...queries[0]!.gains][0]).toEqual([102, 1]);
    expect(notes[1]).toBe('7 of its films are not known with director, cast and genres, and left out');
  });

  it.each([
    [['movieId;imdbId;tmdbId'], 'line 1: must be movieId,imdbId,tmdbId'],
    [['movieId,imdbId,tmdbId', '1,2'], 'line 2: must have three whole numbers'],
    [['movieId,imdbId,tmdbId', '1,2,3', '1,tt2,3'], 'line 3: must have three whole numbers'],
    [[], 'is empty'],
  ])('refuse links of %j', async (lines, message) => {
    const path = await fileOf('links.csv', lines);
    await expect(readMovieLinks(path, films)).rejects.toThrow(`${path}: ${message}`);
  });

  it('compare the most rated films only, where there are many', async () => {
    const ids = Array.from({ length: mostFilms + 2 }, (_, place) => place + 1);
    const lines = ids.flatMap((id) =>
      // The first two have the fewest; each rater likes neighbours.
      Array.from({ length: id <= 2 ? 50 : 51 }, (_, i) => `${(id >> 2) * 60 + i}::${id}::5::0`),
    );
    const many = filmsOf(ids);
    const path = await fileOf('ratings.dat', lines);
    const { universe, notes } = await readTruth(path, many, { findMovie: withoutLinks(many), progress });
    expect([universe!.size, universe!.has(1), universe!.has(2)]).toEqual([mostFilms, false, false]);
    expect(notes[0]).toMatch(/^the 4000 most rated of 4002 films with at least 50 ratings/);
  });
});
