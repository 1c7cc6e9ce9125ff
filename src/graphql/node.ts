import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { Field, ID, InterfaceType } from 'type-graphql';
import { badUserInput } from '../errors';

const nodeTypes = ['Review', 'Film', 'Person', 'Genre', 'Author', 'Publication'] as const;

export type NodeType = (typeof nodeTypes)[number];

export function isNodeType(name: string): name is NodeType {
  return (nodeTypes as readonly string[]).includes(name);
}

/** A row together with the name of its GraphQL type, for where that cannot be known from the field. */
export type Typed<Row extends object = object> = Row & { __typename: NodeType };

@InterfaceType({
  description: 'Anything with an id of its own. https://relay.dev/graphql/objectidentification.htm',
  resolveType: (value: Typed) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Unique among all types. Opaque: take it as it comes.' })
  id!: unknown;
}

const largestId = 2 ** 31 - 1;
/** In characters. None that `toGlobalId` gives comes near; what is cut off below takes time by the square of it. */
const longestGlobalId = 100;

export function toGlobalId(type: NodeType, id: number): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** @returns null if this is no id that `toGlobalId` gave. */
export function readGlobalId(globalId: string): { type: NodeType; id: number } | null {
  const text = globalId.length > longestGlobalId ? '' : Buffer.from(globalId, 'base64url').toString();
  const [, type, digits] = /^([A-Za-z]+):([1-9]\d{0,9})$/.exec(text) ?? [];
  const id = Number(digits);
  const isGiven = nodeTypes.includes(type as NodeType) && id <= largestId;
  if (!isGiven || toGlobalId(type as NodeType, id) !== globalId.replace(/=+$/, '')) return null;
  return { type: type as NodeType, id };
}

/** @throws GraphQLError BAD_USER_INPUT if this is no id that `toGlobalId` gave. */
export function fromGlobalId(globalId: string): { type: NodeType; id: number } {
  const given = readGlobalId(globalId);
  if (!given) throw badUserInput('This is not an id of this service: send an id as the API gave it.');
  return given;
}

/** @throws GraphQLError BAD_USER_INPUT if the id is of another type. */
export function fromIdOf(type: NodeType, globalId: string): number {
  const given = fromGlobalId(globalId);
  if (given.type !== type) {
    throw badUserInput(`This id is of type ${given.type}: one of type ${type} is wanted here.`);
  }
  return given.id;
}

/** Rows carry the numbers of the store; this has every Node show them as global ids. */
export function giveGlobalIds(schema: GraphQLSchema): void {
  for (const type of nodeTypes) {
    const fields = (schema.getType(type) as GraphQLObjectType).getFields();
    fields.id!.resolve = (row: { id: number }) => toGlobalId(type, row.id);
  }
}
