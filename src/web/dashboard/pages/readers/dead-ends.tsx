import { articleColumns } from '../../figures/article-column';
import { rateColumns } from '../../figures/rate-columns';
import { countOf, percent } from '../../figures/words';
import { askDeadEnds } from '../../operations';
import { Card } from '../../parts/card';
import type { ReaderVariables } from '../../scope';

export function DeadEnds({ variables }: { variables: ReaderVariables | null }) {
  return (
    <Card
      title="Dead ends"
      about="Articles after which readers go on less than half as often as they do on the whole, even by the upper end of their 95% interval (Wilson). Open one to pin something better."
      operation={askDeadEnds}
      variables={variables}
      isWide
      show={({
        analytics: {
          readers: { deadEnds },
        },
      }) => {
        const [worst] = deadEnds;
        if (!worst) return 'None: of no article the 95% interval (Wilson) lies below half of what all have.';
        type Row = typeof worst;
        return {
          finding: `${countOf(deadEnds.length, 'dead end')}. The worst: ${worst.review.headline}, of which ${percent(worst.reading.recirculation.value)} of ${countOf(worst.reading.views, 'list')} were followed.`,
          table: {
            columns: [
              ...articleColumns<Row>('Article', ({ review }) => review),
              { name: 'Lists seen', value: ({ reading }) => reading.views },
              { name: 'Followed', value: ({ reading }) => reading.followedViews },
              ...rateColumns('Recirculation', {
                rows: deadEnds,
                rateOf: ({ reading }) => reading.recirculation,
              }),
            ],
            rows: deadEnds,
            most: 20,
          },
        };
      }}
    />
  );
}
