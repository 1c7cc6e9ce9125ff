import { type FigureTable, figure, marked } from '../measure/figures';
import type { AnalyticsFigures } from './analytics';

/** Milliseconds, set before anything was measured. */
const atMost = 100;

export function analyticsTables(figures: AnalyticsFigures[]): FigureTable[] {
  return figures.map(({ reviews, events, days, recountSeconds, rows, measured }) => ({
    title: `Figures of readers over ${figure(events)} events, at ${figure(reviews)} reviews`,
    columns: ['figure', 'articles', 'days', 'p50, ms', 'p99, ms'],
    rows: measured.map(({ figure: name, articles, days, times }) => [
      name,
      articles,
      String(days),
      ...(name.startsWith('all')
        ? [figure(times.median), figure(times.p99)]
        : [marked(times.median, { atMost }), marked(times.p99, { atMost })]),
    ]),
    notes: [
      `From question to answer of the service, one after the other, 20 of each: the slowest is the p99. ${days} days of events, the first of them without a period before.`,
      'Drama is the largest genre, the author the one who is read most. The last figure asks for the others in one operation, and has no mark.',
      `Rows: ${Object.entries(rows)
        .map(([table, count]) => `${table} ${figure(count)}`)
        .join(', ')}. Counted anew out of the events in ${figure(recountSeconds)} s.`,
    ],
  }));
}
