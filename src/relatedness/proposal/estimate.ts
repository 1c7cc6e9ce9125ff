/** A figure, and between what it lies with 95 %. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** 95 % of a normal distribution lie within so many standard deviations. */
const z = 1.959964;

/** @param variance of the value's logarithm. */
export function estimateOf(value: number, variance: number): Estimate {
  const factor = Math.exp(z * Math.sqrt(variance));
  return { value, low: value / factor, high: value * factor };
}
