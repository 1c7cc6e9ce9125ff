import { type RelationKind, relationKinds } from '../core/profile';
import type { ClickModel } from './click-model';
import { type Estimate, estimateOf } from './estimate';
import { dot, inverse, type Matrix, quadratic, times, transposed } from './matrix';

/** How much more or less a reason of one kind attracts than one of the average kind: 1 is as much. */
export type KindWorths = Record<RelationKind, Estimate>;

/** What is held likely before a click is seen: with 95 %, that a kind is worth a half to the double of the average. */
const priorVariance = (Math.LN2 / 1.96) ** 2;
/** Of what is not held likely or unlikely: any value will do. */
const vague = 1e-4;

/**
 * Splits what sorts of entries attract among the kinds of their reasons:
 * log attraction = level of the profile + Σ log worth(kind) over its kinds, each sort weighted by what is known of it.
 */
export function worthsOfKinds({ sorts, covariance }: ClickModel): KindWorths {
  const profiles = [...new Set(sorts.map(({ profile }) => profile))];
  const design = sorts.map(({ kinds, profile }) => [
    ...relationKinds.map((kind) => Number(kinds.includes(kind))),
    ...profiles.map((each) => Number(each === profile)),
  ]);
  const observed = sorts.map(({ attraction }) => Math.log(attraction));
  const weights = inverse(covariance);
  const solve = (dispersion: number) => regress({ design, observed, weights, dispersion });

  const { coefficients } = solve(1);
  const explained = times(design, coefficients);
  const residuals = observed.map((value, i) => value - explained[i]!);
  const freedom = sorts.length - design[0]!.length;
  const dispersion = freedom > 0 ? Math.max(1, quadratic(weights, residuals) / freedom) : 1;
  const final = solve(dispersion);
  return Object.fromEntries(
    relationKinds.map((kind, place) => {
      const besideMean = design[0]!.map((_, i) =>
        i >= relationKinds.length ? 0 : Number(i === place) - 1 / relationKinds.length,
      );
      const value = Math.exp(dot(besideMean, final.coefficients));
      return [kind, estimateOf(value, quadratic(final.covariance, besideMean))];
    }),
  ) as KindWorths;
}

/** Generalised least squares with a normal prior. */
function regress({
  design,
  observed,
  weights,
  dispersion,
}: {
  design: Matrix;
  observed: readonly number[];
  weights: Matrix;
  dispersion: number;
}) {
  const columns = transposed(design);
  const weighted = columns.map((column) => times(weights, column).map((value) => value / dispersion));
  const precision = columns.map((column, i) =>
    weighted.map((other, j) => dot(other, column) + priorPrecision(i, j)),
  );
  const covariance = inverse(precision);
  return { coefficients: times(covariance, times(weighted, observed)), covariance };
}

/** Of worths beside their mean; of the mean itself and of levels nothing is held likely. */
function priorPrecision(i: number, j: number): number {
  const areWorths = i < relationKinds.length && j < relationKinds.length;
  const besideMean = areWorths ? (Number(i === j) - 1 / relationKinds.length) / priorVariance : 0;
  return besideMean + (i === j ? vague : 0);
}
