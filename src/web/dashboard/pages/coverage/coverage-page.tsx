import { FilterBar } from '../../parts/filter-bar';
import { Opener } from '../../parts/opener';
import { useScope } from '../../scope';
import { Authors, Decades, Genres, Months, Ratings } from './distributions';
import { FilmsReviewedOften, FilmsToReview, League } from './leagues';
import { CoverageTotals } from './totals';

export function CoveragePage() {
  const { filter } = useScope();
  const variables = filter && { filter };
  return (
    <Opener
      title="What is covered"
      about="What the published articles are about, who wrote them, and what is missing."
      filters={<FilterBar ofArticles />}
      ofDays={false}
    >
      <CoverageTotals variables={variables} />
      <div class="cards">
        <Months variables={variables} />
        <Genres variables={variables} />
        <Decades variables={variables} />
        <Ratings variables={variables} />
        <Authors variables={variables} />
        <League of="directors" variables={variables} />
        <League of="actors" variables={variables} />
        <FilmsToReview variables={variables} />
        <FilmsReviewedOften variables={variables} />
      </div>
    </Opener>
  );
}
