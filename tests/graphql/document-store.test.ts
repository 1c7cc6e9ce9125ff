import { parse } from 'graphql';
import { DocumentStore } from '../../src/graphql/document-store';

/** Of so many characters, most of them comment. */
const documentOf = (characters: number) => parse('{ a } #'.padEnd(characters, ' '));

describe('the documents that are kept', () => {
  it('are those that were asked for last, up to 200,000 characters with their comments', async () => {
    const store = new DocumentStore();
    for (const name of ['a', 'b', 'c', 'd']) await store.set(name, documentOf(50_000));
    await store.get('a');
    await store.set('e', documentOf(50_001));
    const kept = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => store.get(name)));
    expect(kept.map((document) => document !== undefined)).toEqual([true, false, false, true, true]);
  });

  it('count once, however often they are put in, and not when they are taken out', async () => {
    const store = new DocumentStore();
    for (let times = 0; times < 5; times++) await store.set('a', documentOf(90_000));
    await store.set('b', documentOf(90_000));
    await store.delete('b');
    await store.set('c', documentOf(90_000));
    expect(await store.get('a')).toBeDefined();
    expect(await store.get('b')).toBeUndefined();
  });
});
