import { queryAddress } from '../../exports/query-address';
import { changeOf } from '../../figures/rate';
import { countOf, daysInWords, inDigits } from '../../figures/words';
import { askReaderTotals } from '../../operations';
import type { DashboardReaderTotalsQuery } from '../../operations.generated';
import { Waiting } from '../../parts/card';
import { RateTile } from '../../parts/rate-tile';
import type { ReaderVariables } from '../../scope';
import type { Answer } from '../../use-answer';

interface TotalsProps {
  answer: Answer<DashboardReaderTotalsQuery>;
  variables: ReaderVariables | null;
}

/** The figures that sum up a period, each beside the one before. */
export function Totals({ answer, variables }: TotalsProps) {
  if (!answer.value) return <Waiting answer={answer} />;
  const { totals, from, to, previousFrom, previousTo } = answer.value.analytics.readers;
  const { current, previous, reading, previousReading } = totals;
  const before = { from: previousFrom, to: previousTo };
  return (
    <section aria-labelledby="totals" aria-busy={answer.isAsking}>
      <div class="totals-head">
        <h2 id="totals">{daysInWords({ from, to })}</h2>
        <p>
          beside {daysInWords(before)} ·{' '}
          <a href={queryAddress(askReaderTotals, variables)}>
            Query<span class="unseen"> of the totals</span>
          </a>
        </p>
      </div>
      {answer.fault !== null && <Waiting answer={answer} />}
      <dl class="tiles">
        <RateTile
          name="Recirculation"
          about={`of ${countOf(reading.views, 'list')} that readers saw, at least one entry was followed`}
          now={reading.recirculation}
          before={previousReading.recirculation}
          trials={reading.views}
        />
        <RateTile
          name="Click-through"
          about={`of ${countOf(current.impressions, 'impression')} of entries led to a click`}
          now={current.clickThrough}
          before={previous.clickThrough}
          trials={current.impressions}
        />
        <CountTile name="Lists seen" now={reading.views} before={previousReading.views} />
        <CountTile name="Impressions" now={current.impressions} before={previous.impressions} />
        <CountTile name="Clicks" now={current.clicks} before={previous.clicks} />
      </dl>
    </section>
  );
}

function CountTile({ name, now, before }: { name: string; now: number; before: number }) {
  const change = changeOf(now, before);
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd class="value">{inDigits(now)}</dd>
      <dd class="change">
        Before: {inDigits(before)}
        {change !== null && <>, {change}</>}
      </dd>
    </div>
  );
}
