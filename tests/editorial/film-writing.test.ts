import { createEditor, type Editor, globalId } from './editor';

let editor: Editor;
let write: Editor['write'];
let done: Editor['done'];
beforeAll(async () => {
  editor = await createEditor();
  ({ write, done } = editor);
});
afterAll(() => editor.api.drop());

const known = 'tt11003218'; // Pig

describe('a film that is upserted', () => {
  it('is added with all that is said of it, when none has its ids', async () => {
    const facts = {
      title: 'Perfect Days',
      originalTitle: 'パーフェクト・デイズ',
      releaseYear: 2023,
      runtimeMinutes: 124,
      castIsComplete: true,
      imdbId: 'tt27503384',
      tmdbId: 976893,
      wikidataId: 'Q118376612',
    };
    const input = { ...facts, genres: ['drama', 'Slow Cinema'], voteCount: 2000, voteAverage: 7.7 };
    const { film, isNew, userErrors } = await write('upsertFilm', input);
    expect(userErrors).toEqual([]);
    expect(isNew).toBe(true);
    expect(film).toEqual({
      id: expect.any(String),
      slug: 'perfect-days',
      version: 1,
      ...facts,
      genres: [{ name: 'Drama' }, { name: 'Slow Cinema' }],
    });
    expect(await editor.onRecord(film.id)).toEqual({
      actor: 'Edith',
      action: 'upsertFilm',
      changes: expect.objectContaining({
        title: { before: null, after: 'Perfect Days' },
        genres: { before: null, after: ['Drama', 'Slow Cinema'] },
        voteCount: { before: null, after: 2000 },
      }),
    });
  });

  it.each([
    ['the year, when the title is taken', { releaseYear: 1960 }, 'pig-1960'],
    ['a number, failing all', {}, 'pig-2'],
    ['what is wanted', { slug: 'my-pig' }, 'my-pig'],
  ])('is called by %s', async (_, facts, slug) => {
    expect((await done('upsertFilm', { title: 'Pig', ...facts })).slug).toBe(slug);
  });

  it.each([
    ['its id', async ({ id, version }: Film) => ({ id, version })],
    ['its IMDb id', async () => ({ imdbId: 'tt9000001' })],
    ['its TMDB id', async () => ({ tmdbId: 9_000_001 })],
    ['its Wikidata id', async () => ({ wikidataId: 'Q9000001' })],
    ['an id of each', async () => ({ imdbId: 'tt9000001', tmdbId: 9_000_001, wikidataId: 'Q9000001' })],
    ['one id, while it lacks another', async () => ({ imdbId: 'tt9000001', tmdbId: 9_000_001 })],
  ])('is found by %s, and changes only where something is given', async (_, by) => {
    const film = await done('upsertFilm', {
      ...{ imdbId: 'tt9000001', tmdbId: 9_000_001, wikidataId: 'Q9000001' },
      ...{ title: 'Found', originalTitle: 'Trouvé', releaseYear: 1999, genres: ['Drama'] },
    });
    const change = { ...(await by(film)), originalTitle: null, runtimeMinutes: 90 };
    const { film: changed, isNew } = await write('upsertFilm', change);
    expect(isNew).toBe(false);
    expect(changed).toEqual({
      ...film,
      originalTitle: null,
      runtimeMinutes: 90,
      version: changed.version,
    });
    expect(changed.version).toBeGreaterThanOrEqual(film.version);
  });

  it('takes other words for a genre for it, and those of an editor that are none elsewhere for genres', async () => {
    const { genres } = await done('upsertFilm', {
      title: 'Of Words',
      genres: ['Sci-Fi', 'Romcom', ' Silent '],
    });
    const names = genres.map(({ name }: { name: string }) => name).sort();
    expect(names).toEqual(['Comedy', 'Romance', 'Science Fiction', 'Silent']);
  });

  it('takes the genres that are named for those it had, and counts that as a change', async () => {
    const film = await done('upsertFilm', { title: 'Of Genres', genres: ['Drama', 'Western'] });
    const changed = await done('upsertFilm', {
      id: film.id,
      version: film.version,
      genres: ['SCIENCE FICTION', 'western', 'Western'],
    });
    expect(changed.genres).toEqual([{ name: 'Science Fiction' }, { name: 'Western' }]);
    expect(changed.version).toBe(film.version + 1);
    expect((await editor.onRecord(film.id)).changes).toEqual({
      genres: { before: ['Drama', 'Western'], after: ['Science Fiction', 'Western'] },
    });
    const none = await done('upsertFilm', { id: film.id, version: changed.version, genres: [] });
    expect(none.genres).toEqual([]);
  });

  it('keeps its version, and the record stays as it is, where nothing changes', async () => {
    const film = await done('upsertFilm', { title: 'The Same', genres: ['Drama'] });
    const { version } = await done('upsertFilm', {
      id: film.id,
      version: 1,
      title: 'The Same',
      genres: ['Drama'],
    });
    expect(version).toBe(1);
    const entries = await editor.api.store.sql.query(
      `SELECT FROM audit_entry WHERE action = 'upsertFilm' AND changes->'title'->>'after' = 'The Same'`,
    );
    expect(entries).toHaveLength(1);
  });

  it('is one film when five add it at once', async () => {
    const input = { title: 'At Once', imdbId: 'tt9000005', genres: ['A Genre of its Own'] };
    const results = await Promise.all(Array.from({ length: 5 }, () => write('upsertFilm', input)));
    expect(results.map(({ userErrors }) => userErrors)).toEqual([[], [], [], [], []]);
    expect(new Set(results.map(({ film }) => film.id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it('gets a slug of its own when five are added at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () => write('upsertFilm', { title: 'Twins' })),
    );
    expect(new Set(results.map(({ film }) => film.slug)).size).toBe(5);
  });

  it('is added once for an idempotency key', async () => {
    const input = { title: 'Keyed', idempotencyKey: 'a film' };
    const first = await write('upsertFilm', input);
    expect(await write('upsertFilm', input)).toEqual(first);
    expect(first.isNew).toBe(true);
  });

  it('does not lose an update: of two that saw the same version one is told', async () => {
    const { id } = await done('upsertFilm', { title: 'Fought over' });
    const results = await Promise.all(
      ['First', 'Second'].map((title) => write('upsertFilm', { id, version: 1, title })),
    );
    expect(results.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort()).toEqual([
      'OUTDATED',
      'done',
    ]);
  });

  it('shows what was written in `related` in the same breath', async () => {
    const labels = async () => {
      const { review } = await editor.query(
        `{ review(slug: "pig") { related(first: 100, by: [GENRE]) { edges { node { slug } reasons { label } } } } }`,
      );
      return review.related.edges
        .filter(({ node }: { node: { slug: string } }) => node.slug === 'wall-e')
        .flatMap(({ reasons }: { reasons: { label: string }[] }) => reasons.map(({ label }) => label));
    };
    expect(await labels()).toEqual([]);
    for (const slug of ['pig', 'wall-e']) {
      const { film } = await editor.query('query ($slug: String!) { film(slug: $slug) { id version } }', {
        slug,
      });
      await done('upsertFilm', { ...film, genres: ['Truffles'] });
    }
    expect(await labels()).toEqual([expect.stringMatching(/truffles/i)]);
  });
});

interface Film {
  id: string;
  version: number;
}

describe('a film that cannot be written', () => {
  it.each<[string, Record<string, unknown>, string, string[]]>([
    ['a new film without a title', { releaseYear: 1999 }, 'INVALID', ['title']],
    ['a film that is not there', { id: globalId('Film', 999_999), version: 1 }, 'NOT_FOUND', ['id']],
    ['an id without a version', { id: globalId('Film', 1), title: 'x' }, 'INVALID', ['version']],
    ['an older version', { imdbId: known, version: 77, title: 'x' }, 'OUTDATED', ['version']],
    [
      'a version of what is not there',
      { imdbId: 'tt8888888', version: 1, title: 'x' },
      'NOT_FOUND',
      ['version'],
    ],
    ['what is no id', { id: 'nonsense', version: 1 }, 'INVALID', ['id']],
    ['an id of something else', { id: globalId('Person', 1), version: 1 }, 'INVALID', ['id']],
    ['null for the title', { imdbId: known, title: null }, 'INVALID', ['title']],
    ['an empty title', { title: ' ' }, 'INVALID', ['title']],
    ['a title of two lines', { title: 'a\nb' }, 'INVALID', ['title']],
    ['a title with U+0000', { title: 'a\0b' }, 'INVALID', ['title']],
    ['a title of 100,000 characters', { title: 'x'.repeat(100_000) }, 'INVALID', ['title']],
    ['a year before film', { title: 'x', releaseYear: 1066 }, 'INVALID', ['releaseYear']],
    ['a year that is none', { title: 'x', releaseYear: 99_999 }, 'INVALID', ['releaseYear']],
    ['no running time', { title: 'x', runtimeMinutes: 0 }, 'INVALID', ['runtimeMinutes']],
    ['a running time of years', { title: 'x', runtimeMinutes: 40_000 }, 'INVALID', ['runtimeMinutes']],
    ['an IMDb id of a person', { title: 'x', imdbId: 'nm0000001' }, 'INVALID', ['imdbId']],
    ['a TMDB id below 1', { title: 'x', tmdbId: 0 }, 'INVALID', ['tmdbId']],
    ['a Wikidata property', { title: 'x', wikidataId: 'P31' }, 'INVALID', ['wikidataId']],
    ['a slug that is none', { title: 'x', slug: 'Pig & Co' }, 'INVALID', ['slug']],
    ['a slug that is taken', { title: 'x', slug: 'pig' }, 'TAKEN', ['slug']],
    ['another slug for a film that has one', { imdbId: known, slug: 'hog' }, 'INVALID', ['slug']],
    ['fewer votes than none', { title: 'x', voteCount: -1 }, 'INVALID', ['voteCount']],
    ['more than 10 of 10', { title: 'x', voteAverage: 10.5 }, 'INVALID', ['voteAverage']],
    ['a genre without a name', { title: 'x', genres: ['Drama', '…'] }, 'INVALID', ['genres']],
    ['51 genres', { title: 'x', genres: Array(51).fill('Drama') }, 'INVALID', ['genres']],
    ['ids of two films', { imdbId: known, tmdbId: 653 }, 'TAKEN', ['tmdbId']],
  ])('%s: userErrors say so, and nothing is written', async (_, input, code, field) => {
    expect(await editor.refusal('upsertFilm', input)).toEqual([{ code, field }]);
  });

  it('takes no id of another film', async () => {
    const { id, version } = await done('upsertFilm', { title: 'Impostor' });
    expect(await editor.refusal('upsertFilm', { id, version, imdbId: known, genres: ['New'] })).toEqual([
      { code: 'TAKEN', field: ['imdbId'] },
    ]);
  });
});
