import { figureRanges, type Profile, type RelationKind, relationKinds } from '../core/profile';
import { type ClickCount, type ClickModel, fitClickModel } from './click-model';
import type { Estimate } from './estimate';
import { worthsOfKinds } from './kind-worths';
import { attractionOfKinds, type KindsAttraction } from './kinds-attraction';
import { sum } from './matrix';

/** What the clicks say of one kind of reasons. */
export interface KindProposal {
  kind: RelationKind;
  /** What a reason of this kind attracts beside one of the average kind. */
  worth: Estimate;
  weightBefore: number;
  weightAfter: number;
}

/** Weights that fit what readers click better, and why. */
export interface Proposal {
  impressions: number;
  clicks: number;
  kinds: KindProposal[];
  attraction: KindsAttraction[];
  examination: ClickModel['examination'];
  dispersion: number;
}

/** Fewer, and the worths of four kinds are known no better than to half or double. */
export const leastClicks = 500;
/** No weight is changed by more at a time: what readers would click then has not been seen. */
const mostChange = 2;
const mostWeight = figureRanges['weights.DIRECTOR']![1];

/**
 * @param counts of what is related only: what is pinned or fills a gap was not chosen by any weight.
 * @returns what the clicks say; `clicks` alone where they are fewer than `leastClicks`.
 */
export function proposeWeights(
  { weights }: Profile,
  counts: readonly ClickCount[],
): Proposal | { clicks: number; kinds: null } {
  const shown = counts.filter(({ impressions }) => impressions > 0);
  const clicks = sum(counts.map((count) => count.clicks));
  if (clicks < leastClicks) return { clicks, kinds: null };
  const model = fitClickModel(shown);
  const worths = worthsOfKinds(model);
  return {
    impressions: sum(shown.map(({ impressions }) => impressions)),
    clicks,
    kinds: relationKinds.map((kind) => ({
      kind,
      worth: worths[kind],
      weightBefore: weights[kind],
      weightAfter: changed(weights[kind], worths[kind]),
    })),
    attraction: attractionOfKinds(model),
    examination: model.examination,
    dispersion: model.dispersion,
  };
}

/** By what is 95 % certain: where the interval holds 1, a weight stays. */
function changed(weight: number, { value, low, high }: Estimate): number {
  if (low <= 1 && high >= 1) return weight;
  const factor = Math.min(mostChange, Math.max(1 / mostChange, value));
  return Number(Math.min(mostWeight, weight * factor).toPrecision(4));
}
