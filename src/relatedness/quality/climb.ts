import { figureOf, figureRanges, type Profile, withFigure } from '../core/profile';
import { normal, randomNumbers } from './seeded';

/**
 * Figures that are not searched: castDepth is a choice of what to keep, midpoint moves scores and no order, and a
 * scale common to all weights hardly matters, so one of them stands still.
 */
const fixed = ['castDepth', 'midpoint', 'weights.GENRE'];

/** Of the logarithm of a figure: how far a step goes at first, and may go at least and at most. */
const steps = { first: 0.4, least: 0.02, most: 1.5 };
/** What success does to the step of a figure; failure undoes a quarter of it, for one success in five is best. */
const stepGrowth = 1.5;
/** How often a figure is changed in a round. */
const changeRate = 1 / 3;
/** A logarithm has no 0: this is as good as none in each of the ranges. */
const almostNothing = 0.001;

export interface Round {
  /** From 1. */
  number: number;
  /** Of the best so far. */
  worth: number;
}

/**
 * Searches a profile of the most worth: a (1+1) evolution strategy on the logarithms of its figures, each with a
 * step of its own. The same seed gives the same result; it is never worth less than the start.
 * Source: Rechenberg 1973, with his rule of one success in five.
 * @param keep figures that are to stay as they are.
 * @param worthOf the larger, the better.
 */
export async function climb(
  start: Profile,
  { seed, rounds, keep = [] }: { seed: number; rounds: number; keep?: readonly string[] },
  worthOf: (profile: Profile) => Promise<number>,
  onRound: (round: Round) => void,
): Promise<Profile> {
  const random = randomNumbers(seed);
  const searched = searchedFigures(keep);
  const stepOf = new Map(searched.map(([figure]) => [figure, steps.first]));
  let best = start;
  let worth = await worthOf(start);
  for (let number = 1; number <= rounds; number++) {
    const changed = chooseFigures(searched, random);
    let candidate = best;
    for (const [figure, [least, most]] of changed) {
      const from = Math.max(almostNothing, figureOf(best, figure));
      const to = from * Math.exp(stepOf.get(figure)! * normal(random));
      // As few digits as say something: what is written down is exactly what was measured.
      const value = Number(Math.min(most, Math.max(least, to)).toPrecision(4));
      candidate = withFigure(candidate, figure, value);
    }
    const worthOfCandidate = await worthOf(candidate);
    const isBetter = worthOfCandidate > worth;
    for (const [figure] of changed) {
      const step = stepOf.get(figure)! * (isBetter ? stepGrowth : stepGrowth ** -0.25);
      stepOf.set(figure, Math.min(steps.most, Math.max(steps.least, step)));
    }
    if (isBetter) {
      best = candidate;
      worth = worthOfCandidate;
    }
    onRound({ number, worth });
  }
  return best;
}

type Figures = [name: string, range: readonly [least: number, most: number]][];

function searchedFigures(keep: readonly string[]): Figures {
  return Object.entries(figureRanges).filter(([figure]) => ![...fixed, ...keep].includes(figure));
}

/** At least one. */
function chooseFigures(searched: Figures, random: () => number): Figures {
  for (;;) {
    const chosen = searched.filter(() => random() < changeRate);
    if (chosen.length > 0) return chosen;
  }
}
