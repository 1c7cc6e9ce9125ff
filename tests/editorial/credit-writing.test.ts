import { createEditor, type Editor, globalId } from './editor';

let editor: Editor;
let write: Editor['write'];
let done: Editor['done'];
let newFilm: Editor['newFilm'];
let newPerson: Editor['newPerson'];
beforeAll(async () => {
  editor = await createEditor();
  ({ write, done, newFilm, newPerson } = editor);
});
afterAll(() => editor.api.drop());

describe('credits of a film', () => {
  it('are added by id and by name, known or new, and counted as one change', async () => {
    const film = await newFilm('A Film');
    const cage = await editor.idOf('person', 'nicolas-cage');
    const after = await done('upsertCredits', {
      film: film.id,
      version: 1,
      credits: [
        { personName: 'Nova Newcomer', role: 'DIRECTOR' },
        { person: cage, role: 'ACTOR', character: ' Rob ', billing: 1 },
        { personName: 'nova newcomer', role: 'ACTOR', billing: 0 },
        { personName: 'Alex Wolff', role: 'ACTOR' },
      ],
    });
    const nova = await editor.idOf('person', 'nova-newcomer');
    expect(await editor.onRecord(nova)).toMatchObject({
      action: 'upsertCredits',
      changes: { name: { before: null, after: 'Nova Newcomer' } },
    });
    const wolff = await editor.idOf('person', 'alex-wolff');
    expect(after).toEqual({
      id: film.id,
      version: 2,
      directors: [{ name: 'Nova Newcomer' }],
      cast: {
        nodes: [
          { person: { id: nova, name: 'Nova Newcomer' }, character: null, billing: 0 },
          { person: { id: cage, name: 'Nicolas Cage' }, character: 'Rob', billing: 1 },
          { person: { id: wolff, name: 'Alex Wolff' }, character: null, billing: null },
        ],
      },
    });
  });

  it('change only where something is given, and null clears; what changed is on record', async () => {
    const film = (await newFilm('A Film')).id;
    const [one, two] = [await newPerson('Actor One'), await newPerson('Actor Two')];
    const credit = (person: { id: string }, facts = {}) => ({ person: person.id, role: 'ACTOR', ...facts });
    const written = (facts: object) => ({ film, ...credit(one, { billing: 3, ...facts }) });
    await done('upsertCredits', {
      film,
      credits: [credit(one, { character: 'Ann', billing: 3 }), credit(two, { character: 'Bob', billing: 4 })],
    });
    const after = await done('upsertCredits', {
      film,
      credits: [credit(one, { character: null }), credit(two, { character: 'Bob' })],
    });
    expect(after.cast.nodes).toMatchObject([
      { character: null, billing: 3 },
      { character: 'Bob', billing: 4 },
    ]);
    expect((await editor.onRecord(film)).changes).toEqual({
      credits: {
        before: [written({ character: 'Ann' })],
        after: [written({ character: null })],
      },
    });
  });

  it('leave film and record as they are where nothing changes', async () => {
    const film = (await newFilm('A Film')).id;
    const credits = [{ personName: 'Una Changed', role: 'WRITER' }];
    const first = await done('upsertCredits', { film, credits });
    expect(await done('upsertCredits', { film, credits })).toEqual(first);
  });

  it('are removed, and the people stay', async () => {
    const film = (await newFilm('A Film')).id;
    const credits = [
      { personName: 'Rita Moved', role: 'DIRECTOR' },
      { personName: 'Rita Moved', role: 'ACTOR', character: 'Rita', billing: 0 },
    ];
    const { version } = await done('upsertCredits', { film, credits });
    const person = await editor.idOf('person', 'rita-moved');
    const after = await done('removeCredits', { film, version, credits: [{ person, role: 'ACTOR' }] });
    expect(after).toMatchObject({
      version: version + 1,
      directors: [{ name: 'Rita Moved' }],
      cast: { nodes: [] },
    });
    expect((await editor.onRecord(film)).changes).toEqual({
      credits: { before: [{ film, person, role: 'ACTOR', character: 'Rita', billing: 0 }], after: [] },
    });
  });

  it('take a thousand at once', async () => {
    const film = (await newFilm('A Film')).id;
    const credits = Array.from({ length: 1000 }, (_, billing) => ({
      personName: `Extra number ${billing}`,
      role: 'ACTOR',
      billing,
    }));
    await done('upsertCredits', { film, credits });
    const { node } = await editor.query(
      'query ($film: ID!) { node(id: $film) { ... on Film { cast { totalCount } } } }',
      { film },
    );
    expect(node.cast.totalCount).toBe(1000);
  });

  it('go to the one of two namesakes who is on the film already, or who is of the year', async () => {
    const film = (await newFilm('A Film')).id;
    const [, younger] = [
      await newPerson('Two Faced', { birthYear: 1940 }),
      await newPerson('Two Faced', { birthYear: 1980 }),
    ];
    const by = async (facts: object) =>
      (await done('upsertCredits', { film, credits: [{ personName: 'Two Faced', role: 'ACTOR', ...facts }] }))
        .cast.nodes[0].person.id;
    expect(await by({ personBirthYear: 1980 })).toBe(younger.id);
    expect(await by({ billing: 2 })).toBe(younger.id);
  });

  it('make one person of a name that two add at once', async () => {
    const films = [await newFilm('One'), await newFilm('Other')];
    await Promise.all(
      films.map(({ id: film }) =>
        done('upsertCredits', { film, credits: [{ personName: 'Solitary Newcomer', role: 'ACTOR' }] }),
      ),
    );
    const people = await editor.api.store.sql.query(`SELECT FROM person WHERE name = 'Solitary Newcomer'`);
    expect(people).toHaveLength(1);
  });

  it('do not lose an update: of two that saw the same version one is told', async () => {
    const film = (await newFilm('A Film')).id;
    const results = await Promise.all(
      ['First', 'Second'].map((personName) =>
        write('upsertCredits', { film, version: 1, credits: [{ personName, role: 'ACTOR' }] }),
      ),
    );
    expect(results.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort()).toEqual([
      'OUTDATED',
      'done',
    ]);
  });

  it('are written once for an idempotency key', async () => {
    const film = (await newFilm('A Film')).id;
    const input = {
      film,
      credits: [{ personName: 'Ida Potent', role: 'ACTOR' }],
      idempotencyKey: 'credits',
    };
    const first = await write('upsertCredits', input);
    const person = first.film.cast.nodes[0].person.id;
    await done('removeCredits', { film, credits: [{ person, role: 'ACTOR' }] });
    expect((await write('upsertCredits', input)).film.cast.nodes).toEqual([]);
  });

  it('show in `related` in the same breath, as the reason that they are', async () => {
    const reasons = async () => {
      const { review } = await editor.query(
        `{ review(slug: "pig") { related(first: 100, by: [DIRECTOR]) { edges { node { slug } source reasons { kind person { name } } } } } }`,
      );
      return review.related.edges.find(({ node }: { node: { slug: string } }) => node.slug === 'wall-e');
    };
    const director = { personName: 'Shared Director', role: 'DIRECTOR' };
    const [pig, wallE] = [await editor.idOf('film', 'pig'), await editor.idOf('film', 'wall-e')];
    expect((await reasons())?.reasons ?? []).toEqual([]);
    await done('upsertCredits', { film: pig, credits: [director] });
    await done('upsertCredits', { film: wallE, credits: [director] });
    expect((await reasons()).reasons).toEqual([{ kind: 'DIRECTOR', person: { name: 'Shared Director' } }]);
    const person = await editor.idOf('person', 'shared-director');
    await done('removeCredits', { film: wallE, credits: [{ person, role: 'DIRECTOR' }] });
    expect((await reasons())?.reasons ?? []).toEqual([]);
  });
});

describe('credits that cannot be written', () => {
  let film: string;
  let cage: string;
  /** Behind one that is right. */
  let second: (credit: object) => object;
  beforeAll(async () => {
    film = await editor.idOf('film', 'pig');
    cage = await editor.idOf('person', 'nicolas-cage');
    second = (credit) => ({
      film,
      credits: [
        { personName: 'First One', role: 'WRITER' },
        { person: cage, role: 'ACTOR', ...credit },
      ],
    });
    await newPerson('Sam Namesake', { birthYear: 1950 });
    await newPerson('Sam Namesake', { birthYear: 1970 });
  });
  const named = (personName: string | null) => ({ person: null, personName });

  it.each<[string, object, string, string]>([
    ['of nobody', named(null), 'INVALID', 'person'],
    ['of two', { personName: 'x' }, 'INVALID', 'personName'],
    ['of somebody who is not there', { person: globalId('Person', 999_999) }, 'NOT_FOUND', 'person'],
    ['of a film as a person', { person: globalId('Film', 1) }, 'INVALID', 'person'],
    ['of an empty name', named(' '), 'INVALID', 'personName'],
    ['of a name of no letters', named('…'), 'INVALID', 'personName'],
    ['of one of two namesakes', named('Sam Namesake'), 'INVALID', 'personName'],
    ['with a birth year of nobody named', { personBirthYear: 1964 }, 'INVALID', 'personBirthYear'],
    ['of a director with a billing', { role: 'DIRECTOR', billing: 0 }, 'INVALID', 'billing'],
    ['of a writer with a character', { role: 'WRITER', character: 'x' }, 'INVALID', 'character'],
    ['above the top', { billing: -1 }, 'INVALID', 'billing'],
    ['below the bottom', { billing: 40_000 }, 'INVALID', 'billing'],
  ])('%s: userErrors say where, and nothing is written', async (_, credit, code, field) => {
    expect(await editor.refusal('upsertCredits', second(credit))).toEqual([
      { code, field: ['credits', '1', field] },
    ]);
  });

  it.each<[string, () => object, string, string[]]>([
    ['of no film', () => ({ film: globalId('Film', 999_999) }), 'NOT_FOUND', ['film']],
    ['of what is no film', () => ({ film: cage }), 'INVALID', ['film']],
    ['of an older version', () => ({ version: 77 }), 'OUTDATED', ['version']],
    ['none', () => ({ credits: [] }), 'INVALID', ['credits']],
    ['1001', () => ({ credits: Array(1001).fill({ person: cage, role: 'ACTOR' }) }), 'INVALID', ['credits']],
    ['twice the same', () => second({ ...named('first one'), role: 'WRITER' }), 'INVALID', ['credits', '1']],
  ])('%s: userErrors say so, and nothing is written', async (_, facts, code, field) => {
    expect(await editor.refusal('upsertCredits', { ...second({}), ...facts() })).toEqual([{ code, field }]);
  });

  it('says of each what is wrong with it', async () => {
    const credits = [{ role: 'ACTOR' }, { person: cage, role: 'WRITER', billing: 1, character: 'x' }];
    expect((await editor.refusal('upsertCredits', { film, credits })).map(({ field }) => field)).toEqual([
      ['credits', '0', 'person'],
      ['credits', '1', 'character'],
      ['credits', '1', 'billing'],
    ]);
  });

  it.each<[string, () => object, string, string[]]>([
    ['of no film', () => ({ film: globalId('Film', 999_999) }), 'NOT_FOUND', ['film']],
    ['of an older version', () => ({ version: 77 }), 'OUTDATED', ['version']],
    ['not had', () => ({ credits: [{ person: cage, role: 'COMPOSER' }] }), 'NOT_FOUND', ['credits', '0']],
    [
      'of no person',
      () => ({ credits: [{ person: film, role: 'ACTOR' }] }),
      'INVALID',
      ['credits', '0', 'person'],
    ],
    ['none', () => ({ credits: [] }), 'INVALID', ['credits']],
  ])('nor removed, %s', async (_, facts, code, field) => {
    const credits = [{ person: cage, role: 'ACTOR' }];
    expect(await editor.refusal('removeCredits', { film, credits, ...facts() })).toEqual([{ code, field }]);
  });
});
