import { filmColumn } from '../../figures/film-column';
import type { Column } from '../../figures/table';
import { countOf, percent, titleAndYear } from '../../figures/words';
import {
  askCoverageActors,
  askCoverageDirectors,
  askFilmsReviewedOften,
  askFilmsToReview,
} from '../../operations';
import type { DashboardCoverageActorsQuery } from '../../operations.generated';
import { Card, type Shown } from '../../parts/card';
import type { ArticleVariables } from '../../scope';

interface OfVariables {
  variables: ArticleVariables | null;
}

type PersonRow = DashboardCoverageActorsQuery['analytics']['coverage']['actors'][number];

/** Who is written about most. */
export function League({ of, variables }: OfVariables & { of: 'directors' | 'actors' }) {
  if (of === 'directors') {
    return (
      <Card
        title="Directors"
        about="Whose films most articles are about."
        operation={askCoverageDirectors}
        variables={variables}
        show={({ analytics: { coverage } }) => league(coverage.directors)}
      />
    );
  }
  return (
    <Card
      title="Actors"
      about="In whose films most articles see them."
      operation={askCoverageActors}
      variables={variables}
      show={({ analytics: { coverage } }) => league(coverage.actors)}
    />
  );
}

function league(rows: PersonRow[]): Shown<PersonRow> | string {
  const [first] = rows;
  if (!first) return 'Nobody is known of the films that articles are about.';
  return {
    finding: `${first.person.name} leads with ${countOf(first.articles, 'article')} about ${countOf(first.films, 'film')}.`,
    table: {
      columns: [
        {
          name: 'Name',
          value: ({ person }) => person.name,
          show: ({ person }) => (
            <a href={`/people/${encodeURIComponent(person.slug)}`}>
              <span dir="auto">{person.name}</span>
            </a>
          ),
        },
        { name: 'Articles', value: ({ articles }) => articles },
        { name: 'Films', value: ({ films }) => films },
        {
          name: 'Mean rating',
          value: ({ meanRating }) => meanRating,
          show: (row) => percent(row.meanRating),
        },
      ],
      rows,
      most: 15,
    },
  };
}

export function FilmsReviewedOften({ variables }: OfVariables) {
  return (
    <Card
      title="Films reviewed often"
      about="Films with two articles or more."
      operation={askFilmsReviewedOften}
      variables={variables}
      show={({ analytics: { coverage } }) => {
        const rows = coverage.filmsReviewedOften;
        const [first] = rows;
        if (!first) return 'None: no film has more than one article.';
        return {
          finding: `${titleAndYear(first.film)} has most: ${countOf(first.articles, 'article')}.`,
          table: {
            columns: [filmColumn<typeof first>('Film', ({ film }) => film), articlesColumn('Articles')],
            rows,
            most: 20,
          },
        };
      }}
    />
  );
}

export function FilmsToReview({ variables }: OfVariables) {
  return (
    <Card
      title="Films to review next"
      about="Without an article so far: each would connect so many that share a director or an actor with it."
      operation={askFilmsToReview}
      variables={variables}
      show={({ analytics: { coverage } }) => {
        const rows = coverage.filmsToReview;
        const [first] = rows;
        if (!first) return 'None: no film without an article shares anybody with those that have one.';
        return {
          finding: `An article about ${titleAndYear(first.film)} would connect ${inArticles(first.articles)}.`,
          table: {
            columns: [
              filmColumn<typeof first>('Film', ({ film }) => film),
              articlesColumn('Would connect'),
              {
                name: 'Through',
                value: ({ people }: typeof first) => people.map(({ name }) => name).join(', '),
              },
            ],
            rows,
            most: 20,
          },
        };
      }}
    />
  );
}

const inArticles = (count: number) => countOf(count, 'article');

function articlesColumn(name: string): Column<{ articles: number }> {
  return { name, value: ({ articles }) => articles };
}
