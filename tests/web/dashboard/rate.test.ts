import { bestInWords, changeOf, compareRates } from '../../../src/web/dashboard/figures/rate';

const rate = (low: number, value: number | null, high: number) => ({ low, value, high });

it.each([
  ['higher', rate(0.2, 0.25, 0.3), rate(0.1, 0.15, 0.19)],
  ['lower', rate(0.1, 0.15, 0.19), rate(0.2, 0.25, 0.3)],
  ['unclear', rate(0.18, 0.25, 0.3), rate(0.1, 0.15, 0.19)],
  ['unclear', rate(0.19, 0.25, 0.3), rate(0.1, 0.15, 0.19)],
  ['unknown', rate(0.2, 0.25, 0.3), rate(0, null, 1)],
  ['unknown', rate(0, null, 1), rate(0.2, 0.25, 0.3)],
] as const)('calls a rate %s only where the intervals do not touch', (compared, now, before) => {
  expect(compareRates(now, before)).toBe(compared);
});

it.each([
  [110, 100, '+10%'],
  [97, 100, '−3%'],
  [100, 100, '±0%'],
  [5_000, 1, '+499,900%'],
  [3, 0, null],
])('says how far a count went from %d to %d', (now, before, change) => {
  expect(changeOf(now, before)).toBe(change);
});

const followed = (name: string, clickThrough: ReturnType<typeof rate>) => ({
  name,
  engagement: { impressions: 100, clicks: 20, clickThrough },
});

it.each([
  ['A: 25.0% (20.0–30.0%) of 100 impressions.', []],
  [
    'A: 25.0% (20.0–30.0%) of 100 impressions, more than any other: all their 95% intervals (Wilson) lie lower.',
    [followed('B', rate(0.1, 0.15, 0.19))],
  ],
  [
    'A: 25.0% (20.0–30.0%) of 100 impressions, though others may be as good.',
    [followed('B', rate(0.1, 0.15, 0.19)), followed('C', rate(0.1, 0.5, 0.9))],
  ],
])(
  'names the best by what it earns at least, and does not call it sure where it is not: %s',
  (said, others) => {
    expect(bestInWords([...others, followed('A', rate(0.2, 0.25, 0.3))])).toBe(said);
  },
);
