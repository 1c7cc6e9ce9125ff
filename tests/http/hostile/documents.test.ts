import type { ErrorCode } from '../../../src/errors';
import { expectOutcome, type Outcome } from './outcome';
import { startTarget } from './target';

const target = startTarget();

const times = (count: number, text: string) => text.repeat(count);
const each = (count: number, write: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => write(place)).join(' ');
const within = (depth: number, field: string, inner = '__typename') =>
  `${times(depth, `${field} { `)}${inner}${times(depth, ' }')}`;

const pig = { title: 'Pig' };
const filmOf = (depth: number) =>
  `{ film(slug: "pig") { ${within(depth, 'reviews { nodes { film', 'title').replaceAll(/ }/g, ' } } }')} } }`;

/** Twice as many fields with each fragment: 2 to the 20th, of 20 lines. */
const doubling = (type: string, field: string) =>
  `${each(20, (n) => `fragment F${n} on ${type} { ...F${n + 1} ${field} { ...F${n + 1} } }`)} fragment F20 on ${type} { __typename }`;

const deepIntrospection = `{ __schema { types { ${times(20, 'fields { type { ')}name${times(20, ' } }')} } } }`;
const wideIntrospection = `{ ${each(100, (n) => `a${n}: __schema { types { name fields { name } } }`)} }`;

describe('too much of something', () => {
  it.each<[string, string]>([
    ['fields within one another, 20', filmOf(20)],
    ['fields within one another, 100,000', `{ ${within(100_000, 'node')} }`],
    [
      'fields within one another, by fragments',
      `query { review(slug: "pig") { ...F0 } } ${each(
        10,
        (n) => `fragment F${n} on Review { film { reviews { nodes { ...F${n + 1} } } } }`,
      )} fragment F10 on Review { slug }`,
    ],
    [
      'fields within one another, by inline fragments on an interface',
      `{ node(id: "x") { ${times(20, '... on Review { film { reviews { nodes { ')}id${times(20, ' } } } }')} } }`,
    ],
    ['aliases, 100', `{ ${each(100, (n) => `a${n}: __typename`)} }`],
    ['aliases, 100 of a list', `{ ${each(100, (n) => `a${n}: reviews(first: 100) { totalCount }`)} }`],
    ['aliases, 30,000', `{ ${each(30_000, (n) => `a${n}: genres { name }`)} }`],
    [
      'aliases, in fragments',
      `{ ...F0 } ${each(40, (n) => `fragment F${n} on Query { a${n}: __typename ...F${n + 1} }`)} fragment F40 on Query { __typename }`,
    ],
    ['directives, 300 on a field', `{ __typename ${times(300, '@skip(if: false) ')} }`],
    [
      'directives, on many fields',
      `{ ${each(100, (n) => `genres @include(if: true) { name @skip(if: ${n < 0}) }`)} }`,
    ],
    ['words, 100 kB', `{ ${times(50_000, 'a ')} }`],
    ['words, 1 MB', `{ ${times(450_000, 'a ')} }`],
    ['brackets, 300,000', `{ reviews(filter: { genres: { anyOf: ${times(300_000, '[')}`],
    ['braces, 300,000', times(300_000, '{')],
    [
      'objects within one another',
      `{ reviews(filter: ${times(60_000, '{ genres: ')}1${times(60_000, '}')}) { totalCount } }`,
    ],
    ['fields of one name, 3,000', `{ genres { ${times(3_000, 'name ')} } }`],
    ['operations, 1,000', each(1_000, (n) => `query Q${n} { __typename }`)],
    ['variables, 1,000', `query (${each(1_000, (n) => `$v${n}: Int`)}) { __typename }`],
    [
      'pages within pages',
      `{ reviews(first: 100) { nodes { film { reviews(first: 100) { nodes { slug } } } } } }`,
    ],
    [
      'pages within pages, of a size that is a variable',
      `query ($n: Int = 100) { films(first: $n) { nodes { cast(first: $n) { nodes { person { credits(first: $n) { nodes { film { title } } } } } } } } }`,
    ],
    [
      'related of related',
      `{ reviews(first: 50) { nodes { ${within(5, 'related(first: 50) { nodes', 'slug').replaceAll(/ }/g, ' } }')} } } }`,
    ],
    ['introspection, aliased', wideIntrospection],
    [
      'introspection, by fragments that double',
      `{ __schema { types { ...F0 } } } ${doubling('__Type', 'ofType')}`,
    ],
    [
      'fragments that double',
      `{ film(slug: "pig") { ...F0 } } ${doubling('Film', 'reviews { nodes { film').replaceAll(
        /(F\d+) }/g,
        '$1 } } }',
      )}`,
    ],
  ])('%s', (_what, query) => expectOutcome(target, { query }, { refused: 'LIMIT_EXCEEDED' }));
});

describe('documents that make no sense', () => {
  it.each<[string, unknown, Outcome]>([
    [
      'a fragment that holds itself',
      { query: '{ genres { ...F } } fragment F on Genre { name ...F }' },
      { refused: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'fragments that hold one another',
      {
        query: `{ film(slug: "pig") { ...F0 } } ${each(50, (n) => `fragment F${n} on Film { title ...F${(n + 1) % 50} }`)}`,
      },
      { refused: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'a fragment that holds itself on an interface',
      { query: '{ node(id: "x") { ...F } } fragment F on Node { id ... on Node { ...F } }' },
      { refused: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'fields that contradict each other',
      { query: `{ ${each(50, (n) => `review(slug: "${n}") { slug: headline slug }`)} }` },
      { refused: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    ['introspection, deep', { query: deepIntrospection }, { refused: 'GRAPHQL_VALIDATION_FAILED' }],
    [
      'a subscription',
      { query: 'subscription { review { slug } }' },
      { failed: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    ['a schema', { query: 'type Query { secrets: String }' }, { refused: 'GRAPHQL_VALIDATION_FAILED' }],
    ['nothing but a comment', { query: '# what?' }, { refused: 'GRAPHQL_PARSE_FAILED' }],
    ['a NUL between words', { query: '{ genres\u0000 { name } }' }, { refused: 'GRAPHQL_PARSE_FAILED' }],
    [
      'a string without end',
      { query: '{ review(slug: "pig) { slug } }' },
      { refused: 'GRAPHQL_PARSE_FAILED' },
    ],
    [
      'half a character as an escape',
      { query: '{ review(slug: "\\uD800") { slug } }' },
      { refused: 'GRAPHQL_PARSE_FAILED' },
    ],
    ['a mark of byte order', { query: '\uFEFF{ __typename }' }, { data: { __typename: 'Query' } }],
    [
      'marks that turn the direction',
      { query: '{ review(slug: "\u202Egip") { slug } }' },
      { data: { review: null } },
    ],
    [
      'a field of one name, 300 times',
      { query: `{ genre(slug: "drama") { ${times(300, 'name ')} } }` },
      { data: { genre: { name: 'Drama' } } },
    ],
    [
      'one list, 400 times',
      { query: `{ ${times(400, 'film(slug: "pig") { title } ')} }` },
      { refused: 'LIMIT_EXCEEDED' },
    ],
    [
      'one lookup, 220 times',
      { query: `{ ${times(220, 'film(slug: "pig") { title } ')} }` },
      { data: { film: pig } },
    ],
    ['a name of an object’s nature', { query: '{ __proto__ }' }, { refused: 'GRAPHQL_VALIDATION_FAILED' }],
    [
      'names of an object’s nature as aliases',
      {
        query:
          'query constructor { toString: film(slug: "pig") { hasOwnProperty: title valueOf: title } constructor: __typename }',
      },
      { data: { toString: { hasOwnProperty: 'Pig', valueOf: 'Pig' }, constructor: 'Query' } },
    ],
    [
      'names of an object’s nature as variables',
      {
        query: 'query ($__proto__: String, $constructor: String) { a: film(slug: $constructor) { title } }',
        variables: { constructor: 'pig' },
      },
      { refused: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'an argument of an object’s nature',
      { query: '{ film(constructor: "pig") { title } }' },
      { refused: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'a field of an input of an object’s nature',
      { query: '{ films(filter: { toString: 1 }) { totalCount } }' },
      { refused: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'an operation that is not there',
      { query: 'query A { __typename }', operationName: 'toString' },
      { refused: 'OPERATION_RESOLUTION_FAILURE' },
    ],
    [
      'an operation whose name has no end',
      { query: 'query A { __typename }', operationName: 'a'.repeat(900_000) },
      { refused: 'OPERATION_RESOLUTION_FAILURE' },
    ],
  ])('%s', (_what, body, outcome) => expectOutcome(target, body, outcome));
});

describe('names without end', () => {
  const long = 'a'.repeat(45_000);
  it.each<[string, string, ErrorCode]>([
    [
      'an alias, once for each entry of a list',
      `{ reviews(first: 100) { nodes { ${long}: slug } } }`,
      'LIMIT_EXCEEDED',
    ],
    [
      'the name of an operation, once for each fault',
      `query ${long} (${each(150, (n) => `$v${n}: Int`)}) { __typename }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['the name of a field', `{ ${long} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['the name of a fragment', `{ ...${long} } fragment ${long} on Query { __typename }`, 'LIMIT_EXCEEDED'],
    [
      'the name of a value',
      `{ reviews(orderBy: { field: ${long} }) { totalCount } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a comment', `{ __typename } # ${long.repeat(20)}`, 'LIMIT_EXCEEDED'],
    ['a text', `{ review(slug: "${long.repeat(20)}") { slug } }`, 'LIMIT_EXCEEDED'],
  ])('%s', (_what, query, refused) => expectOutcome(target, { query }, { refused }));
});
