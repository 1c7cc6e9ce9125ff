import fc from 'fast-check';
import {
  checkProfile,
  defaultProfile,
  type Profile,
  type RelationKind,
  relationKinds,
} from '../../src/relatedness/core/profile';
import { Ranking } from '../../src/relatedness/core/rank';
import type { RelatedFilm, RelatedReview } from '../../src/relatedness/core/ranked-list';
import { scoreOf } from '../../src/relatedness/core/score';
import { startQuietFollower } from '../support/follower';
import { createStore, type TestStore } from '../support/store';
import { type Catalogue, catalogues, storeCatalogue } from './catalogue';
import { changes, makeChange } from './catalogue-changes';
import { type OracleEntry, oracleFilms, oracleList, oracleReviews } from './oracle';

const profiles: fc.Arbitrary<Profile> = fc.record({
  name: fc.constant('random'),
  version: fc.constant(1),
  weights: fc.record({
    DIRECTOR: fc.constantFrom(0, 0.5, 1, 3),
    ACTOR: fc.constantFrom(0, 0.75, 1),
    GENRE: fc.constantFrom(0, 1, 0.3),
    ERA: fc.constantFrom(0, 2, 0.4),
  }),
  billingSlope: fc.constantFrom(0, 0.35, 1),
  castDepth: fc.constantFrom(1, 4, 15),
  sharedPeopleBonus: fc.constantFrom(0, 0.5, 3),
  genreLikeness: fc.constantFrom(0, 0.5, 1),
  normalisation: fc.constantFrom(0, 0.3, 0.5, 1),
  eraYears: fc.constantFrom(1, 12, 20, 400),
  eraLikeness: fc.constantFrom(0, 0.3, 1),
  fameBonus: fc.constantFrom(0, 0.3, 2),
  receptionContrast: fc.constantFrom(0, 0.3, 1),
  receptionSpan: fc.constantFrom(0.5, 2),
  midpoint: fc.constantFrom(0.5, 4),
});

const queries = fc.record({
  first: fc.integer({ min: 1, max: 20 }),
  kinds: fc.option(fc.subarray([...relationKinds]) as fc.Arbitrary<RelationKind[]>, {
    nil: undefined,
    freq: 1,
  }),
  exclude: fc.array(fc.integer({ min: 1, max: 18 }), { maxLength: 4 }),
  minScore: fc.constantFrom(0, 0, 0, 0, 0.05, 0.3, 0.6, 1),
  perFilm: fc.integer({ min: 1, max: 3 }),
  diversity: fc.constantFrom(0, 0, 0.1, 0.5, 0.9, 1),
});
type Query = typeof queries extends fc.Arbitrary<infer Value> ? Value : never;

jest.setTimeout(240_000);

describe('the index, beside SQL that ranks every film by the definition', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await createStore();
  });
  afterAll(() => store.drop());

  let entriesSeen = 0;
  let tiesSeen = 0;

  let moved = 0;
  let pinsSeen = 0;

  /** What SQL says of each pair of films, by the whole profile; 0 where it says nothing. */
  async function pairScores(profile: Profile, filmIds: number[]) {
    const scores = new Map<string, number>();
    const lists = await oracleFilms(store.sql, { filmIds, first: 10_000 }, profile);
    for (const [i, list] of lists.entries()) {
      for (const { filmId, units } of list) scores.set(`${filmIds[i]} ${filmId}`, scoreOf(profile, units));
    }
    return (from: number, to: number) => scores.get(`${from} ${to}`) ?? 0;
  }

  async function expectSame(ranking: Ranking, { films }: Catalogue, query: Query): Promise<void> {
    const { profile } = ranking;
    const filmIds = films.map((_, i) => i + 1);
    const scoreBetween = await pairScores(profile, filmIds);
    const likeness = (a: { filmId: number }, b: { filmId: number }) =>
      a.filmId === b.filmId
        ? 1
        : Math.max(scoreBetween(a.filmId, b.filmId), scoreBetween(b.filmId, a.filmId));
    const inOrder = <Entry extends RelatedFilm>(entries: Entry[]) =>
      reorderPlainly(entries, query.diversity, likeness).slice(0, query.first);
    const everything = { ...query, filmIds, first: 10_000 };
    const filmsOfEach = await oracleFilms(store.sql, everything, profile);
    const reviewsOfEach = await oracleReviews(store.sql, everything, profile);
    for (const [i, filmId] of filmIds.entries()) {
      const asked = { ...query, filmId };
      const everyFilm = filmsOfEach[i]!;
      const everyReview = reviewsOfEach[i]!;
      expect(ranking.rankFilms(asked)).toEqual({
        entries: inOrder(everyFilm.map((entry) => toFilm(entry, profile))),
        hasMore: everyFilm.length > query.first,
      });
      expect(ranking.countFilms(asked)).toBe(everyFilm.length);
      const askedReviews = { ...asked, exclude: new Set(asked.exclude) };
      const reviews = everyReview.map((entry) => toReview(entry, profile));
      if (inOrder(reviews).some((entry, i) => entry !== reviews[i])) moved++;
      expect(ranking.rankReviews(askedReviews)).toEqual({
        entries: inOrder(reviews),
        hasMore: everyReview.length > query.first,
      });
      expect(ranking.countReviews(askedReviews)).toBe(everyReview.length);
      entriesSeen += everyReview.length;
      tiesSeen += everyReview.filter((entry, i) => i > 0 && entry.units === everyReview[i - 1]!.units).length;
    }
    const reviewsWithRules = await store.sql.query<{ reviewId: number; filmId: number }>(
      `SELECT DISTINCT review.id AS "reviewId", film_id AS "filmId"
      FROM review JOIN editorial_rule ON review_id = review.id ORDER BY 1`,
    );
    for (const review of reviewsWithRules) {
      const everyEntry = await oracleList(store.sql, { ...query, ...review, first: 10_000 }, profile);
      const toReviews = (isPinned: boolean) =>
        everyEntry
          .filter((entry) => entry.isPinned === isPinned)
          .map(({ isPinned: _, ...entry }) => toReview(entry, profile));
      expect(listByRules(ranking, query, review)).toEqual({
        entries: [...toReviews(true), ...inOrder(toReviews(false))].slice(0, query.first),
        hasMore: everyEntry.length > query.first,
        total: everyEntry.length,
      });
      pinsSeen += toReviews(true).length;
    }
  }

  const settings = { seed: Number(process.env.FC_SEED ?? Date.now() % 2 ** 31) };

  it('gives the same films and reviews, entry for entry, with the same scores, reasons and counts', async () => {
    await fc.assert(
      fc.asyncProperty(
        catalogues,
        fc.oneof(fc.constant(defaultProfile), profiles),
        queries,
        async (catalogue, profile, query) => {
          checkProfile(profile);
          await storeCatalogue(store.sql, catalogue);
          const follower = await startQuietFollower(store.url, profile);
          await expectSame(follower.relatedness, catalogue, query);
          await follower.stop();
        },
      ),
      { ...settings, numRuns: 100 },
    );
    // Enough was compared, ties too, for the equality to mean something. The catalogues are random:
    // about 1,200 and 250 are usual, and no draw should fail for being a poor one.
    expect(entriesSeen).toBeGreaterThan(200);
    expect(tiesSeen).toBeGreaterThan(5);
    expect(moved).toBeGreaterThan(10);
    expect(pinsSeen).toBeGreaterThan(5);
  });

  it('still does after any changes that it has followed', async () => {
    let reloads = 0;
    await fc.assert(
      fc.asyncProperty(
        catalogues,
        profiles,
        queries,
        fc.array(changes, { minLength: 1, maxLength: 12 }),
        async (catalogue, profile, query, changesToMake) => {
          await storeCatalogue(store.sql, catalogue);
          const follower = await startQuietFollower(store.url, profile);
          const { relatedness } = follower;
          for (const change of changesToMake) {
            await makeChange(store.sql, change);
            if (change.isFollowedAtOnce) await follower.catchUp();
          }
          await follower.catchUp();
          if (follower.relatedness !== relatedness) reloads++;
          await expectSame(follower.relatedness, catalogue, query);
          await follower.stop();
        },
      ),
      { ...settings, numRuns: 100 },
    );
    expect(reloads).toBe(0);
  });
});

/** What a review's list of related ones is put together from. */
function listByRules(ranking: Ranking, query: Query, review: { reviewId: number; filmId: number }) {
  const { pinnedIds, hiddenIds } = ranking.rulesInForce(review, Date.now());
  const exclude = new Set([review.reviewId, ...query.exclude, ...hiddenIds]);
  const wanted = { ...query, filmId: review.filmId, exclude };
  const pinned = ranking.pinnedReviews(pinnedIds, wanted);
  const first = Math.max(0, query.first - pinned.length);
  const { entries, hasMore } = ranking.rankReviews({ ...wanted, first, precededBy: pinned });
  return {
    entries: [...pinned, ...entries].slice(0, query.first),
    hasMore: hasMore || pinned.length > query.first,
    total: pinned.length + ranking.countReviews({ ...wanted, precededBy: pinned }),
  };
}

/** Maximal marginal relevance as its formula says it; the stores here are smaller than what changes places. */
function reorderPlainly<Entry extends RelatedFilm>(
  entries: Entry[],
  diversity: number,
  likeness: (a: Entry, b: Entry) => number,
): Entry[] {
  const taken: Entry[] = [];
  while (taken.length < entries.length) {
    const worth = (entry: Entry) =>
      (1 - diversity) * entry.score -
      diversity * Math.max(0, ...taken.map((other) => likeness(entry, other)));
    const left = entries.filter((entry) => !taken.includes(entry));
    const most = Math.max(...left.map(worth));
    taken.push(left.find((entry) => worth(entry) === most)!);
  }
  return taken;
}

function toFilm({ filmId, units, score, reasons }: OracleEntry, profile: Profile): RelatedFilm {
  expect(scoreOf(profile, units)).toBeCloseTo(score, 12);
  return {
    filmId,
    score: scoreOf(profile, units),
    reasons: reasons.map((reason) => ({
      kind: reason.kind,
      id: reason.id,
      contribution: (reason.units / units) * scoreOf(profile, units),
    })),
  };
}

function toReview(entry: OracleEntry, profile: Profile): RelatedReview {
  return { reviewId: entry.reviewId!, ...toFilm(entry, profile) };
}
