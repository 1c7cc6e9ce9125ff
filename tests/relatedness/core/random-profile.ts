import type { Profile } from '../../../src/relatedness/core/profile';
import { randomNumbers } from './made-up-films';

/** Any that is allowed, the ends of each range as often as what lies between. */
export function randomProfile(seed: number): Profile {
  const random = randomNumbers(seed);
  const between = (least: number, most: number) =>
    [least, most, least + (most - least) * (random(1001) / 1000)][random(3)]!;
  const weight = () => [0, 0.1, 1, 5, 100][random(5)]!;
  return {
    name: `random of seed ${seed}`,
    version: 1,
    weights: { DIRECTOR: weight(), ACTOR: weight(), GENRE: weight(), ERA: weight() },
    billingSlope: between(0, 100),
    castDepth: Math.round(between(1, 255)),
    sharedPeopleBonus: between(0, 10),
    genreLikeness: between(0, 1),
    normalisation: between(0, 1),
    eraYears: between(1, 1000),
    eraLikeness: between(0, 1),
    fameBonus: between(0, 10),
    receptionContrast: between(0, 1),
    receptionSpan: between(0.1, 100),
    midpoint: between(0.001, 1000),
  };
}
