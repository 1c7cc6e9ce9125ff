import { distributionOf } from '../measure/distribution';
import { type FigureTable, figure } from '../measure/figures';
import type { ListFigure, ListFigures } from './lists';

/** More rows than this for a page, or a table from end to end, and it is named. */
const mostRows = 20_000;
const mostNamed = 30;

export function listTables(figures: ListFigures[]): FigureTable[] {
  return figures.flatMap(({ reviews, plain, pairs }) => {
    const at = `at ${figure(reviews)} reviews`;
    const isCount = ({ page }: ListFigure) => page === 'count';
    const pages = [...plain, ...pairs].filter((each) => !isCount(each));
    const costly = pages.filter(
      ({ reading }) => reading.rowsRead > mostRows || reading.scannedTables.length > 0,
    );
    return [
      {
        title: `Pages of 20 by one filter, in every order, ${at}`,
        columns: summaryColumns,
        rows: summaries(
          plain.filter((each) => !isCount(each)),
          nameOf,
        ),
        notes: [
          'The first page, one behind 2,000 entries (or the middle), the one before that backwards, and the last.',
        ],
      },
      {
        title: `Pages of 20 by two filters, in every order, ${at}`,
        columns: summaryColumns,
        rows: summaries(pairs, ({ of, filters }) => `${of}: ${filters[0]}, and another`),
        notes: ['The first page and the last. Each pair stands with the filter that is named first above.'],
      },
      {
        title: `totalCount, ${at}`,
        columns: summaryColumns,
        rows: summaries(plain.filter(isCount), nameOf),
        notes: ['Up to 10,000.'],
      },
      {
        title: `The costliest of ${figure(costly.length)} pages in ${figure(pages.length)} that read more than ${figure(mostRows)} rows or a whole table, ${at}`,
        columns: ['list', 'order', 'page', 'time', 'rows read', 'scanned'],
        rows: costly
          .sort((a, b) => b.ms - a.ms)
          .slice(0, mostNamed)
          .map((each) => [
            nameOf(each),
            each.order,
            each.page,
            figure(each.ms, 'ms'),
            figure(each.reading.rowsRead),
            [...new Set(each.reading.scannedTables)].join(', ') || 'none',
          ]),
        notes: [],
      },
    ];
  });
}

const summaryColumns = ['list', 'pages', 'median', 'p95', 'slowest', 'most rows read'];

function summaries(figures: ListFigure[], nameFor: (each: ListFigure) => string): string[][] {
  return [...new Set(figures.map(nameFor))].map((name) => {
    const group = figures.filter((each) => nameFor(each) === name);
    const { median, p95, max } = distributionOf(group.map(({ ms }) => ms));
    return [
      name,
      figure(group.length),
      ...[median, p95, max].map((ms) => figure(ms, 'ms')),
      figure(Math.max(...group.map(({ reading }) => reading.rowsRead))),
    ];
  });
}

function nameOf({ of, filters }: ListFigure): string {
  return `${of}: ${filters.join(' + ')}`;
}
