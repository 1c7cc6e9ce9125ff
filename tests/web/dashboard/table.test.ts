import { cellsOf, cutInWords } from '../../../src/web/dashboard/figures/table';

it('writes to CSV what programs read where the page shows it in words', () => {
  const columns = [
    { name: 'Month', value: () => 'Feb 2016', code: () => '2016-02' },
    { name: 'Articles', value: () => 1200, show: () => '1,200' },
  ];
  expect(cellsOf({ columns, rows: [1] })).toEqual([['Month', 'Articles'], [['2016-02', 1200]]]);
});

it.each<[string, { most?: number; all?: number }, string | null]>([
  ['less than was asked for', { most: 4 }, null],
  ['as much as was asked for', { most: 3 }, 'The list stops after 3: there may be more.'],
  ['all that there is', { all: 3 }, null],
  ['less than there is', { all: 1234 }, 'The list stops after 3 of 1,234.'],
  ['what nothing is known of', {}, null],
])('tells that a list is cut off only where it may be: of %s', (_, extent, words) => {
  expect(cutInWords({ columns: [], rows: [1, 2, 3], ...extent })).toBe(words);
});
