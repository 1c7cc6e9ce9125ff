import { rateColumns } from '../../figures/rate-columns';
import { countOf, inDigits, longDate, percent, shortDate } from '../../figures/words';
import { askReaderDays } from '../../operations';
import { Card } from '../../parts/card';
import type { ReaderVariables } from '../../scope';

export function DayByDay({ variables }: { variables: ReaderVariables | null }) {
  return (
    <Card
      title="Day by day"
      about="Lists of which a reader saw at least one entry, and of these the ones that were followed."
      operation={askReaderDays}
      variables={variables}
      isWide
      show={({
        analytics: {
          readers: { byDay },
        },
      }) => {
        const views = byDay.map(({ reading }) => reading.views);
        const most = Math.max(...views);
        if (most === 0) return 'No list was seen in this period.';
        const best = byDay[views.indexOf(most)]!;
        return {
          finding: `Most were seen on ${longDate(best.day)}: ${countOf(best.reading.views, 'list')}, of which ${inDigits(best.reading.followedViews)} (${percent(best.reading.recirculation.value)}) were followed.`,
          chart: {
            kind: 'columns',
            categories: byDay.map(({ day }) => shortDate(day)),
            series: [
              { name: 'Followed', values: byDay.map(({ reading }) => reading.followedViews), tone: 'strong' },
              { name: 'Seen', values: views, tone: 'soft' },
            ],
          },
          table: {
            columns: [
              { name: 'Day', value: ({ day }) => day },
              { name: 'Lists seen', value: ({ reading }) => reading.views },
              { name: 'Followed', value: ({ reading }) => reading.followedViews },
              ...rateColumns('Recirculation', {
                rows: byDay,
                rateOf: ({ reading }) => reading.recirculation,
              }),
              { name: 'Impressions', value: ({ engagement }) => engagement.impressions },
              { name: 'Clicks', value: ({ engagement }) => engagement.clicks },
              ...rateColumns('Click-through', {
                rows: byDay,
                rateOf: ({ engagement }) => engagement.clickThrough,
              }),
            ],
            rows: byDay,
          },
        };
      }}
    />
  );
}
