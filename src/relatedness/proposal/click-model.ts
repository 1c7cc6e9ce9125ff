import type { RelationKind } from '../core/profile';
import { type Estimate, estimateOf } from './estimate';
import { inverse, type Matrix, sum, transposed } from './matrix';

/** How often entries of one sort were seen and clicked in one place of their lists. */
export interface ClickCount {
  /** Place in the list, from 0. */
  slot: number;
  /** Of the entry's reasons, each once; in the order of `relationKinds`. */
  kinds: readonly RelationKind[];
  /** Label of the profile that made the list. */
  profile: string;
  impressions: number;
  clicks: number;
}

/** Entries with the same kinds of reasons, in lists made by the same profile. */
export interface EntrySort {
  kinds: readonly RelationKind[];
  profile: string;
  impressions: number;
  clicks: number;
  /** Clicks by impression in the place that is clicked most. */
  attraction: number;
}

export interface ClickModel {
  /** How much each place is looked at, beside the one that is clicked most; by slot. */
  examination: (Estimate & { slot: number; impressions: number; clicks: number })[];
  sorts: EntrySort[];
  /** Covariances of the logarithms of the sorts' attractions. */
  covariance: Matrix;
  /** How much more clicks scatter about the model than chance has them do; 1 at least. */
  dispersion: number;
}

/** Added to what was clicked and to what was expected: no rate is 0, and a handful of clicks says little. */
export const halfAClick = 0.5;
/** In clicks: of what can be told from nothing else, so much is known. */
const nextToNothing = 0.01;
const closeEnough = 1e-9;
const mostRounds = 10_000;

/**
 * Fits P(click | seen) = examination(slot) × attraction(sort of entry): that an entry is clicked takes a reader who
 * looks at its place, and reasons that attract. README.md beside this has the formulas.
 * @param counts at least one, with a click among them; several of one slot and sort are added up.
 */
export function fitClickModel(counts: readonly ClickCount[]): ClickModel {
  const { slots, sorts, seen, clicked } = tabulate(counts);
  const clicksOfSlot = clicked.map(sum);
  const reference = clicksOfSlot.indexOf(Math.max(...clicksOfSlot));
  let examination = slots.map(() => 1);
  let attraction = sorts.map(() => 0);
  let expected = seen;
  for (let round = 0; round < mostRounds; round++) {
    const looks = sorts.map((_, sort) => sum(seen.map((row, slot) => row[sort]! * examination[slot]!)));
    const mean = sum(clicksOfSlot) / sum(looks);
    attraction = sorts.map(({ clicks }, sort) => mean * ratio(clicks, mean * looks[sort]!));
    examination = seen.map((row, slot) =>
      ratio(clicksOfSlot[slot]!, sum(row.map((count, sort) => count * attraction[sort]!))),
    );
    const scale = examination[reference]!;
    examination = examination.map((value) => value / scale);
    attraction = attraction.map((value) => value * scale);
    const before = expected;
    expected = seen.map((row, slot) =>
      row.map((count, sort) => count * examination[slot]! * attraction[sort]!),
    );
    if (areClose(before, expected)) break;
  }

  const dispersion = dispersionOf(clicked, expected, slots.length + sorts.length - 1);
  // The place that is clicked most has its 1 by definition: it is known, and the others beside it.
  const others = expected.filter((_, slot) => slot !== reference);
  const [bySlot, bySort] = [others.map(sum), transposed(expected).map(sum)];
  const ofSlots = informationOf(bySlot, { links: transposed(others), expected: bySort });
  const ofSorts = informationOf(bySort, { links: others, expected: bySlot });
  const scaled = (matrix: Matrix) => inverse(matrix).map((row) => row.map((value) => value * dispersion));
  const variances = scaled(ofSlots).map((row, i) => row[i]!);
  variances.splice(reference, 0, 0);
  return {
    examination: slots.map((slot, i) => ({
      slot,
      impressions: sum(seen[i]!),
      clicks: clicksOfSlot[i]!,
      ...estimateOf(examination[i]!, variances[i]!),
    })),
    sorts: sorts.map((sort, i) => ({ ...sort, attraction: attraction[i]! })),
    covariance: scaled(ofSorts),
    dispersion,
  };
}

/** Impressions and clicks by slot (rows) and sort of entry (columns). */
function tabulate(counts: readonly ClickCount[]) {
  const slots = [...new Set(counts.map(({ slot }) => slot))].sort((a, b) => a - b);
  const keyOf = ({ kinds, profile }: ClickCount) => [profile, ...kinds].join();
  const sorts = [...new Map(counts.map((count) => [keyOf(count), count])).values()].map(
    ({ kinds, profile }) => ({ kinds, profile, impressions: 0, clicks: 0 }),
  );
  const places = new Map(sorts.map((sort, place) => [keyOf({ ...sort, slot: 0 }), place]));
  const [seen, clicked] = [0, 0].map(() => slots.map(() => sorts.map(() => 0))) as [number[][], number[][]];
  for (const count of counts) {
    const [row, column] = [slots.indexOf(count.slot), places.get(keyOf(count))!];
    seen[row]![column]! += count.impressions;
    clicked[row]![column]! += count.clicks;
    sorts[column]!.impressions += count.impressions;
    sorts[column]!.clicks += count.clicks;
  }
  return { slots, sorts, seen, clicked };
}

function ratio(clicks: number, expected: number): number {
  return (clicks + halfAClick) / (expected + halfAClick);
}

function areClose(before: Matrix, after: Matrix): boolean {
  return after.every((row, i) =>
    row.every((value, j) => Math.abs(value - before[i]![j]!) <= closeEnough * (1 + value)),
  );
}

/** Pearson's χ² by degree of freedom (McCullagh & Nelder 1989, 9.2.4). */
function dispersionOf(clicked: Matrix, expected: Matrix, parameters: number): number {
  let [chiSquared, cells] = [0, 0];
  for (const [slot, row] of expected.entries()) {
    for (const [sort, value] of row.entries()) {
      if (value === 0) continue; // never seen there
      chiSquared += (clicked[slot]![sort]! - value) ** 2 / value;
      cells++;
    }
  }
  return cells > parameters ? Math.max(1, chiSquared / (cells - parameters)) : 1;
}

/**
 * What clicks tell of the logarithms of some factors, while those that they are multiplied by are not known either
 * (the Schur complement in Fisher's information of both).
 * @param expected clicks of each factor. @param others `links`: by each of the others (rows) and each factor (columns);
 *   `expected`: of each of the others.
 */
function informationOf(
  expected: readonly number[],
  others: { links: Matrix; expected: readonly number[] },
): Matrix {
  return expected.map((clicks, i) =>
    expected.map((_, j) => {
      const shared = sum(
        others.links.map((row, other) => (row[i]! * row[j]!) / (others.expected[other]! + nextToNothing)),
      );
      return (i === j ? clicks + nextToNothing : 0) - shared;
    }),
  );
}
