import { createHash } from 'node:crypto';
import { knownOperations, readKnownOperations } from '../../src/graphql/operations';
import { PersistedQueries } from '../../src/graphql/persisted-query';

describe('an operation that is known from the start', () => {
  const only = (...sources: string[]) => knownOperations(sources)[0]!;

  it('is known by the hash of its text without what means nothing', () => {
    const { name, text, sha256 } = only('# What next?\nquery Q($a: Int) {\n  a(b: $a),\n  c\n}\n');
    expect({ name, text }).toEqual({ name: 'Q', text: 'query Q($a:Int){a(b:$a)c}' });
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(only('query Q($a: Int) { a(b: $a) c }').sha256).toBe(sha256);
    expect(only('query Q($a: Int) { a(b: $a) d }').sha256).not.toBe(sha256);
  });

  it('has the fragments that it uses, from whichever file, each once, and no other', () => {
    const fragments = 'fragment A on T { ...B } fragment B on T { b } fragment C on T { c }';
    const expected = 'query Q{...B x{...A}}fragment B on T{b}fragment A on T{...B}';
    expect(only('query Q { ...B x { ...A } }', fragments).text).toBe(expected);
    expect(only(fragments, 'query Q { ...B x { ...A } }').text).toBe(expected);
  });

  it('is one of several in a file', () => {
    expect(knownOperations(['query A { a } query B { b }']).map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it.each([
    ['is missing', 'query Q { ...A }', /no fragment of known operations is called A/],
    [
      'is there twice',
      'query Q { ...A } fragment A on T { a } fragment A on T { b }',
      /two fragments of known operations are called A/,
    ],
  ])('is refused if a fragment %s', (_what, source, message) => {
    expect(() => knownOperations([source])).toThrow(message);
  });

  it('is each one of ours, those of our pages too', () => {
    const names = readKnownOperations().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['WhatNext', 'Widget']));
    expect(names).not.toContain('');
  });
});

describe('persisted queries', () => {
  const [known] = knownOperations(['query Known { a }']) as [ReturnType<typeof knownOperations>[0]];

  it('keep what is known, however much else is sent', async () => {
    const queries = new PersistedQueries([known]);
    const large = 'x'.repeat(1_000_000);
    for (let i = 0; i < 40; i++) await queries.set(`apq:${i}`, large);
    expect(await queries.get('apq:0')).toBeUndefined(); // there was no room for it any more
    expect(await queries.get('apq:39')).toBe(large);
    expect(await queries.get(`apq:${known.sha256}`)).toBe(known.text);
  });

  it('let nobody change or take away what is known', async () => {
    const queries = new PersistedQueries([known]);
    await queries.set(`apq:${known.sha256}`, 'query Other { b }');
    await queries.delete(`apq:${known.sha256}`);
    expect(await queries.get(`apq:${known.sha256}`)).toBe(known.text);
    await queries.set('apq:other', 'query Other { b }');
    await queries.delete('apq:other');
    expect(await queries.get('apq:other')).toBeUndefined();
  });
});
