import {
  countDays,
  daysOf,
  type Filters,
  readFilters,
  writeFilters,
} from '../../../src/web/dashboard/filters';

const all: Filters = { period: 28, genre: null, author: null, order: 'CLICKS' };

it.each<[string, Filters]>([
  ['', all],
  ['?period=7', { ...all, period: 7 }],
  ['?period=year&genre=drama', { ...all, period: 'year', genre: 'drama' }],
  ['?from=2026-10-01&to=2026-10-31', { ...all, period: { from: '2026-10-01', to: '2026-10-31' } }],
  ['?period=90&genre=film-noir&author=a-b', { ...all, period: 90, genre: 'film-noir', author: 'a-b' }],
  ['?order=times-shown', { ...all, order: 'TIMES_SHOWN' }],
])('reads the address %j, and writes it so', (address, filters) => {
  expect(readFilters(new URLSearchParams(address))).toEqual(filters);
  expect(writeFilters(filters)).toBe(address);
});

it.each([
  '?period=29',
  '?period=',
  '?from=2026-10-31&to=2026-10-01',
  '?from=2026-10-01',
  '?from=2026-02-30&to=2026-03-01',
  '?from=yesterday&to=today',
  '?from=2020-01-01&to=2026-01-01',
  '?genre=',
  '?order=clicks',
  '?order=TIMES_SHOWN',
])('takes what means nothing as if it were not there: %s', (address) => {
  expect(readFilters(new URLSearchParams(address))).toEqual(all);
});

it.each<[Filters['period'], string, string, number]>([
  [7, '2026-11-17', '2026-11-23', 7],
  [28, '2026-10-27', '2026-11-23', 28],
  [90, '2026-08-26', '2026-11-23', 90],
  ['year', '2026-01-01', '2026-11-23', 327],
  [{ from: '2024-02-28', to: '2024-03-01' }, '2024-02-28', '2024-03-01', 3],
])('has the days of the period %j end today', (period, from, to, days) => {
  expect(daysOf(period, '2026-11-23')).toEqual({ from, to });
  expect(countDays({ from, to })).toBe(days);
});
