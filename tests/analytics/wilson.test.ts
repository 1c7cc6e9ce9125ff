import * as fc from 'fast-check';
import { wilsonInterval } from '../../src/analytics/wilson';

describe('the Wilson interval', () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I,
  // method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is %f to %f, as published', (successes, trials, low, high) => {
    const interval = wilsonInterval({ successes, trials });
    expect(interval.value).toBe(successes / trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('says that nothing is known where nothing was tried', () => {
    expect(wilsonInterval({ successes: 0, trials: 0 })).toEqual({ value: null, low: 0, high: 1 });
    expect(wilsonInterval({ successes: 3, trials: 0 })).toEqual({ value: null, low: 0, high: 1 });
  });

  it('takes no more successes than trials', () => {
    expect(wilsonInterval({ successes: 7, trials: 5 })).toEqual(wilsonInterval({ successes: 5, trials: 5 }));
  });

  const counts = fc
    .tuple(fc.integer({ min: 1, max: 1e8 }), fc.integer({ min: 0, max: 1e8 }))
    .map(([trials, successes]) => ({ trials, successes: Math.min(successes, trials) }));

  it('holds the share, lies within 0 and 1, and is the mirror of that of failures', () => {
    fc.assert(
      fc.property(counts, ({ trials, successes }) => {
        const { value, low, high } = wilsonInterval({ trials, successes });
        const mirrored = wilsonInterval({ trials, successes: trials - successes });
        expect(0 <= low && low <= value! && value! <= high && high <= 1).toBe(true);
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
      }),
    );
  });

  it('has bounds whose distance from the share is 1.96 standard errors at the bound', () => {
    fc.assert(
      fc.property(counts, ({ trials, successes }) => {
        const { value, low, high } = wilsonInterval({ trials, successes });
        for (const bound of [low, high].filter((each) => each > 1e-6 && each < 1 - 1e-6)) {
          const errors = Math.abs(value! - bound) / Math.sqrt((bound * (1 - bound)) / trials);
          expect(errors).toBeCloseTo(1.959964, 3);
        }
      }),
    );
  });
});
