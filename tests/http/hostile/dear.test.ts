import { globalId } from '../../editorial/editor';
import { codesIn, dataIn, startTarget } from './target';

const target = startTarget();

const each = (count: number, write: (place: number) => string) =>
  Array.from({ length: count }, (_, place) => write(place)).join(' ');
const words = 'the a of in is love film man star'.split(' ');
const ids = (count: number) =>
  Array.from({ length: count }, (_, n) => `"${globalId('Review', n + 1)}"`).join(', ');

/** Each as dear as the limits let it be, or nearly. */
describe('as much as is allowed', () => {
  it.each<[string, string]>([
    [
      '30 searches',
      `{ ${each(30, (n) => `a${n}: search(query: "${words[n % 9]} ${n}", first: 5) { totalCount edges { highlights { pieces { text } } } }`)} }`,
    ],
    [
      '30 searches of 200 characters',
      `{ ${each(30, (n) => `a${n}: search(query: "${`${words[n % 9]} `.repeat(60).slice(0, 199)}", first: 10) { totalCount }`)} }`,
    ],
    [
      '30 searches for what is spelt by nobody',
      `{ ${each(30, (n) => `a${n}: search(query: "${'qzx wvk jqy xzw '.repeat(12)}${n}", first: 10) { totalCount }`)} }`,
    ],
    [
      '30 filters by text',
      `{ ${each(30, (n) => `a${n}: reviews(first: 20, filter: { text: "${words[n % 9]} or ${n} or -a" }, orderBy: { field: RELEVANCE }) { totalCount nodes { slug } }`)} }`,
    ],
    [
      '30 chains',
      `{ ${each(30, (n) => `a${n}: path(from: "${globalId('Person', n + 1)}", to: "${globalId('Film', 70 - n)}") { steps { label } }`)} }`,
    ],
    [
      '30 recommendations of 70',
      `query { ${each(30, (n) => `a${n}: recommendations(first: 20, read: $read) { totalCount edges { score reasons { label } } }`)} }`.replace(
        'query',
        'query ($read: [ID!]!)',
      ),
    ],
    [
      'related of related, as much as differs',
      '{ reviews(first: 40) { nodes { related(first: 30, diversity: 1, perFilm: 100) { totalCount edges { score reasons { label } } } } } }',
    ],
    [
      'films of films',
      '{ films(first: 40) { nodes { related(first: 40, diversity: 1) { nodes { genres { name } } } } } }',
    ],
    [
      'people of people',
      '{ people(first: 50) { nodes { collaborators(first: 20) { edges { filmCount films(first: 5) { title } } } } } }',
    ],
    [
      'texts of all',
      '{ reviews(first: 100) { nodes { body excerpt(words: 500) film { title genres { name } directors { name } cast { nodes { character } } } } } }',
    ],
    [
      'counts of all',
      '{ reviews(first: 80) { totalCount nodes { film { reviews { totalCount } cast { totalCount } genres { name films(first: 1) { totalCount } } } } } }',
    ],
    [
      'the whole schema',
      '{ __schema { types { name description fields { name description type { name ofType { name ofType { name } } } args { name description } } enumValues { name } inputFields { name } } } }',
    ],
  ])('%s', async (_what, query) => {
    const variables = query.includes('$read') ? { read: JSON.parse(`[${ids(70)}]`) } : {};
    const [answer] = await target.attack(() => target.post({ query, variables }));
    for (const code of codesIn(answer!.text)) expect(code).toBe('NOT_CONNECTED');
    expect(dataIn(answer!)).not.toBeNull();
  });
});
