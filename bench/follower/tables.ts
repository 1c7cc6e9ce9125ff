import { type FigureTable, figure } from '../measure/figures';
import type { FollowerFigures } from './follower';

export function followerTables(figures: FollowerFigures[]): FigureTable[] {
  return [
    {
      title: 'The index in memory',
      columns: ['reviews', 'load', 'resident, idle', 'resident, peak'],
      rows: figures.map(({ reviews, loadSeconds, idle }) => [
        figure(reviews),
        figure(loadSeconds, 's'),
        figure(idle.residentMb, 'MB'),
        figure(idle.peakMb, 'MB'),
      ]),
      notes: [
        'Memory is that of the whole service (VmRSS, VmHWM), 5 s after it was ready, asked nothing yet.',
      ],
    },
    {
      title: 'From a commit to the index',
      columns: ['reviews', 'writes/s', 'median', 'p99', 'slowest'],
      rows: figures.map(({ reviews, changes: { writesPerSecond, lag } }) => [
        figure(reviews),
        figure(writesPerSecond),
        figure(lag.median, 'ms'),
        figure(lag.p99, 'ms'),
        figure(lag.max, 'ms'),
      ]),
      notes: [
        "From COMMIT's return to the index of another connection having the change, while a service follows too.",
        'Reviews published and retracted, directors corrected, films put in with credits and review, and all taken back.',
      ],
    },
  ];
}
