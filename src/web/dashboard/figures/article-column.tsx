import { writeFilters } from '../filters';
import { Link } from '../place';
import { useScope } from '../scope';
import { articlesPath } from '../sections';
import type { Column } from './table';
import { titleAndYear } from './words';

export interface ArticleShown {
  slug: string;
  headline: string;
  film: { title: string; releaseYear: number | null };
}

/** The headline, which leads to the figures of the article, and its film. */
export function articleColumns<Row>(name: string, articleOf: (row: Row) => ArticleShown): Column<Row>[] {
  return [
    {
      name,
      value: (row) => articleOf(row).headline,
      show: (row) => <ArticleLink article={articleOf(row)} />,
    },
    { name: 'Film', value: (row) => titleAndYear(articleOf(row).film), isForWideOnly: true },
  ];
}

export function ArticleLink({ article: { slug, headline } }: { article: ArticleShown }) {
  const { filters } = useScope();
  return (
    <Link href={`${articlesPath}${encodeURIComponent(slug)}${writeFilters(filters)}`}>
      <span dir="auto">{headline}</span>
    </Link>
  );
}
