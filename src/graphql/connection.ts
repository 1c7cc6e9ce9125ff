import { type ClassType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  type Count,
  countRows,
  type ListDefinition,
  mostCounted,
  noParent,
  type Page,
  type PageRequest,
  readPages,
} from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { type Order, pageRequest, toCursor } from './cursor';
import { dear, Weighs } from './limits/weight';
import type { PageArgs } from './page-args';

@ObjectType({
  simpleResolvers: true,
  description: 'Where a page lies in its list. https://relay.dev/graphql/connections.htm',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows: ask on with after: endCursor.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something comes before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Of the first entry; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Of the last entry; null for an empty page.' })
  endCursor!: string | null;
}

export enum CountPrecision {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
}
registerEnumType(CountPrecision, {
  name: 'CountPrecision',
  description: 'How a count is to be read.',
  valuesConfig: {
    EXACT: { description: 'There are so many.' },
    AT_LEAST: { description: 'There are so many and more: counting ended there.' },
  },
});

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

export interface Connection<Node, E extends Edge<Node> = Edge<Node>> {
  edges: E[];
  nodes: Node[];
  pageInfo: PageInfo;
  /** A function, so that nothing is counted that nobody asked for. */
  totalCount: () => number | Promise<number>;
  totalCountPrecision: () => CountPrecision | Promise<CountPrecision>;
}

/** The edge class of a list; `extends` it under the edge's own name. */
export function edgeOf<Node>(node: () => ClassType | object) {
  @ObjectType({ simpleResolvers: true })
  abstract class EdgeOf implements Edge<Node> {
    @Field(() => String, {
      description: 'Where the entry stands in this list; for after and before. Opaque.',
    })
    cursor!: string;

    @Field(node as () => ClassType, { description: 'What stands here.' })
    node!: Node;
  }
  return EdgeOf;
}

/** The connection class of a list; `extends` it under the connection's own name. */
export function connectionOf<Node, E extends Edge<Node> = Edge<Node>>(
  node: () => ClassType | object,
  edge: () => ClassType,
  counts = `How many there are on all pages, up to ${mostCounted.toLocaleString('en')}; totalCountPrecision says whether there are more. Counted only when asked for.`,
) {
  @ObjectType({ simpleResolvers: true })
  abstract class ConnectionOf implements Connection<Node, E> {
    @Field(() => [edge()], { description: 'The entries of this page, in the order of the list.' })
    edges!: E[];

    @Field(() => [node() as ClassType], {
      description: 'The nodes of the edges, for when cursors are not needed.',
    })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Whether there is more, and from where to ask on.' })
    pageInfo!: PageInfo;

    // graphql-js itself calls the function.
    @Weighs({ points: dear })
    @Field(() => Int, { description: counts })
    totalCount!: () => number | Promise<number>;

    @Weighs({ points: dear })
    @Field(() => CountPrecision, {
      description: 'Whether totalCount is all there are. Nothing more is counted for it.',
    })
    totalCountPrecision!: () => CountPrecision | Promise<CountPrecision>;
  }
  return ConnectionOf;
}

/** Put edges that are at hand into a connection. */
export function toConnection<Node, E extends Edge<Node>>({
  edges,
  hasNextPage,
  hasPreviousPage = false,
  countTotal,
  countPrecision = () => CountPrecision.EXACT,
}: {
  edges: E[];
  hasNextPage: boolean;
  hasPreviousPage?: boolean;
  countTotal: () => number | Promise<number>;
  countPrecision?: () => CountPrecision | Promise<CountPrecision>;
}): Connection<Node, E> {
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      // When asked for, as the cursors of edges may be made only then.
      get startCursor() {
        return edges.at(0)?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    totalCount: countTotal,
    totalCountPrecision: countPrecision,
  };
}

/** Read a list that belongs to no parent. */
export async function readConnection<Row>(
  sql: SqlExecutor,
  list: ListDefinition,
  args: PageArgs,
): Promise<Connection<Row>> {
  const request = pageRequest(list, args);
  const [page] = await readPages<Row>(sql, list, [noParent], request);
  let count: Promise<Count> | undefined;
  return pageConnection({
    list,
    request,
    page: page!,
    countOnce: () => (count ??= countRows(sql, list, [noParent]).then(([total]) => total!)),
  });
}

export function pageConnection<Row>({
  list,
  request,
  page,
  countOnce,
}: {
  list: Order;
  request: PageRequest;
  page: Page<Row>;
  /** Asked twice, it counts once. */
  countOnce: () => Promise<Count>;
}): Connection<Row> {
  const isBeyondOther = request.beyond !== undefined;
  return toConnection<Row, Edge<Row>>({
    edges: page.rows.map(({ row, sortKey }) => ({ node: row, cursor: toCursor(list, sortKey) })),
    hasNextPage: request.isBackward ? isBeyondOther : page.hasMore,
    hasPreviousPage: request.isBackward ? page.hasMore : isBeyondOther,
    countTotal: async () => (await countOnce()).rows,
    countPrecision: async () =>
      (await countOnce()).isLowerBound ? CountPrecision.AT_LEAST : CountPrecision.EXACT,
  });
}
