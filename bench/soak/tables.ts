import { distributionOf } from '../measure/distribution';
import { type FigureTable, figure, marked } from '../measure/figures';
import type { SoakFigures } from './soak';

/** What was set as the most before anything was measured. */
const marks = {
  faults: { atMost: 0 },
  stale: { atMost: 0 },
  growthMbPerMinute: { atMost: 1 },
};

export function soakTables(figures: SoakFigures[]): FigureTable[] {
  return figures.flatMap((soak) => [byMinuteTable(soak), outcomeTable(soak)]);
}

function byMinuteTable({ reviews, byMinute, requestsPerSecond, capacity }: SoakFigures): FigureTable {
  return {
    title: `A soak, minute by minute, at ${figure(reviews)} reviews`,
    columns: [
      'minute',
      'reads/s',
      'p50',
      'p99',
      'p99.9',
      'slowest',
      'event loop held up, longest',
      'resident',
    ],
    rows: byMinute.map(({ latency, longestDelayMs, residentMb }, minute) => [
      figure(minute + 1),
      figure(latency.count / 60),
      figure(latency.median, 'ms'),
      figure(latency.p99, 'ms'),
      figure(latency.p999, 'ms'),
      figure(latency.max, 'ms'),
      figure(longestDelayMs, 'ms'),
      figure(residentMb, 'MB'),
    ]),
    notes: [
      `Widgets, article pages, lists, searches and paths at ${figure(requestsPerSecond)} a second, which is 70 % of the ${figure(capacity)} that the service answers at most, beside writers.`,
      'They are asked at times fixed beforehand, and their milliseconds count from then on: who has to wait counts too.',
      'Service, PostgreSQL and all who ask and write share the cores of this machine.',
    ],
  };
}

function outcomeTable({ minutes, tally, faults, growthMbPerMinute, peakMb }: SoakFigures): FigureTable {
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, count) => all + count, 0);
  const list = (counts: Map<string, number>) =>
    [...counts].map(([name, count]) => `${name}: ${figure(count)}`).join('; ');
  const lag = tally.lags.length > 0 ? distributionOf(tally.lags) : undefined;
  return {
    title: 'What came of it',
    columns: ['', `in ${figure(minutes)} min`],
    rows: [
      ['errors', marked(sum(faults), marks.faults)],
      ['writes', figure(tally.writes)],
      ['writes looked for among what is read', figure(tally.checks)],
      ['not there when they had to be', marked(sum(tally.stale), marks.stale)],
      ['memory grows a minute, in MB', marked(growthMbPerMinute, marks.growthMbPerMinute)],
      ['memory at its highest', figure(peakMb, 'MB')],
    ],
    notes: [
      'What is written through the service must show in the very next question, in `related` too; what is committed by others within a second.',
      ...(lag
        ? [
            `What others committed showed after ${figure(lag.median)} ms (median), ${figure(lag.max)} ms at most.`,
          ]
        : []),
      'Memory (VmRSS) is looked at each second after a warm-up; its growth is a line through all of them by least squares.',
      ...(faults.size > 0 ? [`Errors: ${list(faults)}.`] : []),
      ...(tally.stale.size > 0 ? [`Stale: ${list(tally.stale)}.`] : []),
    ],
  };
}
