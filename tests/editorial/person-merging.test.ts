import { createEditor, type Editor, globalId } from './editor';

let editor: Editor;
let write: Editor['write'];
let done: Editor['done'];
let newFilm: Editor['newFilm'];
let newPerson: Editor['newPerson'];
let credit: Editor['credit'];
let newReview: Editor['newReview'];
beforeAll(async () => {
  editor = await createEditor();
  ({ write, done, newFilm, newPerson, credit, newReview } = editor);
});
afterAll(() => editor.api.drop());

describe('two people who are merged', () => {
  it('are one who has the credits of both, with what each of them says', async () => {
    const keep = await newPerson('Nic Kept', { imdbId: 'nm9100001' });
    const merge = await newPerson('Nick Merged', {
      ...{ birthYear: 1964, imdbId: 'nm9100002', tmdbId: 9_100_002, wikidataId: 'Q9100012' },
    });
    const [both, only] = [await newFilm('With Both'), await newFilm('With One')];
    await credit(both, [
      { person: keep.id, role: 'ACTOR', character: 'Himself' },
      { person: merge.id, role: 'ACTOR', character: 'Another', billing: 4 },
      { person: merge.id, role: 'DIRECTOR' },
    ]);
    const { version } = await credit(only, [{ person: merge.id, role: 'ACTOR', billing: 0 }]);

    await done('mergePeople', { keep: keep.id, merge: merge.id });
    const { person } = await editor.query(
      `query ($id: ID!) { person(id: $id) { id name birthYear imdbId tmdbId wikidataId
        credits { nodes { film { title version } role character billing } } } }`,
      { id: merge.id },
    );
    expect(person).toEqual({
      ...{ id: keep.id, name: 'Nic Kept', birthYear: 1964 },
      ...{ imdbId: 'nm9100001', tmdbId: 9_100_002, wikidataId: 'Q9100012' },
      credits: { nodes: expect.any(Array) },
    });
    const atBoth = { title: 'With Both', version: 3 };
    const credits = [
      { film: atBoth, role: 'ACTOR', character: 'Himself', billing: 4 },
      { film: atBoth, role: 'DIRECTOR', character: null, billing: null },
      { film: { title: 'With One', version: version + 1 }, role: 'ACTOR', character: null, billing: 0 },
    ];
    expect(person.credits.nodes).toHaveLength(3);
    expect(person.credits.nodes).toEqual(expect.arrayContaining(credits));
    const { changes } = await editor.onRecord(keep.id);
    expect(changes.merged.before).toMatchObject({ id: merge.id, name: 'Nick Merged', imdbId: 'nm9100002' });
    expect(changes.birthYear).toEqual({ before: null, after: 1964 });
    expect(changes.credits.before).toHaveLength(1);
    expect(changes.credits.after).toHaveLength(3);
  });

  it('are found by the id and slug of either, be it after a chain of merges', async () => {
    const [a, b, c] = [await newPerson('Link A'), await newPerson('Link B'), await newPerson('Link C')];
    await done('mergePeople', { keep: b.id, merge: a.id });
    await done('mergePeople', { keep: c.id, merge: b.id });
    const it = { id: c.id };
    for (const { id, slug } of [a, b, c]) {
      const found = await editor.query(
        'query ($id: ID!, $slug: String!) { person(id: $id) { id } bySlug: person(slug: $slug) { id } node(id: $id) { id } }',
        { id, slug },
      );
      expect(found).toEqual({ person: it, bySlug: it, node: it });
    }
    const film = await newFilm('Of the Chain');
    const { directors } = await credit(film, [{ person: a.id, role: 'DIRECTOR' }]);
    expect(directors).toEqual([{ name: 'Link C' }]);
    await done('removeCredits', { film: film.id, credits: [{ person: b.id, role: 'DIRECTOR' }] });
    expect((await newPerson('Link A')).slug).toBe('link-a-2');
  });

  it('are found by the ids elsewhere of either', async () => {
    const keep = await newPerson('Ida Keeper', { imdbId: 'nm9200001' });
    const merge = await newPerson('Ida Loser', { imdbId: 'nm9200002' });
    await done('mergePeople', { keep: keep.id, merge: merge.id });
    expect(await write('upsertPerson', { imdbId: 'nm9200002', birthYear: 1950 })).toMatchObject({
      ...{ isNew: false, userErrors: [] },
      person: { id: keep.id, imdbId: 'nm9200001', birthYear: 1950 },
    });
  });

  it('are merged once, whoever is kept, when both are wanted at once', async () => {
    const [a, b] = [await newPerson('Both A'), await newPerson('Both B')];
    const results = await Promise.all([
      write('mergePeople', { keep: a.id, merge: b.id }),
      write('mergePeople', { keep: b.id, merge: a.id }),
    ]);
    expect(results.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort()).toEqual(['SAME', 'done']);
  });

  it('show in `related` in the same breath', async () => {
    const [one, other] = [await newFilm('P One'), await newFilm('P Other')];
    const [keep, merge] = [await newPerson('Pat Keeper'), await newPerson('Pat Loser')];
    await credit(one, [{ person: keep.id, role: 'DIRECTOR' }]);
    await credit(other, [{ person: merge.id, role: 'DIRECTOR' }]);
    const [review] = [await newReview(one), await newReview(other)];
    const reasons = async () =>
      (
        await editor.query(
          'query ($id: ID!) { review(id: $id) { related(by: [DIRECTOR]) { edges { reasons { label } } } } }',
          { id: review.id },
        )
      ).review.related.edges.flatMap(({ reasons }: { reasons: object[] }) => reasons);
    expect(await reasons()).toEqual([]);
    await done('mergePeople', { keep: keep.id, merge: merge.id });
    expect(await reasons()).toEqual([{ label: 'Also directed by Pat Keeper' }]);
  });
});

describe('people who cannot be merged', () => {
  const nobody = globalId('Person', 999_999);

  it.each<[string, (one: string) => object, string, string]>([
    ['somebody with themselves', (one) => ({ keep: one, merge: one }), 'SAME', 'merge'],
    ['with nobody', (one) => ({ keep: nobody, merge: one }), 'NOT_FOUND', 'keep'],
    ['nobody', (one) => ({ keep: one, merge: nobody }), 'NOT_FOUND', 'merge'],
    ['a film', (one) => ({ keep: one, merge: globalId('Film', 1) }), 'INVALID', 'merge'],
    ['with what is no id', (one) => ({ keep: 'nonsense', merge: one }), 'INVALID', 'keep'],
  ])('%s: userErrors say so, and nothing is written', async (_, input, code, field) => {
    const { id } = await newPerson('Una');
    expect(await editor.refusal('mergePeople', input(id))).toEqual([{ code, field: [field] }]);
  });
});
