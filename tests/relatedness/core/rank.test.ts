import fc from 'fast-check';
import { plainProfile } from '../../../src/relatedness/core/profile';
import { newestReviews, rankFilms, rankReviews } from '../../../src/relatedness/core/rank';
import { buildIndex, type CatalogueFacts } from '../../../src/relatedness/core/relatedness-index';
import { billingWorth, rarity } from '../../../src/relatedness/core/score';

/** Films 1 to 6: 1, 2 and 3 by director 10; 4 shares an actor with 1; 5 a genre; 6 nothing. */
function facts(): CatalogueFacts {
  return {
    filmIds: [6, 5, 4, 3, 2, 1],
    directors: { filmIds: [1, 2, 3], personIds: [10, 10, 10] },
    actors: { filmIds: [1, 4, 5], personIds: [20, 20, 21], billings: [0, 2, 0] },
    genres: { filmIds: [1, 5], genreIds: [30, 30] },
    reviews: {
      ids: [101, 102, 103, 104, 105, 106, 107],
      filmIds: [1, 2, 3, 4, 5, 6, 2],
      recencies: [0, 500, 500, 0, 0, 900, 400],
    },
  };
}

const index = buildIndex(facts(), plainProfile);
const reviewIds = (query: Partial<Parameters<typeof rankReviews>[1]>) =>
  rankReviews(index, { filmId: 1, first: 10, ...query }).entries.map((entry) => entry.reviewId);

describe('rarity', () => {
  it.each([
    ['what every film carries', { reviewedFilms: 10, carriers: 10 }, 0],
    ['what one of ten carries', { reviewedFilms: 10, carriers: 1 }, Math.log(11 / 2)],
    ['what only films without reviews carry', { reviewedFilms: 10, carriers: 0 }, Math.log(11)],
    ['an empty store', { reviewedFilms: 0, carriers: 0 }, 0],
  ])('of %s', (_what, counts, expected) => {
    expect(rarity(counts)).toBe(expected);
  });
});

describe('billing', () => {
  it('is worth 1 at the top and falls with the place', () => {
    expect(billingWorth(plainProfile, 0)).toBe(1);
    expect(billingWorth(plainProfile, 1)).toBeCloseTo(1 / 1.35, 12);
    expect(billingWorth(plainProfile, 4)).toBeLessThan(billingWorth(plainProfile, 3));
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
    const [best] = rankReviews(index, { filmId: 1, first: 1 }).entries;
    expect(reviewIds({ minScore: best!.score })).toEqual([105]);
    expect(reviewIds({ minScore: 1 })).toEqual([]);
  });

  it('say how many there are, whatever is shown', () => {
    expect(rankReviews(index, { filmId: 1, first: 2 })).toMatchObject({ total: 4, entries: { length: 2 } });
  });

  it('are none for a film that is not known', () => {
    expect(rankReviews(index, { filmId: 99, first: 6 })).toEqual({ entries: [], total: 0 });
    expect(rankFilms(index, { filmId: 99, first: 6 })).toEqual({ entries: [], total: 0 });
  });

  it('have reasons that add up to the score, which lies in 0 to 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), (filmId) => {
        for (const { score, reasons } of rankReviews(index, { filmId, first: 10 }).entries) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 12);
        }
      }),
    );
  });
});

describe('an index', () => {
  it('is the same in whatever order its facts come', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (random) => {
        const shuffled = shuffle(facts(), () => random.next().value);
        for (let filmId = 1; filmId <= 6; filmId++) {
          expect(rankReviews(buildIndex(shuffled, plainProfile), { filmId, first: 10, perFilm: 2 })).toEqual(
            rankReviews(index, { filmId, first: 10, perFilm: 2 }),
          );
        }
      }),
    );
  });

  it('leaves out facts about films that are not there', () => {
    const { reviews, genres, ...rest } = facts();
    const strays = buildIndex(
      {
        ...rest,
        genres: {
          filmIds: [...Array.from(genres.filmIds), 99],
          genreIds: [...Array.from(genres.genreIds), 30],
        },
        reviews: {
          ids: [...Array.from(reviews.ids), 199],
          filmIds: [...Array.from(reviews.filmIds), 99],
          recencies: [...Array.from(reviews.recencies), 1e9],
        },
      },
      plainProfile,
    );
    expect(rankReviews(strays, { filmId: 1, first: 10 })).toEqual(
      rankReviews(index, { filmId: 1, first: 10 }),
    );
  });
});

describe('fillers', () => {
  it('are the newest reviews that are not excluded, one a film', () => {
    const fillers = newestReviews(index, { first: 3, exclude: new Set([106]), notOfFilms: new Set([4]) });
    expect(fillers).toEqual([102, 103, 101]);
  });
});

/** The same facts with the rows of every table in another order. */
function shuffle(given: CatalogueFacts, random: () => number): CatalogueFacts {
  const order = (length: number) =>
    Array.from({ length }, (_, i) => i)
      .map((i) => ({ i, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ i }) => i);
  const table = <T extends Record<string, ArrayLike<number>>>(columns: T): T => {
    const rows = order(Object.values(columns)[0]!.length);
    const reordered = Object.entries(columns).map(([name, values]) => [
      name,
      rows.map((row) => values[row]!),
    ]);
    return Object.fromEntries(reordered) as T;
  };
  return {
    filmIds: table({ ids: given.filmIds }).ids,
    directors: table(given.directors),
    actors: table(given.actors),
    genres: table(given.genres),
    reviews: table(given.reviews),
  };
}
