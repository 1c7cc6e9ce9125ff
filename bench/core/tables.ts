import type { Distribution } from '../measure/distribution';
import { type FigureTable, figure } from '../measure/figures';
import type { CoreFigures } from './core';

export function coreTables(figures: CoreFigures[]): FigureTable[] {
  return [
    {
      title: 'One list: the six best reviews for a film',
      columns: ['reviews', 'ranked by', 'median', 'p99', 'slowest', 'median, index = 1'],
      rows: figures.flatMap(({ reviews, index, carefulSql, plainSql }) => {
        const row = (name: string, times: Distribution) => [
          figure(reviews),
          name,
          ...[times.median, times.p99, times.max].map(duration),
          figure(times.median / index.median),
        ];
        return [
          row(`the index (${figure(index.count)} films)`, index),
          row(`careful SQL (${carefulSql.count} films)`, carefulSql),
          row(`the plain join (${plainSql.count} films)`, plainSql),
        ];
      }),
      notes: [
        'The index weighs people, genres, years and fame, and gives reasons; it is asked in this process.',
        'Careful SQL weighs shared people only, from index to index, and gives reasons (bench/sql/rank-reviews-by-sql.ts).',
        'The plain join scores every film that shares anything, without reasons (bench/sql/rank-reviews-plainly.ts).',
      ],
    },
    {
      title: 'Every list',
      columns: ['reviews', 'lists', 'seconds', 'a list'],
      rows: figures.map(({ reviews, everyList: { lists, seconds } }) => [
        figure(reviews),
        figure(lists),
        figure(seconds, 's'),
        duration((seconds * 1000) / lists),
      ]),
      notes: ['One list of six for each film that has a published review, one after the other on one core.'],
    },
    {
      title: 'Beside the definition',
      columns: ['reviews', 'lists compared', 'different'],
      rows: figures.map(({ reviews, oracle }) => [
        figure(reviews),
        figure(oracle.compared),
        oracle.different.length === 0 ? 'none' : `MISSED: films ${oracle.different.join(', ')}`,
      ]),
      notes: [
        'Each list of the sample is compared with what plain SQL makes of the definition, film by film.',
      ],
    },
  ];
}

/** @param ms milliseconds. */
function duration(ms: number): string {
  return ms < 1 ? figure(ms * 1000, 'µs') : ms < 1000 ? figure(ms, 'ms') : figure(ms / 1000, 's');
}
