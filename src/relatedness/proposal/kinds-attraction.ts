import type { RelationKind } from '../core/profile';
import { type ClickModel, halfAClick } from './click-model';
import { type Estimate, estimateOf } from './estimate';
import { dot, quadratic, sum } from './matrix';

/** Entries with the same kinds of reasons, whatever profile made their lists. */
export interface KindsAttraction extends Estimate {
  kinds: readonly RelationKind[];
  impressions: number;
  clicks: number;
}

/** Clicks by impression in the place that is clicked most: of several profiles their mean, by what was clicked of each. */
export function attractionOfKinds({ sorts, covariance }: ClickModel): KindsAttraction[] {
  const sets = [...new Map(sorts.map(({ kinds }) => [kinds.join(), kinds])).values()];
  const logarithms = sorts.map(({ attraction }) => Math.log(attraction));
  return sets.map((kinds) => {
    const isOfSet = sorts.map((sort) => sort.kinds.join() === kinds.join());
    const members = sorts.filter((_, i) => isOfSet[i]);
    const weights = sorts.map(({ clicks }, i) => (isOfSet[i] ? clicks + halfAClick : 0));
    const shares = weights.map((weight) => weight / sum(weights));
    return {
      kinds,
      impressions: sum(members.map(({ impressions }) => impressions)),
      clicks: sum(members.map(({ clicks }) => clicks)),
      ...estimateOf(Math.exp(dot(shares, logarithms)), quadratic(covariance, shares)),
    };
  });
}
