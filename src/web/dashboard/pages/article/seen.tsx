import { queryAddress } from '../../exports/query-address';
import { articleColumns } from '../../figures/article-column';
import { bestInWords } from '../../figures/rate';
import { rateColumns } from '../../figures/rate-columns';
import type { Days } from '../../filters';
import { askArticleReaders } from '../../operations';
import type { DashboardArticleReadersQuery } from '../../operations.generated';
import { type Shown, ShownCard } from '../../parts/card';
import type { Answer } from '../../use-answer';
import type { Article, ArticleReaders } from './types';

interface SeenProps {
  readers: Answer<DashboardArticleReadersQuery>;
  review: Article;
  days: Days;
}

type Entry = ArticleReaders['entries'][number];

/** What stood under it in the period, whether it still does or not. */
export function SeenUnder({ readers, review, days }: SeenProps) {
  return (
    <ShownCard
      title="Seen under it"
      about="Every article that readers saw under this one in the period, whether it still stands there or not."
      answer={readers}
      query={queryAddress(askArticleReaders, { review: review.id, ...days })}
      shown={readers.value && entriesOf(readers.value.analytics.readers.entries, 100)}
    />
  );
}

export function ShownUnderOthers({ readers, review, days }: SeenProps) {
  return (
    <ShownCard
      title="Where it stands itself"
      about="The articles under which readers saw this one, and how often they followed it."
      answer={readers}
      query={queryAddress(askArticleReaders, { review: review.id, ...days })}
      shown={readers.value && entriesOf(readers.value.analytics.readers.listedUnder, 20)}
    />
  );
}

function entriesOf(rows: Entry[], most: number): Shown<Entry> | string {
  if (rows.length === 0) return 'Nobody saw any in this period.';
  return {
    finding: bestInWords(rows.map(({ review, engagement }) => ({ name: review.headline, engagement }))),
    table: {
      columns: [
        ...articleColumns<Entry>('Article', ({ review }) => review).slice(0, 1),
        { name: 'Impressions', value: ({ engagement }) => engagement.impressions },
        { name: 'Clicks', value: ({ engagement }) => engagement.clicks },
        ...rateColumns('Click-through', { rows, rateOf: ({ engagement }) => engagement.clickThrough }),
      ],
      rows,
      most,
    },
  };
}
