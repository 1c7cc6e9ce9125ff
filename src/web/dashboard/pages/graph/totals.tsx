import { queryAddress } from '../../exports/query-address';
import { counted } from '../../figures/counted';
import { countOf, inDigits, momentOf, percent, reasonName, withDecimals } from '../../figures/words';
import { askGraphLists, askGraphReasons } from '../../operations';
import { Card, Waiting } from '../../parts/card';
import { Tile } from '../../parts/tile';
import type { ArticleVariables } from '../../scope';
import { useAnswer } from '../../use-answer';

export function GraphTotals({ variables }: { variables: ArticleVariables | null }) {
  const answer = useAnswer(askGraphLists, variables);
  if (!answer.value) return <Waiting answer={answer} />;
  const { articles, graph } = answer.value.analytics;
  const { lists, orphans, gini, topShare, profile, computedAt } = graph;
  const of = (part: number) =>
    articles === 0 ? '' : `, ${percent(part / articles)} of ${inDigits(articles)}`;
  return (
    <section aria-labelledby="totals" aria-busy={answer.isAsking}>
      <div class="totals-head">
        <h2 id="totals">{countOf(articles, 'article')}</h2>
        <p>
          by {profile}, counted {momentOf(computedAt)} ·{' '}
          <a href={queryAddress(askGraphLists, variables)}>
            Query<span class="unseen"> of the totals</span>
          </a>
        </p>
      </div>
      {answer.fault !== null && <Waiting answer={answer} />}
      <dl class="tiles even">
        <Tile
          name="Full lists"
          value={inDigits(lists.full)}
          about={`articles with a full list${of(lists.full)}`}
        />
        <Tile
          name="Orphans"
          value={inDigits(orphans.count)}
          about={`articles that no list leads to${of(orphans.count)}`}
        />
        <Tile
          name="Gini"
          value={withDecimals(gini)}
          about="how unevenly lists lead to articles: 0 to all equally often, towards 1 to a few only"
        />
        <Tile
          name="Top 1%"
          value={percent(topShare)}
          about="of all links lead to the one article in a hundred that most lists lead to"
        />
      </dl>
    </section>
  );
}

export function FullLists({ variables }: { variables: ArticleVariables | null }) {
  return (
    <Card
      title="How full lists are"
      about="Articles by how many related ones stand under them."
      operation={askGraphLists}
      variables={variables}
      show={({ analytics: { graph } }) => {
        const { none, few, some, full } = graph.lists;
        return counted({
          rows: [
            { name: 'none', articles: none },
            { name: '1–2 related', articles: few },
            { name: `3–${graph.listLength - 1} related`, articles: some },
            { name: `${graph.listLength} related`, articles: full },
          ],
          column: 'Related articles',
          name: ({ name }) => name,
          count: ({ articles }) => articles,
          unit: 'article',
          isScale: true,
        });
      }}
    />
  );
}

export function ReasonMix({ variables }: { variables: ArticleVariables | null }) {
  return (
    <Card
      title="What links are made of"
      about="Entries of all lists by what they have in common with the article above, the most telling reason each."
      operation={askGraphReasons}
      variables={variables}
      show={({ analytics: { graph } }) =>
        counted({
          rows: graph.reasons,
          column: 'Reason',
          name: ({ reason }) => reasonName(reason),
          count: ({ links }) => links,
          unit: 'link',
          more: [{ name: 'Share', value: ({ share }) => share, show: ({ share }) => percent(share) }],
        })
      }
    />
  );
}
