import { createEditor, type Editor, globalId } from './editor';

let editor: Editor;
let write: Editor['write'];
let done: Editor['done'];
beforeAll(async () => {
  editor = await createEditor();
  ({ write, done } = editor);
});
afterAll(() => editor.api.drop());

describe('a person who is upserted', () => {
  it('is added when nobody has their ids, then found by each of them', async () => {
    const facts = { birthYear: 1945, imdbId: 'nm0000694', tmdbId: 2303, wikidataId: 'Q55411' };
    const added = await write('upsertPerson', { name: ' Wim Wenders ', ...facts });
    expect(added).toEqual({
      isNew: true,
      userErrors: [],
      person: { id: expect.any(String), slug: 'wim-wenders', version: 1, name: 'Wim Wenders', ...facts },
    });
    for (const by of [{ imdbId: 'nm0000694' }, { tmdbId: 2303 }, { wikidataId: 'Q55411' }]) {
      const again = await write('upsertPerson', by);
      expect(again).toEqual({ ...added, isNew: false });
    }
    expect(await editor.onRecord(added.person.id)).toMatchObject({
      action: 'upsertPerson',
      changes: { name: { before: null, after: 'Wim Wenders' } },
    });
  });

  it('changes only where something is given, null clears, and a namesake is somebody else', async () => {
    const first = await done('upsertPerson', { name: 'Chris Evans', birthYear: 1981, tmdbId: 16_828 });
    const other = await done('upsertPerson', { name: 'Chris Evans', birthYear: 1966 });
    expect(other.slug).toBe('chris-evans-1966');
    const { id, version } = first;
    expect(await done('upsertPerson', { id, version, birthYear: null })).toEqual({
      ...first,
      birthYear: null,
      version: 2,
    });
  });

  it('is one when five add them at once', async () => {
    const input = { name: 'At Once', imdbId: 'nm9000005' };
    const results = await Promise.all(Array.from({ length: 5 }, () => write('upsertPerson', input)));
    expect(new Set(results.map(({ person }) => person.id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['somebody without a name', { birthYear: 1950 }, 'INVALID', ['name']],
    ['somebody who is not there', { id: globalId('Person', 999_999), version: 1 }, 'NOT_FOUND', ['id']],
    ['an id without a version', { id: globalId('Person', 1) }, 'INVALID', ['version']],
    ['an older version', { id: globalId('Person', 1), version: 77 }, 'OUTDATED', ['version']],
    ['an id of a film', { id: globalId('Film', 1), version: 1 }, 'INVALID', ['id']],
    ['null for the name', { tmdbId: 1, name: null }, 'INVALID', ['name']],
    ['a year before film', { name: 'x', birthYear: 1600 }, 'INVALID', ['birthYear']],
    ['an IMDb id of a film', { name: 'x', imdbId: 'tt0113627' }, 'INVALID', ['imdbId']],
    ['a slug that is taken', { name: 'x', slug: 'nicolas-cage' }, 'TAKEN', ['slug']],
  ])('%s: userErrors say so, and nothing is written', async (_, input, code, field) => {
    expect(await editor.refusal('upsertPerson', input)).toEqual([{ code, field }]);
  });
});
