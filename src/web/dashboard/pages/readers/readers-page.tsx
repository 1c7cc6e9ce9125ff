import { askReaderTotals } from '../../operations';
import { FilterBar } from '../../parts/filter-bar';
import { Opener } from '../../parts/opener';
import { useScope } from '../../scope';
import { useSession } from '../../session';
import { useAnswer } from '../../use-answer';
import { Articles } from './articles';
import { DayByDay } from './day-by-day';
import { DeadEnds } from './dead-ends';
import { Reasons, Slots, Sources, Versions } from './engagement-cards';
import { Totals } from './totals';

export function ReadersPage() {
  const { days, filter } = useScope();
  const variables = filter && { ...days, filter };
  const { timeZone } = useSession();
  const totals = useAnswer(askReaderTotals, variables);
  return (
    <Opener
      title="What readers do"
      about={`Which of the articles that stand under others are seen and followed. Days are those of ${timeZone}.`}
      filters={<FilterBar ofDays ofArticles />}
      demoEvents={totals.value?.analytics.readers.demoEvents}
    >
      <Totals answer={totals} variables={variables} />
      <div class="cards">
        <DayByDay variables={variables} />
        <Reasons variables={variables} />
        <Slots variables={variables} />
        <Sources variables={variables} />
        <Versions variables={variables} />
        <DeadEnds variables={variables} />
        <Articles variables={variables} />
      </div>
    </Opener>
  );
}
