import type { ErrorCode } from '../../../src/errors';
import { ask, asked, expectAnswer, json, post, type Row } from './harmless';
import { secret, startTarget } from './target';
import type { HttpRequest } from './wire';

const target = startTarget();

const attackWith = (sent: HttpRequest, status: number, code?: ErrorCode) =>
  expectAnswer(target, () => target.send(sent), status, code);
const keys = (count: number) => Array.from({ length: count }, (_, n) => `"k${n}":1`).join();

describe('content types', () => {
  it.each<Row<HttpRequest>>([
    ['none', { body: asked }, 415, 'BAD_REQUEST'],
    ['of a form', form('application/x-www-form-urlencoded', `query=${asked}`), 415, 'BAD_REQUEST'],
    ['of a text, as a page elsewhere may send', form('text/plain', asked), 415, 'BAD_REQUEST'],
    [
      'of a mutation in a text',
      form('text/plain', JSON.stringify({ query: 'mutation { a }' })),
      415,
      'BAD_REQUEST',
    ],
    ['of files', form('multipart/form-data; boundary=x', `--x\r\n\r\n${asked}\r\n--x--`), 415, 'BAD_REQUEST'],
    ['of files, without a boundary', form('multipart/form-data', asked), 415, 'BAD_REQUEST'],
    ['of GraphQL', form('application/graphql', '{ __typename }'), 415, 'BAD_REQUEST'],
    [
      'of XML',
      form('application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
      415,
      'BAD_REQUEST',
    ],
    ['nonsense', form('/;;,', asked), 415, 'BAD_REQUEST'],
    ['very long', form(`application/${'x'.repeat(8_000)}`, asked), 415, 'BAD_REQUEST'],
    ['JSON within a text', form('text/plain; application/json', asked), 415, 'BAD_REQUEST'],
    ['JSON in another script', form('application/json; charset=utf-16', asked), 415, 'BAD_REQUEST'],
    ['JSON, packed', { headers: { ...json, 'content-encoding': 'gzip' }, body: asked }, 415, 'BAD_REQUEST'],
    [
      'JSON, of an answer that is none',
      { headers: { ...json, accept: 'image/png' }, body: asked },
      406,
      'BAD_REQUEST',
    ],
    [
      'JSON, with an Accept without end',
      { headers: { ...json, accept: 'a/b;q=0.1,'.repeat(1_000) }, body: asked },
      406,
      'BAD_REQUEST',
    ],
  ])('%s', (_what, ...row) => attackWith(...row));
});

describe('bodies', () => {
  it.each<Row<HttpRequest>>([
    ['none', { headers: json }, 400, 'BAD_REQUEST'],
    ['an empty object', { headers: json, body: '{}' }, 400, 'BAD_REQUEST'],
    ['null', { headers: json, body: 'null' }, 400, 'BAD_REQUEST'],
    ['a text', { headers: json, body: '"query"' }, 400, 'BAD_REQUEST'],
    ['what is no JSON', { headers: json, body: `{"query": ${secret}` }, 400, 'BAD_REQUEST'],
    [
      'no number',
      { headers: json, body: '{"query":"{ __typename }","variables":{"a":NaN}}' },
      400,
      'BAD_REQUEST',
    ],
    ['arrays within one another, 990,000', { headers: json, body: '['.repeat(990_000) }, 400, 'BAD_REQUEST'],
    [
      'variables 100,000 deep',
      {
        headers: json,
        body: `{"query":"{ __typename }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      },
      400,
      'BAD_REQUEST',
    ],
    [
      'a wanted variable 100,000 deep',
      {
        headers: json,
        body: `{"query":"query ($a: ID!) { node(id: $a) { id } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      },
      400,
      'BAD_REQUEST',
    ],
    [
      'a list of 300,000 things that are no ids',
      {
        headers: json,
        body: `{"query":"query ($a: [ID!]!) { recommendations(read: $a) { profile } }","variables":{"a":[${'{},'.repeat(300_000)}{}]}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      'a list of 200,000 ids',
      {
        headers: json,
        body: `{"query":"query ($a: [ID!]!) { recommendations(read: $a) { profile } }","variables":{"a":[${'"a",'.repeat(200_000)}"a"]}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      '90,000 keys that a filter has not',
      {
        headers: json,
        body: `{"query":"query ($a: ReviewFilter) { reviews(filter: $a) { totalCount } }","variables":{"a":{${keys(90_000)}}}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      'a list of 200,000 genres',
      {
        headers: json,
        body: `{"query":"query ($a: [ID!]!) { films(filter: { genres: { allOf: $a } }) { totalCount } }","variables":{"a":[${'"a",'.repeat(200_000)}"a"]}}`,
      },
      200,
      'BAD_USER_INPUT',
    ],
    [
      '60,000 variables',
      {
        headers: json,
        body: `{"query":"{ __typename }","variables":{${keys(60_000)}}}`,
      },
      200,
    ],
    ['more than a megabyte', { headers: json, body: ' '.repeat(1_100_000) }, 413, 'LIMIT_EXCEEDED'],
    ['ten megabytes', { headers: json, body: Buffer.alloc(10_000_000, 'a') }, 413, 'LIMIT_EXCEEDED'],
    [
      'a nature of its own',
      { headers: json, body: '{"query":"{ __typename }","__proto__":{"query":"{ a }"}}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a nature of its own, deeper',
      { headers: json, body: '{"query":"{ __typename }","variables":{"a":{"__proto__":{"b":1}}}}' },
      400,
      'BAD_REQUEST',
    ],
    [
      'a constructor',
      { headers: json, body: '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"b":1}}}}' },
      400,
      'BAD_REQUEST',
    ],
    ['the same key twice', { headers: json, body: '{"query":"{ a }","query":"{ __typename }"}' }, 200],
    [
      'letters that are none',
      {
        headers: json,
        body: Buffer.from([
          ...Buffer.from('{"query":"{ __typename } #'),
          0xc0,
          0xaf,
          0xed,
          0xa0,
          0x80,
          0xff,
          ...Buffer.from('"}'),
        ]),
      },
      400,
      'BAD_REQUEST',
    ],
    ['a mark of byte order', { headers: json, body: `\uFEFF${asked}` }, 200],
    ['NUL', { headers: json, body: `${asked}\0` }, 400, 'BAD_REQUEST'],
    ['a query that is a list', post({ query: ['{ __typename }'] }), 400, 'BAD_REQUEST'],
    [
      'a query that is a document',
      post({ query: { kind: 'Document', definitions: [] } }),
      400,
      'BAD_REQUEST',
    ],
    ['a query of nothing', post({ query: '' }), 400, 'BAD_REQUEST'],
    ['variables that are a list', post({ ...ask, variables: [1] }), 400, 'BAD_REQUEST'],
    ['variables that are a text', post({ ...ask, variables: '{}' }), 400, 'BAD_REQUEST'],
    ['an operationName that is an object', post({ ...ask, operationName: {} }), 400, 'BAD_REQUEST'],
    ['an operationName that is a list', post({ ...ask, operationName: ['A'] }), 400, 'BAD_REQUEST'],
    ['an operationName that is a number', post({ ...ask, operationName: 1 }), 400, 'BAD_REQUEST'],
    ['extensions that are a list', post({ ...ask, extensions: [] }), 400, 'BAD_REQUEST'],
    ['extensions of no meaning', post({ ...ask, extensions: { __type: 1, code: { a: [] } } }), 200],
  ])('%s', (_what, ...row) => attackWith(...row));
});

describe('batches', () => {
  it.each<Row<HttpRequest>>([
    ['of two', post([ask, ask]), 400, 'LIMIT_EXCEEDED'],
    ['of 10,000', post(Array.from({ length: 10_000 }, () => ask)), 400, 'LIMIT_EXCEEDED'],
    ['within batches', post([[ask, ask], [ask]]), 400, 'LIMIT_EXCEEDED'],
    ['of none', post([]), 400, 'LIMIT_EXCEEDED'],
    ['of nothing', post([null]), 400, 'LIMIT_EXCEEDED'],
  ])('%s', (_what, ...row) => attackWith(...row));
});

function form(contentType: string, body: string): HttpRequest {
  return { headers: { 'content-type': contentType }, body };
}
