import { queryAddress } from '../../exports/query-address';
import { countOf, inDigits, percent } from '../../figures/words';
import { askCoverageTotals } from '../../operations';
import { Waiting } from '../../parts/card';
import { Tile } from '../../parts/tile';
import type { ArticleVariables } from '../../scope';
import { useAnswer } from '../../use-answer';

export function CoverageTotals({ variables }: { variables: ArticleVariables | null }) {
  const answer = useAnswer(askCoverageTotals, variables);
  if (!answer.value) return <Waiting answer={answer} />;
  const { articles, coverage } = answer.value.analytics;
  const { films, ratings } = coverage;
  return (
    <section aria-labelledby="totals" aria-busy={answer.isAsking}>
      <div class="totals-head">
        <h2 id="totals">{countOf(articles, 'article')}</h2>
        <p>
          <a href={queryAddress(askCoverageTotals, variables)}>
            Query<span class="unseen"> of the totals</span>
          </a>
        </p>
      </div>
      {answer.fault !== null && <Waiting answer={answer} />}
      <dl class="tiles even">
        <Tile name="Articles" value={inDigits(articles)} about="published at present" />
        <Tile name="Films" value={inDigits(films)} about="have an article" />
        <Tile
          name="Mean rating"
          value={percent(ratings.mean)}
          about={`of the best there is, over ${countOf(ratings.rated, 'rated article')}`}
        />
        <Tile name="Unrated" value={inDigits(ratings.unrated)} about="articles without a rating" />
      </dl>
    </section>
  );
}
