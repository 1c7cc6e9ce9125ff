import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type TypeNode,
} from 'graphql';
import { Extensions } from 'type-graphql';

/** What a field costs beside the objects in it, in points, and how many objects a list without pages mostly has. */
export interface Weight {
  points?: number;
  /** In place of 1, and of the 0 of a connection. */
  pointsOfObject?: number;
  listSize?: number;
  /** The argument that asks for a list of pages: a list of inputs, each with the `first` of one page. */
  pagesIn?: string;
}

/** Of what takes work that does not show in how much is answered. */
export const dear = 10;
/** Of what reads the whole text of a review, and may send it. */
export const wholeText = 5;

const usualListSize = 10;
/** A full introspection, as GraphiQL asks for it, is thousands of objects that need no store. */
const pointsOfSchemaObject = 0.1;

/** Beside a field: what it costs, where that is not what fields of its kind cost. */
export function Weighs(weight: Weight): MethodDecorator & PropertyDecorator {
  return Extensions({ weight });
}

/** What a field costs, whatever is asked of the objects in it. */
export interface FieldWeight {
  /** Of the field itself. */
  points: number;
  /** Of each object in it. */
  pointsOfObject: number;
  /** Which the objects in it can have; empty where there are none. */
  types: readonly GraphQLObjectType[];
  /** How many objects it is taken to hold where nothing says how many: 1 where it is no list. */
  assumedSize: number;
  isList: boolean;
  /** Whether it holds a page: the lists in it are as long as the page that was asked of it. */
  isConnection: boolean;
  /** `first` and `last`, as far as it takes them, with their defaults. */
  pageArguments: readonly Pick<GraphQLArgument, 'name' | 'defaultValue'>[];
  /** The argument that asks for a list of pages, and the `first` of each that says nothing of it. */
  pagesIn: { argument: string; defaultFirst: number } | undefined;
}

/** The weights of all fields of a schema, its introspection included. Looked up once, as graphql-js asks much of itself. */
export class Weights {
  readonly #fields = new Map<GraphQLObjectType, Map<string, FieldWeight>>();
  readonly #possibleTypes = new Map<string, ReadonlySet<GraphQLObjectType>>();
  /** Those of the inputs that each ask for a page. */
  readonly #pageInputs = new Set<string>();

  constructor(schema: GraphQLSchema) {
    const sizes = introspectionSizes(schema);
    const weigh = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldWeight => {
      const weight: Weight = field.extensions.weight ?? {};
      const { points, listSize = usualListSize } = weight;
      const type = getNamedType(field.type);
      const isList = isListType(getNullableType(field.type));
      const ofSchema = isIntrospectionType(parent) ? (sizes[field.name] ?? 1) : undefined;
      return {
        points: points ?? (parent === schema.getMutationType() ? dear : 0),
        pointsOfObject: weight.pointsOfObject ?? pointsOfObject(type),
        types: isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [],
        assumedSize: ofSchema ?? (isList ? listSize : 1),
        isList,
        isConnection: type.name.endsWith('Connection'),
        pageArguments: field.args.filter(({ name }) => name === 'first' || name === 'last'),
        pagesIn: this.#pagesIn(field, weight),
      };
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (isAbstractType(type)) this.#possibleTypes.set(type.name, new Set(schema.getPossibleTypes(type)));
      if (!isObjectType(type)) continue;
      const meta = type === schema.getQueryType() ? [SchemaMetaFieldDef, TypeMetaFieldDef] : [];
      const fields = [...Object.values(type.getFields()), ...meta];
      this.#fields.set(type, new Map(fields.map((field) => [field.name, weigh(type, field)])));
    }
  }

  #pagesIn({ args }: GraphQLField<unknown, unknown>, { pagesIn }: Weight): FieldWeight['pagesIn'] {
    if (!pagesIn) return undefined;
    const input = getNamedType(args.find(({ name }) => name === pagesIn)!.type) as GraphQLInputObjectType;
    this.#pageInputs.add(input.name);
    return { argument: pagesIn, defaultFirst: input.getFields().first!.defaultValue as number };
  }

  /** @returns whether what an operation costs can depend on a variable of this type. */
  areToldBy(type: TypeNode): boolean {
    const nullable = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    if (nullable.kind === Kind.NAMED_TYPE && /^(Int|Boolean)$/.test(nullable.name.value)) return true;
    let named: TypeNode = nullable;
    while (named.kind !== Kind.NAMED_TYPE) named = named.type;
    return this.#pageInputs.has(named.name.value);
  }

  /** @returns undefined for __typename. */
  of(type: GraphQLObjectType, field: string): FieldWeight | undefined {
    return this.#fields.get(type)!.get(field);
  }

  /** @returns whether a fragment on the type of this name says something of an object of that type. */
  fits(typeCondition: string, type: GraphQLObjectType): boolean {
    return typeCondition === type.name || this.#possibleTypes.get(typeCondition)?.has(type) === true;
  }
}

/** What is Relay's and not the reader's costs nothing. */
function pointsOfObject(type: GraphQLNamedType): number {
  if (!isCompositeType(type) || /^PageInfo$|Edge$|Connection$/.test(type.name)) return 0;
  return isIntrospectionType(type) ? pointsOfSchemaObject : 1;
}

/** How many objects the fields of introspection hold on average: times the number of types, that is how many there are. */
function introspectionSizes(schema: GraphQLSchema): Record<string, number> {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const args = fields.flatMap((field) => field.args);
  const perType = (listOf: (type: GraphQLNamedType) => readonly unknown[]) =>
    types.flatMap(listOf).length / types.length;
  return {
    types: types.length,
    directives: schema.getDirectives().length,
    fields: fields.length / types.length,
    args: args.length / fields.length,
    inputFields: perType((type) => (isInputObjectType(type) ? Object.values(type.getFields()) : [])),
    interfaces: perType((type) => (isObjectType(type) ? type.getInterfaces() : [])),
    enumValues: perType((type) => (isEnumType(type) ? type.getValues() : [])),
    possibleTypes: perType((type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [])),
    // Of the types in types, as in [Film!]!, the share that have another within.
    ofType: 0.6,
  };
}
