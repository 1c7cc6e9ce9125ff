import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { readConfig } from '../../../src/config';
import { actualCost, placesOf, requestedCost } from '../../../src/graphql/limits/cost';
import { OperationPlan, TooManyFields } from '../../../src/graphql/limits/plan';
import { shapeOf } from '../../../src/graphql/limits/shape';
import { type Weight, Weights } from '../../../src/graphql/limits/weight';
import { readKnownOperations } from '../../../src/graphql/operations';
import { createSchema } from '../../../src/graphql/schema';
import { projectRoot } from '../../../src/project';
import { codeBlocks } from '../../support/documents';

const schema = createSchema();
const weightsOf = new Map<GraphQLSchema, Weights>();

function planOf(source: string, { variables = {}, over = schema } = {}): OperationPlan {
  const document = parse(source);
  expect(validate(over, document, specifiedRules).map(({ message }) => message)).toEqual([]);
  const operation = document.definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const weights = weightsOf.get(over) ?? new Weights(over);
  weightsOf.set(over, weights);
  return new OperationPlan({
    rootType: over.getRootType(operation.operation)!,
    document,
    operation,
    variables,
    weights,
  });
}

const requestedBy = (source: string, variables = {}) => requestedCost(planOf(source, { variables }).root);

describe('what an operation costs by what it asks for', () => {
  it.each([
    ['nothing but names of types', '{ __typename }', 0],
    ['an object: 1', '{ review(slug: "pig") { headline slug } }', 1],
    ['objects within one another', '{ review(slug: "pig") { film { title } author { name } } }', 3],
    ['a page, by first', '{ reviews(first: 7) { nodes { slug } } }', 7],
    ['by last', '{ reviews(last: 8) { nodes { slug } } }', 8],
    ['by default', '{ reviews { nodes { slug } } }', 20],
    ['by null', '{ reviews(first: null) { nodes { slug } } }', 20],
    ['by the default of the field', '{ person(slug: "x") { collaborators { nodes { name } } } }', 21],
    ['of none', '{ reviews(first: 0) { nodes { slug } } }', 1],
    ['of more than any list gives', '{ reviews(first: 2147483647) { nodes { slug } } }', 100],
    [
      'edges, cursors and pageInfo: nothing',
      '{ reviews(first: 7) { edges { cursor node { slug } } pageInfo { endCursor } } }',
      7,
    ],
    ['nodes and edges', '{ reviews(first: 7) { edges { node { slug } } nodes { slug } } }', 14],
    [
      'pages within pages',
      '{ reviews(first: 7) { nodes { film { cast(first: 3) { nodes { person { name } } } } } } }',
      7 * (1 + 1 + 3 * 2),
    ],
    ['a count', '{ reviews(first: 7) { totalCount } }', 10],
    [
      'lists without pages, as long as they mostly are',
      '{ film(slug: "pig") { genres { name } directors { name } } }',
      1 + 3 + 2,
    ],
    [
      'pages that the entries of a list ask for',
      '{ relatedReviews(of: [{ review: "a", first: 2 }, { review: "b" }, { review: "c", first: null }]) { nodes { film { title } } } }',
      3 * (10 + 5 * 2),
    ],
    ['a page that stands where a list may', '{ relatedReviews(of: { review: "a" }) { nodes { slug } } }', 16],
    ['no pages', '{ relatedReviews(of: []) { nodes { slug } } }', 10],
    ['what is dear', '{ review(slug: "pig") { related(first: 2) { nodes { slug } } } }', 1 + 10 + 2],
    [
      'a mutation',
      'mutation { publishReview(input: { id: "x", version: 1 }) { review { slug } } }',
      10 + 1 + 1,
    ],
    [
      'the dearest that a union can be',
      '{ path(from: "a", to: "b") { steps { to { ... on Film { genres { name } } ... on Person { collaborators(first: 1) { nodes { name } } } } } } }',
      10 + 1 + 10 * (1 + 1 + 10 + 1),
    ],
    [
      'the dearest that an interface can be',
      '{ node(id: "x") { ... on Film { genres { name } } ... on Review { film { title } } } }',
      1 + 3,
    ],
    [
      'a field once that stands in many places',
      '{ film(slug: "pig") { genres { name } ...F genres { slug } } } fragment F on Film { genres { id } ... on Node { ... on Film { genres { name } } } }',
      1 + 3,
    ],
    [
      'another name of it again',
      '{ film(slug: "pig") { genres { name } also: genres { name } } }',
      1 + 3 + 3,
    ],
    [
      'nothing of what is left out',
      '{ film(slug: "pig") { genres @skip(if: true) { name } directors @include(if: false) { name } } }',
      1,
    ],
    [
      'another operation: nothing',
      '{ film(slug: "pig") { ...F } } fragment F on Film { ... { genres { name } } }',
      1 + 3,
    ],
  ])('%s', (_what, source, cost) => {
    expect(requestedBy(source)).toBe(cost);
  });

  it('is told by variables too', () => {
    const source =
      'query ($n: Int = 5, $yes: Boolean!) { reviews(first: $n) { nodes { film @include(if: $yes) { title } } } }';
    expect(requestedBy(source, { n: 5, yes: true })).toBe(10);
    expect(requestedBy(source, { n: 30, yes: false })).toBe(30);
    expect(requestedBy(source, { n: null, yes: false })).toBe(20);
  });

  it('is told by variables that ask for pages', () => {
    const lists = 'relatedReviews(of: $of) { nodes { slug } }';
    const of = [
      { review: 'a', first: 4 },
      { review: 'b', first: 8 },
    ];
    expect(requestedBy(`query ($of: [RelatedReviewsInput!]!) { ${lists} }`, { of })).toBe(2 * (10 + 6));
    expect(
      requestedBy(
        `query ($n: Int, $a: RelatedReviewsInput!) { ${lists.replace('$of', '[{ review: "a", first: $n }, $a]')} }`,
        { n: 3, a: { review: 'a', first: 100 } },
      ),
    ).toBe(2 * (10 + 52));
    expect(
      planOf(`query ($of: [RelatedReviewsInput!]!) { ${lists} }`, { variables: { of } }).largestPage,
    ).toBe(8);
  });

  it('tells the largest page', () => {
    expect(
      planOf('{ reviews(first: 3) { nodes { film { cast(last: 70) { nodes { character } } } } } }')
        .largestPage,
    ).toBe(70);
    expect(planOf('{ review(slug: "pig") { related { nodes { slug } } } }').largestPage).toBe(6);
    expect(planOf('{ genres { name } }').largestPage).toBe(0);
  });

  it('counts each place of a field that is answered once', () => {
    expect(placesOf(planOf('{ films(first: 5) { nodes { title title genres { name } } } }').root)).toBe(
      1 + 1 + 5 * (2 + 1 + 3),
    );
  });

  it('ends soon where short fragments make fields without number', () => {
    const levels = 40;
    const source = `{ films(first: 1) { nodes { ...F0 } } } ${Array.from({ length: levels }, (_, i) => `fragment F${i} on Film { related(first: 1) { nodes { ...F${i + 1} } } reviews(first: 1) { nodes { film { ...F${i + 1} } } } }`).join(' ')} fragment F${levels} on Film { title }`;
    expect(() => planOf(source)).toThrow(TooManyFields);
  });
});

describe('what an operation costs by what it was answered', () => {
  it('is its objects, and what was dear', () => {
    const { root } = planOf(
      '{ reviews(first: 50) { totalCount edges { node { slug film { genres { name } } } } } }',
    );
    const film = { genres: [{ name: 'a' }, { name: 'b' }] };
    const edges = [{ node: { slug: 'a', film } }, { node: { slug: 'b', film: null } }, { node: null }];
    expect(actualCost(root, { reviews: { totalCount: 3, edges } })).toBe(10 + (1 + 1 + 2) + 1);
    expect(actualCost(root, { reviews: null })).toBe(0);
    expect(actualCost(root, null)).toBe(0);
  });

  it('can be more only where a list has no pages', () => {
    const { root } = planOf('{ film(slug: "pig") { genres { name } } }');
    expect(requestedCost(root)).toBe(4);
    expect(actualCost(root, { film: { genres: Array(9).fill({ name: 'x' }) } })).toBe(10);
  });
});

describe('any operation', () => {
  const magazine = buildSchema(`
    type Query { film: Film, films(first: Int, last: Int): FilmConnection!, node: Node, any: [Any!]! }
    interface Node { id: ID! }
    union Any = Film | Person
    type Film implements Node { id: ID!, genres: [Genre!]!, cast(first: Int = 3): PersonConnection!, alike(first: Int = 2): [Film!]! }
    type Person implements Node { id: ID!, films(first: Int): FilmConnection!, best: Film }
    type Genre { id: ID! }
    type FilmConnection { edges: [FilmEdge!]!, nodes: [Film!]! }
    type FilmEdge { cursor: String!, node: Film }
    type PersonConnection { nodes: [Person!]! }
  `);
  type Choose = (choices: number) => number;

  /** A selection set on a type: any of its fields, aliased or not, in fragments or not. */
  function write(type: GraphQLNamedType, choose: Choose, depth: number): string {
    const selections = Array.from({ length: 1 + choose(3) }, () => {
      const possible = isAbstractType(type) ? magazine.getPossibleTypes(type) : [type as GraphQLObjectType];
      const on = possible[choose(possible.length)]!;
      const fields = Object.values(on.getFields()).filter(
        (field) => depth > 0 || isLeafType(getNamedType(field.type)),
      );
      const field = fields[choose(fields.length)];
      if (!field) return '__typename';
      const named = getNamedType(field.type);
      const page = field.args.length > 0 ? 1 + choose(3) : 0;
      // The name says where a value comes from, as one name cannot stand for two.
      const alias = `${on.name}_${field.name}_${page}`;
      const asked = `${alias}: ${field.name}${page ? `(first: ${page})` : ''} ${isLeafType(named) ? '' : write(named, choose, depth - 1)}`;
      return on === type && choose(2) ? asked : `... on ${on.name} { ${asked} }`;
    });
    return `{ ${selections.join(' ')} }`;
  }

  /** Answers with objects of any type that may stand there, and lists of any length that may be. */
  function answer(source: string, choose: Choose): unknown {
    const { data } = execute({
      schema: magazine,
      document: parse(source),
      typeResolver: ({ type }: { type: string }) => type,
      fieldResolver: (parent: { page?: number } | undefined, args: { first?: number }, _, { returnType }) => {
        const named = getNamedType(returnType);
        if (isLeafType(named)) return 'x';
        const possible = isAbstractType(named) ? magazine.getPossibleTypes(named) : [named];
        const object = () => ({ type: possible[choose(possible.length)]!.name, page: args.first });
        if (!isListType(getNullableType(returnType))) return object();
        return Array.from({ length: choose((args.first ?? parent?.page ?? 10) + 1) }, object);
      },
    }) as ExecutionResult;
    return data;
  }

  it('costs no more than was requested, where lists are as long as they may be', () => {
    const costs = new Set<number>();
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 }), (tape) => {
        let at = 0;
        const choose: Choose = (choices) => tape[at++ % tape.length]! % choices;
        const source = write(magazine.getQueryType()!, choose, 4);
        const { root } = planOf(source, { over: magazine });
        const actual = actualCost(root, answer(source, choose));
        costs.add(actual);
        expect(actual).toBeLessThanOrEqual(requestedCost(root));
      }),
    );
    expect(costs.size).toBeGreaterThan(10);
  });
});

describe('the limits by default', () => {
  const { maxAliases, maxCost, maxDepth, maxDirectives, maxTokens } = readConfig({});
  const read = (folder: string) =>
    readdirSync(join(projectRoot, folder))
      .filter((name) => name.endsWith('.graphql'))
      .map((name) => [`${folder}/${name}`, readFileSync(join(projectRoot, folder, name), 'utf8')] as const);
  const relays = readdirSync(join(projectRoot, 'examples/relay/__generated__')).flatMap((name) => {
    const text = readFileSync(join(projectRoot, 'examples/relay/__generated__', name), 'utf8');
    const [, query] = /"text": ("query .*"),?$/m.exec(text) ?? [];
    return query ? [[`examples/relay ${name}`, JSON.parse(query) as string] as const] : [];
  });
  const card =
    'headline excerpt film { title releaseYear genres { name } directors { name } cast(first: 3) { nodes { person { name } } } } author { name } publication { name }';
  const homePage = `{ ${Array.from({ length: 10 }, (_, i) => `list${i}: reviews(first: 20) { edges { node { ...Card } } pageInfo { endCursor } }`).join(' ')} } fragment Card on Review { ${card} }`;
  const bigList =
    '{ reviews(first: 100) { nodes { headline film { title } related(first: 6) { edges { score reasons { label } node { headline film { title } } } } } } }';

  it.each([
    ...readKnownOperations().map(({ name, text }) => [name, text] as const),
    ...read('examples/apollo-client'),
    ...read('examples/urql'),
    ...relays,
    ...codeBlocks('README.md', 'graphql').map((source, i) => [`README.md, ${i}`, source] as const),
    ['introspection', getIntrospectionQuery()] as const,
    ['the home page of a magazine', homePage] as const,
    ['a hundred reviews with what is related', bigList] as const,
  ])('leave room for %s', (_what, source) => {
    const { aliases, directives, depth } = shapeOf(parse(source));
    expect(aliases).toBeLessThanOrEqual(maxAliases);
    expect(directives).toBeLessThanOrEqual(maxDirectives);
    expect(depth).toBeLessThanOrEqual(maxDepth);
    expect(() => parse(source, { maxTokens })).not.toThrow();
    expect(requestedBy(source)).toBeLessThanOrEqual(maxCost);
  });

  it('are tried on all clients', () => expect(relays).toHaveLength(2));
});

describe('the document of weights', () => {
  const text = readFileSync(join(projectRoot, 'src/graphql/limits/README.md'), 'utf8');
  const weighed = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, extensions: { weight } }) =>
          weight ? [{ type: type.name, name, ...(weight as Weight) }] : [],
        )
      : [],
  );

  it.each(weighed)('names $type.$name', ({ type, name, points, pointsOfObject, listSize }) => {
    const rows = text
      .split('\n')
      .filter((line) => line.includes(`\`${name}\``) || line.includes(`\`${type}.${name}\``));
    expect(rows.some((row) => row.includes(`| ${points ?? pointsOfObject ?? listSize}`))).toBe(true);
  });

  it('has an example that is so', () => {
    const [, example] = /`(reviews\(first: 20\).*?\} \} \})`/s.exec(text) ?? [];
    expect(text).toContain(`= ${requestedBy(`{ ${example} }`)}.`);
  });
});
