import { FilterBar } from '../../parts/filter-bar';
import { Opener } from '../../parts/opener';
import { useScope } from '../../scope';
import { Doubts, Gaps, Hubs, Orphans, ThinLists } from './lists';
import { FullLists, GraphTotals, ReasonMix } from './totals';

export function GraphPage() {
  const { filter } = useScope();
  const variables = filter && { filter };
  return (
    <Opener
      title="What the graph does"
      about="The lists that stand under articles: what they are made of, and where they lead. What only fills gaps is not counted; what editors pinned and hid is."
      filters={<FilterBar ofArticles />}
      ofDays={false}
    >
      <GraphTotals variables={variables} />
      <div class="cards">
        <FullLists variables={variables} />
        <ReasonMix variables={variables} />
        <Hubs variables={variables} />
        <Orphans variables={variables} />
        <ThinLists variables={variables} />
        <Gaps variables={variables} />
        <Doubts variables={variables} />
      </div>
    </Opener>
  );
}
