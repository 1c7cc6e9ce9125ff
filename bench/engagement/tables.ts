import { type FigureTable, figure, marked } from '../measure/figures';
import type { EngagementFigures, Run } from './engagement';

/** What was set as the most, or the least, before anything was measured. */
const marks = {
  events: { atLeast: 4_900 },
  faults: { atMost: 0 },
  lost: { atMost: 0 },
  wrongCounts: { atMost: 0 },
};

export function engagementTables(figures: EngagementFigures[]): FigureTable[] {
  return figures.map(({ reviews, seconds, runs }) => ({
    title: `Widget queries beside impressions and clicks, at ${figure(reviews)} reviews`,
    columns: ['', ...runs.map(nameOf)],
    rows: rowsOf(runs),
    notes: [
      `For ${figure(seconds)} s each: 200 widget queries a second, and 5,000 events a second in beacons of five or of one, all at times fixed beforehand; milliseconds count from then on.`,
      'A beacon is answered when its events are committed; those of a tenth of a second are committed together.',
      'Lost: acknowledged, and not in the store. Wrong counts: rows of the tables of counts that differ from a count over the events.',
      'Service, PostgreSQL and what asks and sends share the cores of this machine.',
    ],
  }));
}

function nameOf({ eventsEach }: Run): string {
  return eventsEach === 0 ? 'queries alone' : `beacons of ${eventsEach}`;
}

function rowsOf(runs: Run[]): string[][] {
  const row = (name: string, tell: (run: Run) => string) => [name, ...runs.map(tell)];
  const beacons = (tell: (beacons: NonNullable<Run['beacons']>) => string) => (run: Run) =>
    run.beacons ? tell(run.beacons) : '–';
  return [
    row('query, p50', ({ queries }) => figure(queries.median, 'ms')),
    row('query, p99', ({ queries }) => figure(queries.p99, 'ms')),
    row('query, slowest', ({ queries }) => figure(queries.max, 'ms')),
    row('queries with errors', ({ queryFaults }) => marked(queryFaults, marks.faults)),
    row(
      'events acknowledged a second',
      beacons((sent) => marked(Math.round(sent.eventsPerSecond), marks.events)),
    ),
    row(
      'beacons with errors',
      beacons(({ faults }) => marked(sum(faults), marks.faults)),
    ),
    row(
      'beacon, p50',
      beacons(({ latency }) => figure(latency.median, 'ms')),
    ),
    row(
      'beacon, p99',
      beacons(({ latency }) => figure(latency.p99, 'ms')),
    ),
    row(
      'events lost',
      beacons(({ lost }) => marked(lost, marks.lost)),
    ),
    row(
      'wrong counts',
      beacons(({ wrongCounts }) => marked(wrongCounts, marks.wrongCounts)),
    ),
    row('of a core, the service', ({ cpuShare }) => figure(cpuShare * 100, '%')),
  ];
}

function sum(counts: Map<string, number>): number {
  return [...counts.values()].reduce((all, count) => all + count, 0);
}
