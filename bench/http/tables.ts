import { type FigureTable, figure, marked } from '../measure/figures';
import type { HttpFigures, Throughput } from './http';
import { names } from './questions';

/** What was set as the least, or the most, before anything was measured. */
const marks = {
  widgetToSqlWidget: { atLeast: 1.8 },
  widgetToTitle: { atLeast: 0.45 },
  largestToSmallest: { atLeast: 0.8 },
  widgetStatements: { atMost: 3 },
};

export function httpTables(figures: HttpFigures[]): FigureTable[] {
  return [throughputTable(figures), ratioTable(figures), ...growthTable(figures)];
}

function throughputTable(figures: HttpFigures[]): FigureTable {
  const row = (reviews: number, name: string, { requestsPerSecond, latency, cpuMs }: Throughput) => [
    figure(reviews),
    name,
    figure(requestsPerSecond),
    figure(latency.median, 'ms'),
    figure(latency.p99, 'ms'),
    figure(cpuMs, 'ms'),
  ];
  return {
    title: 'Over HTTP',
    columns: ['reviews', 'question', 'requests/s', 'p50', 'p99', 'CPU of the service'],
    rows: figures.flatMap(({ reviews, throughputs }) =>
      [...throughputs].map(([name, throughput]) => row(reviews, name, throughput)),
    ),
    notes: [
      'One process of the service, eight connections that stay open, other variables with each request.',
      'The questions take turns of two seconds. The last column is processor time of its process for a request.',
      'Service, PostgreSQL and what sends the requests share the cores of this machine.',
    ],
  };
}

function ratioTable(figures: HttpFigures[]): FigureTable {
  return {
    title: 'The widget beside others',
    columns: ['reviews', 'to the widget ranked by SQL', `to ${names.title}`, 'SQL statements'],
    rows: figures.map(({ reviews, throughputs, widgetStatements }) => {
      const rate = (name: string) => throughputs.get(name)!.requestsPerSecond;
      return [
        figure(reviews),
        marked(rate(names.widget) / rate(names.sqlWidget), marks.widgetToSqlWidget),
        marked(rate(names.widget) / rate(names.title), marks.widgetToTitle),
        marked(widgetStatements.perRequest, marks.widgetStatements),
      ];
    }),
    notes: [
      'The first two columns are ratios of requests/s; statements are those that PostgreSQL executes for one request.',
      ...new Set(
        figures.map(
          ({ widgetStatements: { statements } }) =>
            `What the widget's statements read, and how often: ${statements.map(({ tables, perRequest }) => `${tables} (${figure(perRequest)})`).join('; ')}.`,
        ),
      ),
    ],
  };
}

/** @returns none where there is but one size. */
function growthTable(figures: HttpFigures[]): FigureTable[] {
  const [smallest, largest] = [figures[0], figures.at(-1)];
  if (!smallest || !largest || smallest === largest) return [];
  return [
    {
      title: `${figure(largest.reviews)} reviews beside ${figure(smallest.reviews)}`,
      columns: ['question', 'throughput, largest to smallest'],
      rows: [...largest.throughputs].map(([name, { requestsPerSecond }]) => {
        const ratio = requestsPerSecond / smallest.throughputs.get(name)!.requestsPerSecond;
        return [name, name === names.sqlWidget ? figure(ratio) : marked(ratio, marks.largestToSmallest)];
      }),
      notes: [],
    },
  ];
}
