/** 95 % of a normal distribution lie within so many standard deviations of its mean. */
export const z = 1.959963984540054;

export interface Trials {
  trials: number;
  /** More than there were trials count as that many: an entry can be clicked before it has been seen for a second. */
  successes: number;
}

export interface WilsonInterval {
  /** Null where nothing was tried. */
  value: number | null;
  low: number;
  high: number;
}

/**
 * What share of trials succeeds, and between what bounds it lies in 95 of 100 cases, however few there were: 0 to 1
 * where there were none.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.
 */
export function wilsonInterval({ trials, successes }: Trials): WilsonInterval {
  if (trials === 0) return { value: null, low: 0, high: 1 };
  const hits = Math.min(successes, trials);
  const centre = hits + z ** 2 / 2;
  const reach = z * Math.sqrt((hits * (trials - hits)) / trials + z ** 2 / 4);
  return {
    value: hits / trials,
    // Said outright, as the difference of two equal roots need not be 0.
    low: hits === 0 ? 0 : (centre - reach) / (trials + z ** 2),
    high: hits === trials ? 1 : (centre + reach) / (trials + z ** 2),
  };
}
