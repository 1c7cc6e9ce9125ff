import { bestInWords, compareRates, type Engagement, isFew } from '../../figures/rate';
import { rateColumns } from '../../figures/rate-columns';
import { countOf, reasonName, sourceNames } from '../../figures/words';
import { askReaderProfiles, askReaderReasons, askReaderSlots, askReaderSources } from '../../operations';
import { Card, type Shown } from '../../parts/card';
import type { ReaderVariables } from '../../scope';

interface Compared {
  name: string;
  /** As programs read it, where that is not its name. */
  code?: number;
  current: Engagement;
  previous: Engagement;
}

interface OfVariables {
  variables: ReaderVariables | null;
}

export function Reasons({ variables }: OfVariables) {
  return (
    <Card
      title="Which reasons earn clicks"
      about="Click-through by what an entry has in common with the article above it, the most telling reason each."
      operation={askReaderReasons}
      variables={variables}
      show={({ analytics }) =>
        compared(
          'Reason',
          analytics.readers.byReason.map((row) => ({ name: reasonName(row.reason), ...row })),
        )
      }
    />
  );
}

export function Slots({ variables }: OfVariables) {
  return (
    <Card
      title="Which places earn clicks"
      about="Click-through by place in the list. The first is looked at most, whatever stands there."
      operation={askReaderSlots}
      variables={variables}
      show={({ analytics }) =>
        compared(
          'Place',
          analytics.readers.bySlot.map((row) => ({
            name: `Place ${row.slot + 1}`,
            code: row.slot + 1,
            ...row,
          })),
        )
      }
    />
  );
}

export function Sources({ variables }: OfVariables) {
  return (
    <Card
      title="What editors and the graph put there"
      about="Click-through by how an entry came into its list."
      operation={askReaderSources}
      variables={variables}
      show={({ analytics }) =>
        compared(
          'Source',
          analytics.readers.bySource.map((row) => ({ name: sourceNames[row.source], ...row })),
        )
      }
    />
  );
}

export function Versions({ variables }: OfVariables) {
  return (
    <Card
      title="Which profile earns clicks"
      about="Click-through by the version of the weights that made the list."
      operation={askReaderProfiles}
      variables={variables}
      show={({ analytics }) =>
        compared(
          'Profile',
          analytics.readers.byProfile.map((row) => ({ name: row.profile, ...row })),
        )
      }
    />
  );
}

/** Rows of which one or the other period has something, each with its rate in both. */
function compared(column: string, all: Compared[]): Shown<Compared> | string {
  const rows = all.filter(({ current, previous }) => current.impressions + previous.impressions > 0);
  if (rows.length === 0) return 'No entry was seen in this period, nor in the one before.';
  const rateOf = ({ impressions, clickThrough }: Engagement) => ({
    rate: clickThrough,
    of: countOf(impressions, 'impression'),
  });
  return {
    finding: findingOf(rows),
    chart: {
      kind: 'rates',
      categories: rows.map(({ name }) => name),
      now: rows.map(({ current }) => rateOf(current)),
      before: rows.map(({ previous }) => rateOf(previous)),
    },
    table: {
      columns: [
        { name: column, value: ({ name }) => name, code: ({ name, code }) => code ?? name },
        { name: 'Impressions', value: ({ current }) => current.impressions },
        { name: 'Clicks', value: ({ current }) => current.clicks },
        ...rateColumns('Click-through', { rows, rateOf: ({ current }) => current.clickThrough }),
        { name: 'Impressions before', value: ({ previous }) => previous.impressions },
        { name: 'Clicks before', value: ({ previous }) => previous.clicks },
        ...rateColumns('Click-through before', {
          rows: rows,
          rateOf: ({ previous }) => previous.clickThrough,
        }),
        {
          name: 'Change',
          value: ({ current, previous }) =>
            changes[compareRates(current.clickThrough, previous.clickThrough)],
        },
      ],
      rows,
    },
  };
}

const changes = { higher: 'higher', lower: 'lower', unclear: 'none beyond chance', unknown: null };

/** The best, and what has changed. */
function findingOf(rows: Compared[]): string {
  const seen = rows.filter(({ current }) => current.impressions > 0);
  if (seen.length === 0) return 'Nothing was seen in this period; the figures are of the one before.';
  const few = seen.filter(({ current }) => isFew(current.impressions)).map(({ name }) => name);
  const changed = rows.flatMap(({ name, current, previous }) => {
    const change = compareRates(current.clickThrough, previous.clickThrough);
    return change === 'higher' || change === 'lower' ? [`${name} is ${change} than before`] : [];
  });
  return [
    bestInWords(seen.map(({ name, current }) => ({ name, engagement: current }))),
    ...(changed.length > 0 ? [`By more than chance, ${changed.join('; ')}.`] : []),
    ...(few.length > 0 ? [`Few impressions, so little is sure: ${few.join(', ')}.`] : []),
  ].join(' ');
}
