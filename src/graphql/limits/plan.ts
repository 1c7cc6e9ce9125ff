import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { defaultPageSize, largestPage } from '../page-args';
import type { FieldWeight, Weights } from './weight';

/** A field that costs something, or that leads to one that does. */
export interface PlannedField {
  /** Under which its value stands in the answer. */
  key: string;
  /** In how many places of the document it stands: all of them are answered by one value. */
  places: number;
  /** Points of the field itself. */
  points: number;
  /** Points of each object in it. */
  pointsOfObject: number;
  /** How many objects it holds at most, as far as the operation tells. */
  size: number;
  /** What is asked of an object, for each type that it can have; empty where it is none. */
  ofObject: Plan[];
}

/** What is asked of an object of one type. */
export interface Plan {
  fields: PlannedField[];
  /** Fields that cost nothing, each as often as it stands in the document. */
  plainFields: number;
}

/** Fragments within fragments make more fields of a short document than can be looked at. */
export class TooManyFields extends Error {}

/** Far more than any document has that somebody wrote. A page of GraphiQL's own introspection has 400. */
export const mostFields = 20_000;

export interface PlanOptions {
  rootType: GraphQLObjectType;
  weights: Weights;
  /** A valid one. */
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Those that a page size or a directive can be, as they are coerced. */
  variables: Readonly<Record<string, unknown>>;
}

/**
 * An operation as execution sees it: fragments followed, the places where a field stands made one, and what a
 * literal or a variable leaves out left out.
 * @throws TooManyFields
 */
export class OperationPlan {
  /** What is asked of the root. */
  readonly root: Plan;
  /** The largest page that is asked for in so many words or by default; 0 where there are no pages. */
  largestPage = 0;

  readonly #options: PlanOptions;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #fieldsSeen = 0;

  constructor(options: PlanOptions) {
    const { document, operation, rootType } = options;
    this.#options = options;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
    this.root = this.#planObject(rootType, [operation.selectionSet]);
  }

  /** @param page how many objects a list of this object has, where it is a connection. */
  #planObject(type: GraphQLObjectType, sets: SelectionSetNode[], page?: number): Plan {
    const nodesByKey = new Map<string, FieldNode[]>();
    const followed = new Set<string>();
    for (const set of sets) this.#collect(type, set, nodesByKey, followed);
    const plan: Plan = { fields: [], plainFields: 0 };
    for (const [key, nodes] of nodesByKey) {
      const weight = this.#options.weights.of(type, nodes[0]!.name.value);
      if (weight && (weight.points > 0 || weight.types.length > 0))
        plan.fields.push(this.#planField(key, nodes, weight, page));
      else plan.plainFields += nodes.length;
    }
    return plan;
  }

  #planField(key: string, nodes: FieldNode[], weight: FieldWeight, pageOfParent?: number): PlannedField {
    const pages = this.#pagesAsked(nodes[0]!, weight);
    const asked = pages?.size ?? this.#pageAsked(nodes[0]!, weight);
    const page = weight.isConnection ? (asked ?? this.#note(defaultPageSize)) : undefined;
    const sets: SelectionSetNode[] = [];
    for (const { selectionSet } of nodes) if (selectionSet) sets.push(selectionSet);
    return {
      key,
      places: nodes.length,
      points: weight.points,
      pointsOfObject: weight.pointsOfObject,
      size: pages?.count ?? (weight.isList ? (asked ?? pageOfParent) : undefined) ?? weight.assumedSize,
      ofObject: weight.types.map((type) => this.#planObject(type, sets, page)),
    };
  }

  #collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    nodesByKey: Map<string, FieldNode[]>,
    followed: Set<string>,
  ): void {
    const { weights } = this.#options;
    for (const selection of selections) {
      if (++this.#fieldsSeen > mostFields) throw new TooManyFields();
      if (this.#isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = nodesByKey.get(key);
        if (nodes) nodes.push(selection);
        else nodesByKey.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value ?? type.name;
        if (weights.fits(on, type)) this.#collect(type, selection.selectionSet, nodesByKey, followed);
      } else if (!followed.has(selection.name.value)) {
        followed.add(selection.name.value);
        const fragment = this.#fragments.get(selection.name.value)!;
        if (weights.fits(fragment.typeCondition.name.value, type))
          this.#collect(type, fragment.selectionSet, nodesByKey, followed);
      }
    }
  }

  #isLeftOut({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: [argument] = [] }) => {
      const leavesOut = name.value === 'skip' ? true : name.value === 'include' ? false : undefined;
      return argument && leavesOut !== undefined && this.#valueOf(argument.value) === leavesOut;
    });
  }

  /** @returns how many objects `first` or `last` let a list have; undefined where the field takes neither. */
  #pageAsked(node: FieldNode, { pageArguments }: FieldWeight): number | undefined {
    let asked: number | undefined;
    for (const { name, defaultValue } of pageArguments) {
      const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
      const page = (given && this.#valueOf(given)) ?? defaultValue;
      if (typeof page !== 'number') continue;
      // The list itself refuses a page that is larger. That a page is empty makes nothing free that is asked of it.
      asked = Math.max(asked ?? 1, Math.min(this.#note(page), largestPage));
    }
    return asked;
  }

  /** @returns how many pages are asked for, and their size on average, rounded up; undefined where the field has one. */
  #pagesAsked(node: FieldNode, { pagesIn }: FieldWeight): { count: number; size: number } | undefined {
    if (!pagesIn) return undefined;
    const given = node.arguments?.find(({ name }) => name.value === pagesIn.argument)?.value;
    const list = given && this.#valueOf(given);
    const sizes = (Array.isArray(list) ? list : [list]).map((asked) => {
      const first = asked?.first ?? pagesIn.defaultFirst;
      return typeof first === 'number' ? Math.max(1, Math.min(this.#note(first), largestPage)) : 1;
    });
    const count = Math.max(1, sizes.length);
    return { count, size: Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / count) };
  }

  #note(page: number): number {
    this.largestPage = Math.max(this.largestPage, page);
    return page;
  }

  #valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.VARIABLE) return this.#options.variables[node.name.value];
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind === Kind.LIST) return node.values.map((value) => this.#valueOf(value));
    if (node.kind === Kind.OBJECT)
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, this.#valueOf(value)]));
    return node.kind === Kind.BOOLEAN ? node.value : undefined;
  }
}
