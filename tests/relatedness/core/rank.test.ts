import fc from 'fast-check';
import { defaultProfile, type Profile } from '../../../src/relatedness/core/profile';
import type { ReviewQuery } from '../../../src/relatedness/core/rank';
import { rankingOf } from '../../../src/relatedness/core/ranking-of';
import { type FilmFacts, RelatednessIndex } from '../../../src/relatedness/core/relatedness-index';
import { billingWorths, damping, rarity } from '../../../src/relatedness/core/score';
import { madeUpFilm, nothing, randomNumbers } from './made-up-films';

/** A sum of what is shared, and nothing else. */
const plain: Profile = {
  ...defaultProfile,
  name: 'plain',
  weights: { DIRECTOR: 1, ACTOR: 0.75, GENRE: 1, ERA: 0 },
  sharedPeopleBonus: 0,
  genreLikeness: 0,
  normalisation: 0,
  fameBonus: 0,
};

/** Films 1 to 6: 1, 2 and 3 by director 10; 4 shares an actor with 1; 5 a genre; 6 nothing. */
const films: FilmFacts[] = [
  {
    ...nothing,
    id: 1,
    directorIds: [10],
    actorIds: [20],
    billings: [0],
    genreIds: [30],
    reviews: [{ id: 101, recency: 0 }],
  },
  {
    ...nothing,
    id: 2,
    directorIds: [10],
    reviews: [
      { id: 107, recency: 400 },
      { id: 102, recency: 500 },
    ],
  },
  { ...nothing, id: 3, directorIds: [10], reviews: [{ id: 103, recency: 500 }] },
  { ...nothing, id: 4, actorIds: [20], billings: [2], reviews: [{ id: 104, recency: 0 }] },
  {
    ...nothing,
    id: 5,
    actorIds: [21],
    billings: [0],
    genreIds: [30],
    reviews: [{ id: 105, recency: 0 }],
  },
  { ...nothing, id: 6, reviews: [{ id: 106, recency: 900 }] },
];

const ranking = rankingOf(plain, films);
const reviewIds = (query: Partial<ReviewQuery>) =>
  ranking.rankReviews({ filmId: 1, first: 10, ...query }).entries.map((entry) => entry.reviewId);

describe('rarity', () => {
  it.each([
    ['what every film carries', { reviewedFilms: 10, carriers: 10 }, 0],
    ['what one of ten carries', { reviewedFilms: 10, carriers: 1 }, Math.log(11 / 2)],
    ['what only films without reviews carry', { reviewedFilms: 10, carriers: 0 }, Math.log(11)],
    ['an empty store', { reviewedFilms: 0, carriers: 0 }, 0],
  ])('of %s', (_what, { reviewedFilms, carriers }, expected) => {
    const logs = { logReviewed: Math.log(reviewedFilms + 1), logCarriers: Math.log(carriers + 1) };
    expect(rarity(logs)).toBeCloseTo(expected, 12);
  });
});

describe('billing', () => {
  it('is worth 1 at the top and falls with the place, as deep as the profile goes', () => {
    const worths = billingWorths(plain);
    expect(worths[0]).toBe(1);
    expect(worths[1]).toBeCloseTo(1 / (1 + plain.billingSlope), 12);
    expect(worths[4]).toBeLessThan(worths[3]!);
    expect(worths).toHaveLength(15);
  });
});

describe('damping', () => {
  it.each([0, 0.2, 0.5, 1])('to the power of %d falls as a film lists more', (normalisation) => {
    const damp = (total: number) => damping({ ...plain, normalisation }, total);
    expect(damp(0)).toBe(1);
    expect(damp(3)).toBeCloseTo(4 ** -normalisation, 12);
  });
});

describe('related reviews', () => {
  it('come best first, equal ones newest first and then by id', () => {
    expect(reviewIds({})).toEqual([105, 102, 103, 104]);
  });

  it('never are reviews of the film itself, nor of films that share nothing', () => {
    expect(reviewIds({ perFilm: 9 })).not.toEqual(expect.arrayContaining([101]));
    expect(reviewIds({ perFilm: 9 })).not.toEqual(expect.arrayContaining([106]));
  });

  it('take at most so many of one film', () => {
    expect(reviewIds({ perFilm: 2 })).toEqual([105, 102, 103, 107, 104]);
  });

  it('give the place of an excluded review to the next of its film', () => {
    expect(reviewIds({ exclude: new Set([102]) })).toEqual([105, 103, 107, 104]);
  });

  it('count only what is shared in the kinds asked for', () => {
    expect(reviewIds({ kinds: ['ACTOR'] })).toEqual([104]);
    expect(reviewIds({ kinds: [] })).toEqual([]);
  });

  it('end where the score is too low', () => {
    const [best] = ranking.rankReviews({ filmId: 1, first: 1 }).entries;
    expect(reviewIds({ minScore: best!.score })).toEqual([105]);
    expect(reviewIds({ minScore: 1 })).toEqual([]);
  });

  it('say whether there are more, and how many there are', () => {
    expect(ranking.rankReviews({ filmId: 1, first: 2 })).toMatchObject({
      hasMore: true,
      entries: { length: 2 },
    });
    expect(ranking.rankReviews({ filmId: 1, first: 4 })).toMatchObject({ hasMore: false });
    expect(ranking.countReviews({ filmId: 1 })).toBe(4);
    expect(ranking.countFilms({ filmId: 1 })).toBe(4);
  });

  it('are none for a film that is not known', () => {
    expect(ranking.rankReviews({ filmId: 99, first: 6 })).toEqual({ entries: [], hasMore: false });
    expect(ranking.rankFilms({ filmId: 99, first: 6 })).toEqual({ entries: [], hasMore: false });
    expect(ranking.countReviews({ filmId: 99 })).toBe(0);
  });

  it('have reasons that add up to the score, which lies in 0 to 1', () => {
    for (const profile of [plain, defaultProfile]) {
      const dated = films.map((film) => ({
        ...film,
        releaseYear: 1990 + film.id,
        voteCount: film.id * 1000,
      }));
      for (const { id: filmId } of films) {
        for (const { score, reasons } of rankingOf(profile, dated).rankReviews({ filmId, first: 10 })
          .entries) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThan(1);
          expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 12);
        }
      }
    }
  });
});

describe('each term of a profile', () => {
  const base = {
    ...nothing,
    actorIds: [20, 21, 22],
    billings: [0, 1, 2],
    genreIds: [30, 31],
    releaseYear: 1990,
  };
  const candidates: Record<string, Omit<FilmFacts, 'id'>> = {
    'more shared people': { ...nothing, actorIds: [20, 21], billings: [0, 1] },
    'one shared person, at the top': { ...nothing, actorIds: [20], billings: [0] },
    'one shared person, further down': { ...nothing, actorIds: [20], billings: [5] },
    'the same genres': { ...nothing, genreIds: [30, 31] },
    'the same genres and two more': { ...nothing, genreIds: [30, 31, 32, 33] },
    'the same genres, and a large cast': {
      ...nothing,
      genreIds: [30, 31],
      actorIds: [40, 41, 42],
      billings: [0, 1, 2],
    },
    'the same genres, a year later': { ...nothing, genreIds: [30, 31], releaseYear: 1991 },
    'the same genres, long before': { ...nothing, genreIds: [30, 31], releaseYear: 1950 },
    'the same genres, and well known': { ...nothing, genreIds: [30, 31], voteCount: 10_000 },
    'the same year only': { ...nothing, releaseYear: 1990 },
  };
  const names = Object.keys(candidates);
  const facts = [
    { ...base, id: 100, reviews: [{ id: 100, recency: 0 }] },
    ...names.map((name, id) => ({ ...candidates[name]!, id, reviews: [{ id, recency: 0 }] })),
    // So that nothing is carried by all.
    ...Array.from({ length: 20 }, (_, i) => ({
      ...nothing,
      id: 200 + i,
      reviews: [{ id: 200 + i, recency: 0 }],
    })),
  ];
  const scores = (profile: Profile) => {
    const { entries } = rankingOf(profile, facts).rankReviews({ filmId: 100, first: 100 });
    return (name: string) => entries.find(({ filmId }) => filmId === names.indexOf(name))?.score ?? 0;
  };

  it.each<[keyof Profile, Partial<Profile>, string, string]>([
    ['billingSlope', { billingSlope: 1 }, 'one shared person, at the top', 'one shared person, further down'],
    ['genreLikeness', { genreLikeness: 0.5 }, 'the same genres', 'the same genres and two more'],
    ['normalisation', { normalisation: 0.5 }, 'the same genres', 'the same genres, and a large cast'],
    [
      'weights',
      { weights: { ...plain.weights, ERA: 2 } },
      'the same genres, a year later',
      'the same genres, long before',
    ],
    ['fameBonus', { fameBonus: 0.3 }, 'the same genres, and well known', 'the same genres'],
  ])('%s sets apart what the plain sum does not', (_term, change, better, worse) => {
    const without = scores({ ...plain, billingSlope: 0 });
    const withIt = scores({ ...plain, billingSlope: 0, ...change });
    expect(without(better)).toBe(without(worse));
    expect(withIt(better)).toBeGreaterThan(withIt(worse));
  });

  it('sharedPeopleBonus makes two shared people more than twice one', () => {
    const raw = (profile: Profile, name: string) => {
      const score = scores(profile)(name);
      return score / (1 - score); // of the sum, in midpoints
    };
    const flat = { ...plain, billingSlope: 0 };
    const one = 'one shared person, at the top';
    const two = 'more shared people';
    const gain = (profile: Profile) => raw(profile, two) / raw(profile, one);
    expect(gain({ ...flat, sharedPeopleBonus: 0.5 })).toBeCloseTo(gain(flat) * 1.5, 4);
  });

  it('nearness of years is no relation by itself, and a reason beside others', () => {
    const era = { ...plain, weights: { ...plain.weights, ERA: 2 } };
    expect(scores(era)('the same year only')).toBe(0);
    const { entries } = rankingOf(era, facts).rankReviews({ filmId: 100, first: 1 });
    expect(entries[0]!.reasons.map(({ kind }) => kind)).toContain('ERA');
    const withoutEra = rankingOf(era, facts).rankReviews({
      filmId: 100,
      first: 9,
      kinds: ['GENRE', 'ACTOR'],
    });
    expect(withoutEra.entries.flatMap(({ reasons }) => reasons).map(({ kind }) => kind)).not.toContain('ERA');
  });
});

describe('a person who directs and plays in both films', () => {
  it('is one shared person, with two reasons', () => {
    const both = { ...nothing, directorIds: [10], actorIds: [10], billings: [0] };
    const facts = [1, 2].map((id) => ({ ...both, id, reviews: [{ id, recency: 0 }] }));
    const others = [3, 4, 5].map((id) => ({ ...nothing, id, reviews: [{ id, recency: 0 }] }));
    const entry = (profile: Profile) =>
      rankingOf(profile, [...facts, ...others]).rankReviews({ filmId: 1, first: 1 }).entries[0]!;
    expect(entry(plain).reasons.map(({ kind }) => kind)).toEqual(['DIRECTOR', 'ACTOR']);
    expect(entry({ ...plain, sharedPeopleBonus: 5 }).score).toBe(entry(plain).score);
  });
});

describe('an index', () => {
  it('is the same in whatever order its films come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(films, { minLength: films.length }), (shuffled) => {
        for (const { id: filmId } of films) {
          const query = { filmId, first: 10, perFilm: 2 };
          expect(rankingOf(plain, shuffled).rankReviews(query)).toEqual(ranking.rankReviews(query));
        }
      }),
    );
  });

  it('ranks as if there were none but directors, genres and actors as deep as the profile goes', () => {
    const profile = { ...defaultProfile, castDepth: 2 };
    const random = randomNumbers(3);
    const made = Array.from({ length: 300 }, (_, i) => madeUpFilm(i + 1, random));
    const cut = made.map((film) => {
      const counted = Array.from(film.actorIds).filter((_, i) => film.billings[i]! < profile.castDepth);
      return { ...film, actorIds: counted, billings: counted.map((_, place) => place), otherIds: [] };
    });
    const [withAll, withoutOthers] = [rankingOf(profile, made), rankingOf(profile, cut)];
    expect(withAll.index.features.size).toBeGreaterThan(withoutOthers.index.features.size);
    for (const { id: filmId } of made) {
      const query = { filmId, first: 20 };
      expect(withAll.rankReviews(query)).toEqual(withoutOthers.rankReviews(query));
      expect(withAll.rankFilms(query)).toEqual(withoutOthers.rankFilms(query));
      expect(withAll.countFilms(query)).toBe(withoutOthers.countFilms(query));
    }
  });

  it('takes what no catalogue should hold', () => {
    const odd: FilmFacts[] = [
      {
        ...nothing,
        id: 1,
        releaseYear: 0,
        voteCount: -5,
        directorIds: [10, 10],
        actorIds: Array.from({ length: 300 }, (_, i) => 20 + (i % 200)),
        billings: Array.from({ length: 300 }, (_, i) => 250 - i),
        genreIds: Array.from({ length: 40 }, (_, i) => i % 25),
        reviews: [{ id: 1, recency: Number.NEGATIVE_INFINITY }],
      },
      {
        ...nothing,
        id: 2,
        releaseYear: -32768,
        directorIds: [10],
        genreIds: [3],
        reviews: [{ id: 2, recency: 8e15 }],
      },
      {
        ...nothing,
        id: 2_147_483_647,
        releaseYear: 32767,
        genreIds: [3],
        reviews: [{ id: 3, recency: -8e15 }],
      },
      { ...nothing, id: -7, releaseYear: 0, genreIds: [3, 4], reviews: [{ id: 4, recency: 0 }] },
      { ...nothing, id: 9, reviews: [{ id: 9, recency: 0 }] },
    ];
    const { entries } = rankingOf(defaultProfile, odd).rankReviews({ filmId: 1, first: 10 });
    expect(entries.map(({ filmId }) => filmId).sort()).toEqual([-7, 2, 2_147_483_647]);
    for (const { score } of entries) expect(score).toBeGreaterThan(0);
  });

  it.each<[string, Partial<Profile>]>([
    ['weights.ERA', { weights: { ...plain.weights, ERA: Number.NaN } }],
    ['weights.GENRE', { weights: { ...plain.weights, GENRE: -1 } }],
    ['castDepth', { castDepth: 2.5 }],
    ['normalisation', { normalisation: 1.5 }],
    ['midpoint', { midpoint: 0 }],
  ])('refuses a profile whose %s is out of its range', (name, change) => {
    expect(() => new RelatednessIndex({ ...plain, ...change })).toThrow(RangeError);
    expect(() => new RelatednessIndex({ ...plain, ...change })).toThrow(name);
  });
});

describe('fillers', () => {
  it('are the newest reviews that are not excluded, one a film', () => {
    const fillers = ranking.newestReviews({ first: 3, exclude: new Set([106]), notOfFilms: new Set([4]) });
    expect(fillers).toEqual([102, 103, 101]);
  });
});
