import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import {
  countRows,
  type ListDefinition,
  noParent,
  type Page,
  type PageRequest,
  readPages,
  type SortKey,
} from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { badUserInput } from '../errors';
import { defaultPageSize, type PageArgs } from './page-args';

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
  counts = 'How many there are on all pages. Counted only when asked for.',
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
    @Field(() => Int, { description: counts })
    totalCount!: () => number | Promise<number>;
  }
  return ConnectionOf;
}

/** Put edges that are at hand into a connection. */
export function toConnection<Node, E extends Edge<Node>>({
  edges,
  hasNextPage,
  hasPreviousPage = false,
  countTotal,
}: {
  edges: E[];
  hasNextPage: boolean;
  hasPreviousPage?: boolean;
  countTotal: () => number | Promise<number>;
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
  return pageConnection({
    list,
    request,
    page: page!,
    countTotal: async () => (await countRows(sql, list, [noParent]))[0]!,
  });
}

export function pageConnection<Row>({
  list,
  request,
  page,
  countTotal,
}: {
  list: ListDefinition;
  request: PageRequest;
  page: Page<Row>;
  countTotal: () => Promise<number>;
}): Connection<Row> {
  const isBeyondOther = request.beyond !== undefined;
  return toConnection<Row, Edge<Row>>({
    edges: page.rows.map(({ row, sortKey }) => ({ node: row, cursor: toCursor(list.name, sortKey) })),
    hasNextPage: request.isBackward ? isBeyondOther : page.hasMore,
    hasPreviousPage: request.isBackward ? page.hasMore : isBeyondOther,
    countTotal,
  });
}

/** @throws GraphQLError BAD_USER_INPUT for arguments that contradict each other or a cursor of another list. */
export function pageRequest(list: ListDefinition, { first, after, last, before }: PageArgs): PageRequest {
  const isBackward = last != null || before != null;
  if (isBackward && (first != null || after != null)) {
    throw badUserInput('first and after lead forwards, last and before backwards: use one pair of them.');
  }
  if (before != null && last == null) throw badUserInput('before needs last: say how many.');
  const cursor = isBackward ? before : after;
  return {
    limit: last ?? first ?? defaultPageSize,
    isBackward,
    ...(cursor != null && { beyond: fromCursor(list, cursor) }),
  };
}

function toCursor(listName: string, sortKey: string[]): string {
  return Buffer.from(JSON.stringify([listName, ...sortKey])).toString('base64url');
}

function fromCursor(list: ListDefinition, cursor: string): string[] {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    content = undefined;
  }
  const [name, ...sortKey] = Array.isArray(content) ? content : [];
  const fits =
    name === list.name &&
    sortKey.length === list.sortKeys.length &&
    sortKey.every((value, index) => isValueOf(list.sortKeys[index]!, value));
  if (!fits) throw badUserInput('This cursor is not one of this list in this order: start again without it.');
  return sortKey;
}

function isValueOf({ type }: SortKey, value: unknown): boolean {
  if (typeof value !== 'string' || value.includes('\0')) return false;
  switch (type) {
    case 'int':
      return /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) < 2 ** 31;
    case 'float8':
      return /^-?\d+(\.\d+)?(e-?\d+)?$/.test(value);
    case 'timestamptz':
      return value === '-infinity' || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/.test(value);
    case 'text':
      return true;
  }
}
