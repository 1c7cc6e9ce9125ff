import fc from 'fast-check';
import { diversify, diversityPool, likenessBetween } from '../../../src/relatedness/core/diversity';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { Ranking } from '../../../src/relatedness/core/rank';
import { RelatednessIndex } from '../../../src/relatedness/core/relatedness-index';
import { madeUpFilm, randomNumbers } from './made-up-films';

/** Two of one series, and others that are ever less like the first. */
const entries = [
  { name: 'first', score: 0.9, series: 1 },
  { name: 'sequel', score: 0.8, series: 1 },
  { name: 'other', score: 0.5, series: 2 },
  { name: 'another', score: 0.5, series: 3 },
  { name: 'its sequel', score: 0.2, series: 3 },
];
const names = (diversity: number, first = entries.length) =>
  diversify(entries, {
    first,
    diversity,
    score: ({ score }) => score,
    likeness: (a, b) => (a.series === b.series ? 0.8 : 0),
  }).map(({ name }) => name);

describe('diversity', () => {
  it.each([
    [0, ['first', 'sequel', 'other', 'another', 'its sequel']],
    // The sequel comes to 0.5 × 0.8 − 0.5 × 0.8, the others to 0.5 × 0.5.
    [0.5, ['first', 'other', 'another', 'sequel', 'its sequel']],
    [1, ['first', 'other', 'another', 'sequel', 'its sequel']],
    [0.2, ['first', 'sequel', 'other', 'another', 'its sequel']],
  ])('of %d puts what is like those before it further down', (diversity, expected) => {
    expect(names(diversity)).toEqual(expected);
  });

  it('has a short list be the beginning of a longer one, and begin with the best', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        (much, first) => {
          expect(names(much, first)).toEqual(names(much).slice(0, first));
          expect(names(much)[0]).toBe('first');
        },
      ),
    );
  });
});

describe('a list with diversity', () => {
  const random = randomNumbers(40);
  const index = new RelatednessIndex(defaultProfile);
  for (let id = 1; id <= 3_000; id++) index.put(madeUpFilm(id, random));
  index.settle();
  const ranking = new Ranking(index);
  const list = (first: number, diversity: number) =>
    ranking.rankReviews({ filmId: 3, first, diversity, perFilm: 2 });

  it('of 0 is the list without', () => {
    expect(list(20, 0)).toEqual(ranking.rankReviews({ filmId: 3, first: 20, perFilm: 2 }));
  });

  it('is the best hundred in another order, with what follows as it was', () => {
    const exact = list(150, 0).entries;
    const diverse = list(150, 0.7).entries;
    expect(exact.length).toBe(150);
    expect(diverse).not.toEqual(exact);
    expect(new Set(diverse.slice(0, diversityPool))).toEqual(new Set(exact.slice(0, diversityPool)));
    expect(diverse.slice(diversityPool)).toEqual(exact.slice(diversityPool));
  });

  it('differs the more, the more is asked', () => {
    const likeness = likenessBetween(index);
    const greatest = (diversity: number) => {
      const films = list(6, diversity).entries.map(({ filmId }) => index.ordinalOf(filmId));
      return films.flatMap((a, i) => films.slice(i + 1).map((b) => likeness(a, b))).sort((a, b) => b - a)[0]!;
    };
    expect(greatest(0)).toBe(1); // two reviews of one film
    expect(greatest(0.9)).toBeLessThan(0.5);
  });

  it('says as before whether there are more', () => {
    expect(list(5, 0.5)).toMatchObject({ entries: { length: 5 }, hasMore: true });
    const all = ranking.countReviews({ filmId: 3, perFilm: 2 });
    expect(list(all, 0.5)).toMatchObject({ entries: { length: all }, hasMore: false });
  });
});
