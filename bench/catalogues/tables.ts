import { type FigureTable, figure, marked } from '../measure/figures';
import type { CatalogueFigures } from './catalogues';

const leastShare = 0.3;
const mostMb = 300;

export function catalogueTables(figures: CatalogueFigures[]): FigureTable[] {
  if (figures.length === 0) return [];
  return [
    {
      title: 'Catalogues',
      columns: ['catalogue', 'rows read', 'rows written', 'import', 'read/s', 'written/s', 'peak memory'],
      rows: figures.map(({ name, rowsRead, bare, importSeconds, peakMb }) => [
        name,
        figure(rowsRead),
        figure(bare.rows),
        figure(importSeconds, 's'),
        figure(rowsRead / importSeconds),
        figure(bare.rows / importSeconds),
        `${marked(peakMb, { atMost: mostMb })} MB`,
      ]),
      notes: [
        'The command in a process of its own, into an empty store; memory is that of this process (VmHWM).',
        'Rows written are films, people, credits, genres and those of films. A fifth of the titles of IMDb are films.',
      ],
    },
    {
      title: 'Catalogues beside a bare COPY of the same rows',
      columns: [
        'catalogue',
        'rows read',
        'into the store’s tables',
        'share',
        'into plain tables',
        'share',
        'files',
        'share',
      ],
      rows: figures.map(({ name, rowsRead, bare, importSeconds, bareFilesSeconds }) => [
        name,
        figure(rowsRead),
        figure(bare.storeSeconds, 's'),
        marked(bare.storeSeconds / importSeconds, { atLeast: leastShare }),
        figure(bare.plainSeconds, 's'),
        figure(bare.plainSeconds / importSeconds),
        bareFilesSeconds === null ? '' : figure(bareFilesSeconds, 's'),
        bareFilesSeconds === null ? '' : figure(bareFilesSeconds / importSeconds),
      ]),
      notes: [
        'Share: how many rows a second the import takes of what COPY takes of the same rows, unpacking, reading, staging and matching included.',
        'The rows that were written, out of the merged store: into the tables of an empty store with their keys, indexes and triggers, and into tables without any.',
        'Files: all of IMDb’s rows, unpacked, into tables of text without an index; four of five rows are of no film, and are dropped by the import.',
      ],
    },
  ];
}
