import { type FigureTable, figure } from '../measure/figures';
import type { ArticleFigures } from './articles';

export function articleTables(figures: ArticleFigures[]): FigureTable[] {
  if (figures.length === 0) return [];
  return [
    {
      title: 'Articles',
      columns: ['form', 'megabytes', 'articles', 'import', 'articles/s', 'peak memory'],
      rows: figures.map(({ name, bytes, added, seconds, peakMb }) => [
        name,
        bytes === null ? '' : figure(bytes / 1e6),
        figure(added),
        figure(seconds, 's'),
        figure(added / seconds),
        `${figure(peakMb)} MB`,
      ]),
      notes: [
        'The command in a process of its own, into an empty store, its start of about a second included; memory is that of this process (VmHWM).',
        'Each article is of a film, a director and three actors who are new, and is committed by itself.',
      ],
    },
  ];
}
