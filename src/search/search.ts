import { readConnection, toConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import type { NodeType } from '../graphql/node';
import { type Hit, searchList } from './search.store';
import {
  type SearchArgs,
  type SearchConnection,
  type SearchEdge,
  type SearchResult,
  SearchType,
} from './search.type';

/** Find what matches, then load what is shown: a statement for the hits and one for each type among them. */
export async function search(
  { query, types, ...page }: SearchArgs,
  { sql, loaders }: RequestContext,
): Promise<SearchConnection> {
  const hits = await readConnection<Hit>(sql, searchList({ query, types: types ?? null }), page);
  const kinds: Record<
    SearchType,
    { typename: NodeType; loader: { load(id: number): Promise<object | null> } }
  > = {
    [SearchType.REVIEW]: { typename: 'Review', loader: loaders.reviewById },
    [SearchType.FILM]: { typename: 'Film', loader: loaders.filmById },
    [SearchType.PERSON]: { typename: 'Person', loader: loaders.personById },
    [SearchType.AUTHOR]: { typename: 'Author', loader: loaders.authorById },
  };
  const rows = await Promise.all(hits.nodes.map(({ type, id }) => kinds[type].loader.load(id)));
  const edges = hits.edges.flatMap(({ cursor, node: { type } }, index): SearchEdge[] => {
    const row = rows[index];
    return row
      ? [{ cursor, node: { ...row, __typename: kinds[type].typename } as unknown as SearchResult }]
      : [];
  });
  return toConnection({
    edges,
    hasNextPage: hits.pageInfo.hasNextPage,
    hasPreviousPage: hits.pageInfo.hasPreviousPage,
    countTotal: hits.totalCount,
    countPrecision: hits.totalCountPrecision,
  });
}
