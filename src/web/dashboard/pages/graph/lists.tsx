import { articleColumns } from '../../figures/article-column';
import { filmColumn } from '../../figures/film-column';
import { countOf, inDigits, titleAndYear } from '../../figures/words';
import {
  askGraphDoubts,
  askGraphGaps,
  askGraphHubs,
  askGraphOrphans,
  askGraphThinLists,
} from '../../operations';
import { Card } from '../../parts/card';
import type { ArticleVariables } from '../../scope';

interface OfVariables {
  variables: ArticleVariables | null;
}

export function Hubs({ variables }: OfVariables) {
  return (
    <Card
      title="Hubs"
      about="The articles that most lists lead to."
      operation={askGraphHubs}
      variables={variables}
      show={({ analytics: { graph } }) => {
        const [first] = graph.hubs;
        if (!first) return 'No list leads anywhere.';
        type Row = typeof first;
        return {
          finding: `${countOf(first.lists, 'list')} lead to ${first.review.headline}.`,
          table: {
            columns: [
              ...articleColumns<Row>('Article', ({ review }) => review),
              { name: 'Lists', value: ({ lists }) => lists },
            ],
            rows: graph.hubs,
            most: 10,
          },
        };
      }}
    />
  );
}

export function Orphans({ variables }: OfVariables) {
  return (
    <Card
      title="Orphans"
      about="Articles that no list leads to: readers find them from elsewhere only. Open one to pin it where it fits."
      operation={askGraphOrphans}
      variables={variables}
      show={({ analytics: { graph } }) => {
        const { count, articles } = graph.orphans;
        if (count === 0) return 'None: some list leads to every article.';
        return {
          finding: `${countOf(count, 'orphan')}.`,
          table: {
            columns: articleColumns<(typeof articles)[number]>('Article', (article) => article),
            rows: articles,
            all: count,
          },
        };
      }}
    />
  );
}

export function ThinLists({ variables }: OfVariables) {
  return (
    <Card
      title="Thin lists"
      about="Articles with fewer related ones than a list has room for, the thinnest first."
      operation={askGraphThinLists}
      variables={variables}
      show={({ analytics: { graph } }) => {
        const [first] = graph.thinLists;
        if (!first) return 'None: every list is full.';
        type Row = typeof first;
        return {
          finding: `The thinnest has ${countOf(first.entries, 'entry', 'entries')} of ${graph.listLength}: ${first.review.headline}.`,
          table: {
            columns: [
              ...articleColumns<Row>('Article', ({ review }) => review),
              { name: 'Related', value: ({ entries }) => entries },
            ],
            rows: graph.thinLists,
            most: 50,
          },
        };
      }}
    />
  );
}

export function Gaps({ variables }: OfVariables) {
  return (
    <Card
      title="Films lacking facts"
      about="Reviewed films without genres or directors: with them they would be related to more."
      operation={askGraphGaps}
      variables={variables}
      show={({ analytics: { graph } }) => {
        const { filmsWithoutGenres: noGenres, filmsWithoutDirectors: noDirectors } = graph;
        const rows = [
          ...noGenres.films.map((film) => ({ film, lacks: 'genres' })),
          ...noDirectors.films.map((film) => ({ film, lacks: 'directors' })),
        ];
        if (rows.length === 0) return 'None: every reviewed film has genres and directors.';
        type Row = (typeof rows)[number];
        return {
          finding: `${countOf(noGenres.count, 'film')} without genres, ${inDigits(noDirectors.count)} without directors.`,
          table: {
            columns: [
              filmColumn<Row>('Film', ({ film }) => film),
              { name: 'Lacks', value: ({ lacks }) => lacks },
            ],
            rows,
            all: noGenres.count + noDirectors.count,
          },
        };
      }}
    />
  );
}

export function Doubts({ variables }: OfVariables) {
  return (
    <Card
      title="Doubtful matches"
      about="Reviewed films that may be another film of the store: articles about one film under two would not find each other."
      operation={askGraphDoubts}
      variables={variables}
      isWide
      show={({ analytics: { graph } }) => {
        const rows = graph.doubtfulMatches;
        const [first] = rows;
        if (!first) return 'None: no reviewed film looks like another.';
        type Row = typeof first;
        return {
          finding: `To look at: ${countOf(rows.length, 'match', 'matches')}, such as ${titleAndYear(first.film)}.`,
          table: {
            columns: [
              filmColumn<Row>('Film', ({ film }) => film),
              filmColumn<Row>('May be', ({ other }) => other),
              { name: 'Because', value: ({ because }) => because },
            ],
            rows,
            most: 50,
          },
        };
      }}
    />
  );
}
