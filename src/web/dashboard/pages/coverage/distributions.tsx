import { counted } from '../../figures/counted';
import type { Column } from '../../figures/table';
import { countOf, monthOf, percent } from '../../figures/words';
import {
  askCoverageAuthors,
  askCoverageDecades,
  askCoverageGenres,
  askCoverageMonths,
  askCoverageTotals,
} from '../../operations';
import { Card } from '../../parts/card';
import type { ArticleVariables } from '../../scope';

interface OfVariables {
  variables: ArticleVariables | null;
}

interface Rated {
  meanRating: number | null;
}

export const meanRating: Column<Rated> = {
  name: 'Mean rating',
  value: (row) => row.meanRating,
  show: (row) => percent(row.meanRating),
};

const films: Column<{ films: number }> = { name: 'Films', value: (row) => row.films };

export function Months({ variables }: OfVariables) {
  return (
    <Card
      title="Articles by month"
      about="When they appeared."
      operation={askCoverageMonths}
      variables={variables}
      isWide
      show={({ analytics: { coverage } }) =>
        counted({
          rows: coverage.byMonth,
          column: 'Month',
          name: ({ month }) => monthOf(month),
          code: ({ month }) => month.slice(0, 7),
          count: ({ articles }) => articles,
          unit: 'article',
          isScale: true,
          besides: coverage.undated > 0 ? `${countOf(coverage.undated, 'article')} without a date.` : '',
        })
      }
    />
  );
}

export function Genres({ variables }: OfVariables) {
  return (
    <Card
      title="Articles by genre"
      about="A film of several genres counts in each."
      operation={askCoverageGenres}
      variables={variables}
      show={({ analytics: { articles, coverage } }) =>
        counted({
          rows: coverage.byGenre,
          column: 'Genre',
          name: ({ genre }) => genre?.name ?? 'No genre known',
          count: (row) => row.articles,
          unit: 'article',
          more: [films, meanRating],
          total: articles,
        })
      }
    />
  );
}

export function Decades({ variables }: OfVariables) {
  return (
    <Card
      title="Articles by decade"
      about="In which the film was first shown."
      operation={askCoverageDecades}
      variables={variables}
      show={({ analytics: { coverage } }) =>
        counted({
          rows: coverage.byDecade,
          column: 'Decade',
          name: ({ decade }) => (decade === null ? 'Unknown' : `${decade}s`),
          code: ({ decade }) => decade,
          count: ({ articles }) => articles,
          unit: 'article',
          more: [films],
          isScale: true,
        })
      }
    />
  );
}

export function Authors({ variables }: OfVariables) {
  return (
    <Card
      title="Authors"
      about="Who wrote most, and how they rate on average."
      operation={askCoverageAuthors}
      variables={variables}
      show={({ analytics: { articles, coverage } }) =>
        counted({
          rows: coverage.byAuthor,
          column: 'Author',
          name: ({ author }) => author?.name ?? 'Unsigned',
          count: (row) => row.articles,
          unit: 'article',
          more: [meanRating],
          total: articles,
          most: 20,
        })
      }
    />
  );
}

export function Ratings({ variables }: OfVariables) {
  return (
    <Card
      title="Ratings"
      about="As shares of the best value that the article's own scale has."
      operation={askCoverageTotals}
      variables={variables}
      show={({ analytics: { coverage } }) => {
        const { bins, unrated } = coverage.ratings;
        return counted({
          rows: bins,
          column: 'Rating',
          name: ({ from, to }) => `${Math.round(from * 100)}–${Math.round(to * 100)}%`,
          count: ({ articles }) => articles,
          unit: 'article',
          more: [
            { name: 'From', value: ({ from }) => from, isForCsvOnly: true },
            { name: 'To', value: ({ to }) => to, isForCsvOnly: true },
          ],
          isScale: true,
          besides: unrated > 0 ? `${countOf(unrated, 'article')} without a rating.` : '',
        });
      }}
    />
  );
}
