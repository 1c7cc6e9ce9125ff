import { defaultProfile } from '../../../src/relatedness/core/profile';
import type { Ranking } from '../../../src/relatedness/core/rank';
import { rankingOf } from '../../../src/relatedness/core/ranking-of';
import { gini, kendallTau, previewProfile } from '../../../src/relatedness/profiles/preview';
import { madeUpFilm, randomNumbers } from '../core/made-up-films';

const random = randomNumbers(5);
const films = Array.from({ length: 600 }, (_, i) => madeUpFilm(i + 1, random));
const reviewIds = films.flatMap(({ reviews }) => reviews.map(({ id }) => id));

const weights = { DIRECTOR: 0, ACTOR: 0, GENRE: 1, ERA: 0 };
const current = rankingOf(defaultProfile, films);
const candidate = rankingOf({ ...defaultProfile, weights }, films);
const reviewIdsOf = (ranking: Ranking, filmId: number) =>
  ranking.rankReviews({ filmId, first: 6 }).entries.map(({ reviewId }) => reviewId);

describe('a preview', () => {
  it('of the profile that is active changes nothing', async () => {
    const same = await previewProfile({ current, candidate: rankingOf(defaultProfile, films.toReversed()) });
    expect(same).toMatchObject({
      lists: reviewIds.length,
      changed: 0,
      reordered: 0,
      kept: 1,
      sample: [],
      reorderedSample: [],
    });
    expect(same.rankCorrelation).toBeCloseTo(1, 12);
    expect(same.candidate).toEqual(same.current);
  });

  it('counts, over the list of every review, what a reader would see change', async () => {
    const preview = await previewProfile({ current, candidate });
    let [changed, reordered, kept, had] = [0, 0, 0, 0];
    for (const { id, reviews } of films) {
      for (const _ of reviews) {
        const [before, after] = [reviewIdsOf(current, id), reviewIdsOf(candidate, id)];
        const isSame = (a: number[], b: number[]) => JSON.stringify(a) === JSON.stringify(b);
        if (!isSame(before.toSorted(), after.toSorted())) changed++;
        else if (!isSame(before, after)) reordered++;
        kept += before.filter((review) => after.includes(review)).length;
        had += before.length;
      }
    }
    expect(changed).toBeGreaterThan(0);
    expect(preview).toMatchObject({ lists: reviewIds.length, changed, reordered, kept: kept / had });
    expect(preview.rankCorrelation).toBeLessThan(0.9);
    expect(preview.candidate.leadingReasons).toEqual({ DIRECTOR: 0, ACTOR: 0, GENRE: 1, ERA: 0 });
  });

  it('tells how well the store is covered and how concentrated the links are', async () => {
    const outlook = (await previewProfile({ current, candidate })).candidate;
    const linked = new Map(reviewIds.map((id) => [id, 0]));
    const lengths: number[] = [];
    for (const { id, reviews } of films) {
      for (const _ of reviews) {
        const list = reviewIdsOf(candidate, id);
        lengths.push(list.length);
        for (const review of list) linked.set(review, linked.get(review)! + 1);
      }
    }
    const lists = [...linked.values()].sort((a, b) => b - a);
    const total = lists.reduce((sum, count) => sum + count, 0);
    const count = (least: number, most: number) => lengths.filter((l) => l >= least && l <= most).length;
    expect(outlook.coverage).toEqual({
      none: count(0, 0),
      few: count(1, 2),
      some: count(3, 5),
      full: count(6, 6),
    });
    expect(outlook.coverage.none).toBeGreaterThan(0);
    expect(outlook.orphans).toBe(lists.filter((n) => n === 0).length);
    const top = lists.slice(0, Math.ceil(lists.length / 100)).reduce((sum, n) => sum + n, 0);
    expect(outlook.topShare).toBeCloseTo(top / total, 12);
    expect(outlook.hubs.map((hub) => hub.lists)).toEqual(lists.slice(0, 3));
    const differences = lists.flatMap((a) => lists.map((b) => Math.abs(a - b)));
    const mean = differences.reduce((sum, d) => sum + d, 0) / lists.length ** 2;
    expect(outlook.gini).toBeCloseTo(mean / (2 * (total / lists.length)), 10);
  });

  it('shows some of the lists that change, with what enters and what leaves', async () => {
    const { sample } = await previewProfile({ current, candidate }, { sampleSize: 4 });
    expect(sample).toHaveLength(4);
    for (const { filmId, gained, lost } of sample) {
      const [before, after] = [reviewIdsOf(current, filmId), reviewIdsOf(candidate, filmId)];
      expect(gained.map(({ reviewId }) => reviewId)).toEqual(after.filter((id) => !before.includes(id)));
      expect(lost.map(({ reviewId }) => reviewId)).toEqual(before.filter((id) => !after.includes(id)));
      expect(gained.every(({ reasons }) => reasons.length > 0)).toBe(true);
    }
  });

  it('shows some of the lists that only change their order, as they are and as they would be', async () => {
    const near = rankingOf({ ...defaultProfile, eraYears: defaultProfile.eraYears * 1.2 }, films);
    const { reordered, reorderedSample } = await previewProfile(
      { current, candidate: near },
      { sampleSize: 4 },
    );
    expect(reordered).toBeGreaterThan(4);
    expect(reorderedSample).toHaveLength(4);
    for (const { filmId, before, after } of reorderedSample) {
      const idsOf = (list: typeof before) => list.map(({ reviewId }) => reviewId);
      expect(idsOf(before)).toEqual(reviewIdsOf(current, filmId));
      expect(idsOf(after)).toEqual(reviewIdsOf(near, filmId));
      expect(idsOf(after)).not.toEqual(idsOf(before));
      expect(new Set(idsOf(after))).toEqual(new Set(idsOf(before)));
    }
  });

  it('of a store without a review has nothing to show', async () => {
    const empty = await previewProfile({
      current: rankingOf(defaultProfile, []),
      candidate: rankingOf(defaultProfile, []),
    });
    expect(empty).toMatchObject({ lists: 0, changed: 0, kept: 1, rankCorrelation: 1, sample: [] });
    expect(empty.current).toMatchObject({ orphans: 0, gini: 0, topShare: 0, hubs: [] });
  });
});

it.each([
  [[1, 2, 3], [1, 2, 3], 1],
  [[1, 2, 3], [3, 2, 1], -1],
  [[1, 2, 3], [1, 3, 2], 1 / 3],
  [[1], [1], null],
  [[], [], null],
  // Both lack what the other has: 3 and 4 are tied where they are lacking.
  [[1, 2, 3], [1, 2, 4], (5 - 1) / 6],
])('Kendall’s tau-b of %p and %p is %p', (before, after, tau) => {
  if (tau === null) expect(kendallTau(before, after)).toBeNull();
  else expect(kendallTau(before, after)).toBeCloseTo(tau, 12);
});

it.each([
  [[2, 2, 2], 3, 0],
  [[6], 3, 2 / 3],
  [[], 3, 0],
  [[3, 1], 4, 0.625],
])('the Gini coefficient of %p among %p is %p', (counts, all, expected) => {
  expect(gini(counts, all)).toBeCloseTo(expected, 12);
});
