/** Something that may be what one is about to type. */
export interface Offer {
  text: string;
  /** The text cut where what was typed begins and ends. */
  pieces: { text: string; isMatch: boolean }[];
  /** What kind of thing it is, for readers. */
  kind: string;
  slug: string;
  /** Its page. */
  address: string;
}

interface Edge {
  highlights: { field: string; pieces: Offer['pieces'] }[];
  node: {
    __typename: 'Review' | 'Film' | 'Person' | 'Author';
    slug: string;
    headline?: string;
    title?: string;
    releaseYear?: number | null;
    name?: string;
  };
}

const places = { Review: 'reviews', Film: 'films', Person: 'people', Author: 'authors' };

/**
 * Asks the public API.
 * @param types of its SearchType; everything if undefined.
 * @throws whatever keeps it from answering.
 */
export async function suggest({
  words,
  types,
  signal,
}: {
  words: string;
  types: string[] | undefined;
  signal: AbortSignal;
}): Promise<Offer[]> {
  const asked = new URLSearchParams({
    extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: SUGGEST_OPERATION } }),
    variables: JSON.stringify({ query: words, types }),
  });
  const response = await fetch(`/graphql?${asked}`, { signal, headers: { accept: 'application/json' } });
  const { data } = (await response.json()) as { data?: { search: { edges: Edge[] } } };
  return data?.search.edges.map(toOffer) ?? [];
}

function toOffer({ node, highlights }: Edge): Offer {
  const name = node.headline ?? node.title ?? node.name ?? '';
  const year = node.releaseYear ? ` (${node.releaseYear})` : '';
  const { pieces } = highlights.find(({ field }) => ['HEADLINE', 'TITLE', 'NAME'].includes(field)) ?? {
    pieces: [{ text: name, isMatch: false }],
  };
  return {
    text: name + year,
    pieces: year ? [...pieces, { text: year, isMatch: false }] : pieces,
    kind: node.__typename,
    slug: node.slug,
    address: `/${places[node.__typename]}/${encodeURIComponent(node.slug)}`,
  };
}
