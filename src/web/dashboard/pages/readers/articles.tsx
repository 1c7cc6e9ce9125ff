import { useState } from 'preact/hooks';
import { articleColumns } from '../../figures/article-column';
import { rateColumns } from '../../figures/rate-columns';
import { countOf, percent } from '../../figures/words';
import { askReaderArticles } from '../../operations';
import type { ArticleEngagementOrder } from '../../operations.generated';
import { Card } from '../../parts/card';
import { Choice } from '../../parts/filter-bar';
import type { ReaderVariables } from '../../scope';

const orders: Record<ArticleEngagementOrder, string> = {
  CLICKS: 'Most clicks under it',
  CLICK_THROUGH: 'Best click-through under it',
  IMPRESSIONS: 'Most impressions under it',
  VIEWS: 'Most lists seen',
  TIMES_SHOWN: 'Shown most under others',
  TIMES_FOLLOWED: 'Followed most under others',
};

export function Articles({ variables }: { variables: ReaderVariables | null }) {
  const [orderBy, setOrderBy] = useState<ArticleEngagementOrder>('CLICKS');
  return (
    <Card
      title="Articles"
      about="What stands under each, how far it is followed, and how the article does where it is an entry itself."
      operation={askReaderArticles}
      variables={variables && { ...variables, orderBy }}
      isWide
      choices={
        <div class="filters">
          <Choice
            label="Order"
            value={orderBy}
            options={Object.entries(orders).map(([value, name]) => ({ value, name }))}
            onChoose={(value) => setOrderBy(value as ArticleEngagementOrder)}
          />
        </div>
      }
      show={({
        analytics: {
          readers: { articles },
        },
      }) => {
        if (articles.length === 0) return 'Nothing was seen in this period.';
        type Row = (typeof articles)[number];
        return {
          finding: `${countOf(articles.length, 'article')}, by this order: ${orders[orderBy].toLowerCase()}.`,
          table: {
            columns: [
              ...articleColumns<Row>('Article', ({ review }) => review),
              { name: 'Lists seen', value: ({ reading }) => reading.views },
              ...rateColumns('Recirculation', {
                rows: articles,
                rateOf: ({ reading }) => reading.recirculation,
              }),
              { name: 'Impressions', value: ({ under }) => under.impressions },
              { name: 'Clicks', value: ({ under }) => under.clicks },
              ...rateColumns('Click-through', { rows: articles, rateOf: ({ under }) => under.clickThrough }),
              {
                name: 'Clicks before',
                value: ({ previousUnder }) => previousUnder.clicks,
                isForCsvOnly: true,
              },
              {
                name: 'Click-through before',
                value: ({ previousUnder }) => previousUnder.clickThrough.value,
                show: ({ previousUnder }) => percent(previousUnder.clickThrough.value),
              },
              { name: 'Shown elsewhere', value: ({ asEntry }) => asEntry.impressions },
              { name: 'Followed there', value: ({ asEntry }) => asEntry.clicks },
            ],
            rows: articles,
          },
        };
      }}
    />
  );
}
