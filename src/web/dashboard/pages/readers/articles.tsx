import { articleColumns } from '../../figures/article-column';
import { rateColumns } from '../../figures/rate-columns';
import { countOf, percent } from '../../figures/words';
import { orders, writeFilters } from '../../filters';
import { askReaderArticles } from '../../operations';
import type { ArticleEngagementOrder } from '../../operations.generated';
import { Card } from '../../parts/card';
import { Choice } from '../../parts/filter-bar';
import { goTo } from '../../place';
import { type ReaderVariables, useScope } from '../../scope';

export function Articles({ variables }: { variables: ReaderVariables | null }) {
  const { filters } = useScope();
  const { order: orderBy } = filters;
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
            onChoose={(value) => {
              const order = value as ArticleEngagementOrder;
              goTo(location.pathname + writeFilters({ ...filters, order }));
            }}
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
              {
                name: 'Recirculation before',
                value: ({ previousReading }) => previousReading.recirculation.value,
                show: ({ previousReading }) => percent(previousReading.recirculation.value),
              },
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
            most: 25,
          },
        };
      }}
    />
  );
}
