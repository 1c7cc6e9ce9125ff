import { type FigureTable, figure, marked } from '../measure/figures';
import { atMostMs, type SearchFigures } from './search';

export function searchTables(figures: SearchFigures[]): FigureTable[] {
  return [
    {
      title: 'One search: the ten best, with what is marked in them',
      columns: ['reviews', 'what is typed', 'median', 'p95', 'p99', 'slowest', `% under ${atMostMs} ms`],
      rows: figures.flatMap(({ reviews, kinds }) =>
        kinds.map(({ kind, times, shareInTime }) => [
          figure(reviews),
          kind,
          ...[times.median, times.p95, times.p99, times.max].map((ms) => figure(ms, 'ms')),
          kind === 'all' ? marked(shareInTime * 100, { atLeast: 95 }) : figure(shareInTime * 100),
        ]),
      ),
      notes: [
        'All together, then by kind, as many of each: bench/search/queries.ts. One after the other, in this process.',
        'Misspelt: a letter is wrong, missing, doubled, or has changed places. Being typed: cut off after any letter.',
        'A common word stands in a fortieth to three quarters of all reviews, a rare one in some hundred to ten thousand.',
      ],
    },
  ];
}
