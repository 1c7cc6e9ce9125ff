import { checkProfile, defaultProfile, figureOf, type Profile } from '../../../src/relatedness/core/profile';
import { climb, type Round } from '../../../src/relatedness/quality/climb';
import { worth } from '../../../src/relatedness/quality/worth';

/** Best, and 0, where the figures are these; falls off on all sides, in logarithms. */
const summit: Record<string, number> = {
  'weights.ERA': 0.4,
  eraYears: 60,
  fameBonus: 1.5,
  normalisation: 0.1,
};
const nearness = async (profile: Profile) =>
  -Object.entries(summit).reduce(
    (sum, [figure, value]) => sum + Math.log(Math.max(1e-9, figureOf(profile, figure)) / value) ** 2,
    0,
  );

async function search(seed: number, { rounds = 300, start = defaultProfile, worthOf = nearness } = {}) {
  const told: Round[] = [];
  const profile = await climb(start, { seed, rounds }, worthOf, (round) => told.push(round));
  return { profile, told };
}

describe('a search', () => {
  it('finds what there is to find', async () => {
    const { profile } = await search(1);
    for (const [figure, value] of Object.entries(summit)) {
      expect(figureOf(profile, figure) / value).toBeGreaterThan(0.8);
      expect(figureOf(profile, figure) / value).toBeLessThan(1.25);
    }
  });

  it('gives the same for the same seed, and another for another', async () => {
    const [once, again, other] = [await search(7), await search(7), await search(8)];
    expect(again).toEqual(once);
    expect(other.profile).not.toEqual(once.profile);
  });

  it('is never worth less than before, whatever it meets', async () => {
    const { told } = await search(3);
    told.reduce(
      (before, { worth: now }) => {
        expect(now).toBeGreaterThanOrEqual(before);
        return now;
      },
      await nearness(defaultProfile),
    );
    expect(told.map(({ number }) => number)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });

  it('gives the start back where nothing is better', async () => {
    expect((await search(1, { worthOf: async () => 1 })).profile).toBe(defaultProfile);
    expect((await search(1, { rounds: 0 })).profile).toBe(defaultProfile);
  });

  it('tries only what a profile may be, and leaves alone what is no question of search', async () => {
    const tried: Profile[] = [];
    const worthOf = async (profile: Profile) => tried.push(profile);
    await search(4, { worthOf });
    for (const profile of tried) {
      expect(() => checkProfile(profile)).not.toThrow();
      const { castDepth, midpoint, weights } = profile;
      expect({ castDepth, midpoint, GENRE: weights.GENRE }).toEqual({
        castDepth: defaultProfile.castDepth,
        midpoint: defaultProfile.midpoint,
        GENRE: defaultProfile.weights.GENRE,
      });
    }
    expect(new Set(tried.map(({ fameBonus }) => fameBonus)).size).toBeGreaterThan(10);
  });

  it('can find a term that the start does without', async () => {
    const start = { ...defaultProfile, fameBonus: 0, weights: { ...defaultProfile.weights, ERA: 0 } };
    const { profile } = await search(2, { start });
    expect(profile.fameBonus).toBeGreaterThan(0.5);
    expect(profile.weights.ERA).toBeGreaterThan(0.1);
  });
});

it('what is worth most serves every truth', () => {
  expect(worth([1.2])).toBeCloseTo(1.5, 12);
  expect(worth([1.1, 1.3])).toBeCloseTo(1.1 + 0.25 * 2.4, 12);
  expect(worth([1.2, 1.2])).toBeGreaterThan(worth([1.0, 1.5]));
});
