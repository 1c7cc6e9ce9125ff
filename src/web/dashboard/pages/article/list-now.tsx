import { queryAddress } from '../../exports/query-address';
import { articleColumns } from '../../figures/article-column';
import { rateColumns } from '../../figures/rate-columns';
import type { Column } from '../../figures/table';
import { countOf, sourceNames } from '../../figures/words';
import { askArticle } from '../../operations';
import type { DashboardArticleQuery } from '../../operations.generated';
import { ShownCard } from '../../parts/card';
import type { Answer } from '../../use-answer';
import { ActButton } from './act-button';
import type { Acting, Article, ArticleReaders } from './types';

interface ListNowProps {
  article: Answer<DashboardArticleQuery>;
  /** What readers did with the entries; null until it is known. */
  readers: ArticleReaders | null;
  acting: Acting | null;
}

type Edge = NonNullable<DashboardArticleQuery['review']>['related']['edges'][number];

/** The list under the article as readers get it, with what each entry earned in the period. */
export function ListNow({ article, readers, acting }: ListNowProps) {
  const review = article.value?.review;
  if (!review) return null;
  const { edges, profile } = review.related;
  const seen = new Map(readers?.entries.map((entry) => [entry.review.id, entry.engagement]));
  const never = { impressions: 0, clicks: 0, clickThrough: { value: null, low: 0, high: 1 } };
  const engagementOf = ({ node }: Edge) => seen.get(node.id) ?? never;
  const shown = {
    finding: `${countOf(edges.length, 'entry', 'entries')}, by ${profile}.`,
    table: {
      columns: [
        ...articleColumns<Edge>('Article', ({ node }) => node).slice(0, 1),
        { name: 'Why', value: whyOf },
        { name: 'Impressions', value: (edge: Edge) => engagementOf(edge).impressions },
        { name: 'Clicks', value: (edge: Edge) => engagementOf(edge).clicks },
        ...rateColumns('Click-through', { rows: edges, rateOf: (edge) => engagementOf(edge).clickThrough }),
      ],
      rows: edges,
    },
    ...(acting && { acts: actsColumn(review, acting) }),
  };
  return (
    <ShownCard
      title="What stands under it"
      about="The list as readers get it now, and what each entry earned in the period."
      isWide
      answer={article}
      query={queryAddress(askArticle, { slug: review.slug })}
      shown={edges.length === 0 ? 'Nothing: no article is related to this one.' : shown}
    />
  );
}

function whyOf({ source, reasons }: Edge): string {
  const labels = reasons.map(({ label }) => label).join(', ');
  if (source === 'RELATED') return labels;
  return labels ? `${sourceNames[source]}. ${labels}` : sourceNames[source];
}

function actsColumn(review: Article, acting: Acting): Column<Edge> {
  return {
    name: 'Decide',
    value: () => null,
    show: ({ node, source }) => {
      const about = { pair: { review, related: node }, of: node, acting };
      return (
        <div class="buttons">
          {source === 'PINNED' ? (
            <ActButton act="release" {...about}>
              Undo
            </ActButton>
          ) : (
            <ActButton act="pin" {...about}>
              Pin
            </ActButton>
          )}
          <ActButton act="hide" {...about}>
            Hide
          </ActButton>
        </div>
      );
    },
  };
}
