import { queryAddress } from '../../exports/query-address';
import { countOf, daysInWords, inDigits, percent } from '../../figures/words';
import { askArticleReaders } from '../../operations';
import type {
  DashboardArticleReadersQuery,
  DashboardArticleReadersQueryVariables,
} from '../../operations.generated';
import { Waiting } from '../../parts/card';
import { RateTile } from '../../parts/rate-tile';
import { Tile } from '../../parts/tile';
import { useScope } from '../../scope';
import type { Answer } from '../../use-answer';

interface ArticleTotalsProps {
  readers: Answer<DashboardArticleReadersQuery>;
  variables: DashboardArticleReadersQueryVariables | null;
}

export function ArticleTotals({ readers, variables }: ArticleTotalsProps) {
  const { days } = useScope();
  if (!readers.value) return <Waiting answer={readers} />;
  const { article, totals } = readers.value.analytics.readers;
  if (!article) return <p class="banner">It is not published: readers have not seen it.</p>;
  const { reading, previousReading, under, previousUnder, asEntry } = article;
  return (
    <section aria-labelledby="totals" aria-busy={readers.isAsking}>
      <div class="totals-head">
        <h2 id="totals">{daysInWords(days)}</h2>
        <p>
          <a href={queryAddress(askArticleReaders, variables)}>
            Query<span class="unseen"> of the figures of this article</span>
          </a>
        </p>
      </div>
      {readers.fault !== null && <Waiting answer={readers} />}
      <dl class="tiles">
        <RateTile
          name="Recirculation"
          about={`of ${countOf(reading.views, 'list')} that readers saw under it, at least one entry was followed`}
          now={reading.recirculation}
          before={previousReading.recirculation}
          beside={{ name: 'All articles', rate: totals.reading.recirculation }}
          trials={reading.views}
        />
        <RateTile
          name="Click-through"
          about={`of ${countOf(under.impressions, 'impression')} of entries under it led to a click`}
          now={under.clickThrough}
          before={previousUnder.clickThrough}
          trials={under.impressions}
        />
        <Tile name="Lists seen" value={inDigits(reading.views)} about="under this article" />
        <Tile
          name="Shown under others"
          value={inDigits(asEntry.impressions)}
          about="impressions as an entry"
        />
        <Tile
          name="Followed there"
          value={inDigits(asEntry.clicks)}
          about={`clicks, ${percent(asEntry.clickThrough.value)} of its impressions`}
        />
      </dl>
    </section>
  );
}
