import type { Page, PageRequest } from '../database/keyset';
import type { Film } from '../films/film.type';
import { pageConnection, toConnection } from '../graphql/connection';
import type { RequestContext } from '../graphql/context';
import { type Order, pageRequest } from '../graphql/cursor';
import type { NodeType } from '../graphql/node';
import { compareHits, findHits, type Hit } from './find-hits';
import { highlightsOf, type Shown } from './highlights';
import { most } from './most';
import {
  type Highlight,
  HighlightField,
  type SearchArgs,
  type SearchConnection,
  type SearchEdge,
  type SearchResult,
  SearchType,
} from './search.type';

/** Find what matches, then load what is shown: a statement for each type among it, two more for what is marked. */
export async function search(
  { query, types, ...page }: SearchArgs,
  context: RequestContext,
): Promise<SearchConnection> {
  const wanted = new Set(types ?? Object.values(SearchType));
  const list = orderOf(query, wanted);
  const request = pageRequest(list, page);
  const { hits, understood } = await findHits(context.sql, { query, types: wanted });
  const shown = pageConnection({
    list,
    request,
    page: pageOf(hits, request),
    countOnce: async () => ({ rows: hits.length, isLowerBound: hits.length >= most.names }),
  });
  const rows = await loadRows(shown.nodes, context);
  const found = shown.edges.flatMap(({ cursor, node: hit }, index) => {
    const row = rows[index];
    return row ? [{ cursor, hit, row }] : []; // Retracted since it was found: it must not show.
  });
  let highlights: Promise<Highlight[][]> | undefined;
  const readHighlights = () => {
    highlights ??= highlightsOf(found.map(toShown), understood, context);
    return highlights;
  };
  const edges = found.map(
    ({ cursor, hit, row }, index): SearchEdge => ({
      cursor,
      node: { ...row, __typename: typenames[hit.type] } as unknown as SearchResult,
      highlights: async () => (await readHighlights())[index]!,
    }),
  );
  const { hasNextPage, hasPreviousPage } = shown.pageInfo;
  return toConnection({
    edges,
    hasNextPage,
    hasPreviousPage,
    countTotal: shown.totalCount,
    countPrecision: shown.totalCountPrecision,
  });
}

const typenames: Record<SearchType, NodeType> = {
  [SearchType.REVIEW]: 'Review',
  [SearchType.FILM]: 'Film',
  [SearchType.PERSON]: 'Person',
  [SearchType.AUTHOR]: 'Author',
};

/** A cursor belongs to one search: another would begin wherever its score happens to lie. */
function orderOf(query: string, types: ReadonlySet<SearchType>): Order {
  return {
    name: 'search',
    filter: JSON.stringify([query, [...types].sort()]),
    sortKeys: [
      { expression: 'score', type: 'float8', isDescending: true },
      { expression: 'newness', type: 'float8', isDescending: true },
      { expression: 'type', type: 'text' },
      { expression: 'id', type: 'int' },
    ],
  };
}

function pageOf(hits: readonly Hit[], { limit, isBackward, beyond }: PageRequest): Page<Hit> {
  const bound = beyond && toHit(beyond);
  const rest = bound
    ? hits.filter((hit) => (isBackward ? compareHits(hit, bound) < 0 : compareHits(hit, bound) > 0))
    : hits;
  const rows = isBackward ? rest.slice(-limit) : rest.slice(0, limit);
  return { rows: rows.map((row) => ({ row, sortKey: toSortKey(row) })), hasMore: rest.length > limit };
}

function toSortKey({ score, newness, type, id }: Hit): string[] {
  return [score, newness, type, id].map(String);
}

function toHit([score, newness, type, id]: string[]): Hit {
  return { score: Number(score), newness: Number(newness), type: type as SearchType, id: Number(id) };
}

function loadRows(hits: readonly Hit[], { loaders }: RequestContext): Promise<(object | null)[]> {
  const loaderOf: Record<SearchType, { load(id: number): Promise<object | null> }> = {
    [SearchType.REVIEW]: loaders.reviewById,
    [SearchType.FILM]: loaders.filmById,
    [SearchType.PERSON]: loaders.personById,
    [SearchType.AUTHOR]: loaders.authorById,
  };
  return Promise.all(hits.map(({ type, id }) => loaderOf[type].load(id)));
}

function toShown({ hit, row }: { hit: Hit; row: object }): Shown {
  if (hit.type === SearchType.REVIEW) return { hit, names: [] };
  if (hit.type !== SearchType.FILM) {
    return { hit, names: [{ field: HighlightField.NAME, text: (row as { name: string }).name }] };
  }
  const { title, originalTitle } = row as Film;
  return {
    hit,
    names: [
      { field: HighlightField.TITLE, text: title },
      ...(originalTitle ? [{ field: HighlightField.ORIGINAL_TITLE, text: originalTitle }] : []),
    ],
  };
}
