import type { ComponentChildren } from 'preact';
import { Document } from './document';
import type { FrameFragment, PageFragment } from './operations.generated';
import { address, type Visit } from './page';
import { Cards } from './parts/cards';
import { type Choice, chosen, Filters } from './parts/filters';
import { Pager } from './parts/pager';
import { count } from './parts/words';

interface CatalogueProps<Entry> {
  visit: Visit;
  frame: FrameFragment;
  /** Where it is: /films */
  path: string;
  title: string;
  description: string;
  /** What narrows and orders it. */
  choices: Choice[];
  /** A page of it, as the choices in the address have it. */
  entries: { totalCount: number; totalCountPrecision: string; nodes: Entry[]; pageInfo: PageFragment };
  /** What one entry is called: film */
  one: string;
  size?: 'small';
  card: (entry: Entry) => ComponentChildren;
}

/** All there is of a kind, a page at a time. */
export function CataloguePage<Entry>({
  visit,
  frame,
  path,
  title,
  description,
  choices,
  entries,
  one,
  size,
  card,
}: CatalogueProps<Entry>) {
  const query = chosen(choices, visit.query);
  return (
    <Document visit={visit} frame={frame} head={{ title, description, canonical: address(path, query) }}>
      <header class="opener">
        <h1 class="loud">{title}</h1>
        <Filters path={path} choices={choices} query={visit.query} />
        <p class="figure">{count(entries, one)}</p>
      </header>
      {entries.nodes.length > 0 ? (
        <Cards size={size}>{entries.nodes.map(card)}</Cards>
      ) : (
        <p>No {one} is like that.</p>
      )}
      <Pager path={path} query={query} page={entries.pageInfo} />
    </Document>
  );
}
