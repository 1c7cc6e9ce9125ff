import { setImmediate } from 'node:timers/promises';
import { transactionsOver } from '../../src/database/sql';
import { lockPair, replaceByKept } from '../../src/editorial/merging.store';
import { filmCandidates } from '../../src/ingest/matching/film-candidates.store';
import { createEditor, type Editor, globalId, type Written } from './editor';

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

const wholeFilm = async (id: string) =>
  (
    await editor.query(
      `query ($id: ID!) { film(id: $id) { id title originalTitle releaseYear runtimeMinutes castIsComplete
        imdbId tmdbId wikidataId genres { name } directors { name } reviews { nodes { id } }
        cast { nodes { person { name } character billing } } } }`,
      { id },
    )
  ).film;

const numberOf = (id: string) => Number(Buffer.from(id, 'base64url').toString().split(':')[1]);

/** Who waits for a lock on the film that a review is to be about. */
const waiting = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '/* film to review */%'`;

describe('two films that are merged', () => {
  it('are one that has all of both: where they differ, what the one that is kept says', async () => {
    const keep = await newFilm('The Kept', {
      ...{ releaseYear: 1999, imdbId: 'tt9100001', genres: ['Drama', 'Western'] },
      ...{ voteCount: 10, voteAverage: 5 },
    });
    const merge = await newFilm('The Merged', {
      ...{ originalTitle: 'Le fondu', releaseYear: 2000, runtimeMinutes: 90, castIsComplete: true },
      ...{ imdbId: 'tt9100002', tmdbId: 9_100_002, wikidataId: 'Q9100002', genres: ['Drama', 'Comedy'] },
      ...{ voteCount: 20, voteAverage: 8 },
    });
    const ann = await newPerson('Ann Actor');
    await credit(keep, [
      { personName: 'Dora Director', role: 'DIRECTOR' },
      { person: ann.id, role: 'ACTOR', billing: 1 },
    ]);
    await credit(merge, [
      { personName: 'Dora Director', role: 'DIRECTOR' },
      { person: ann.id, role: 'ACTOR', billing: 7, character: 'Anna' },
      { personName: 'Bob Actor', role: 'ACTOR', billing: 0, character: 'Bobby' },
    ]);
    const [old, moved] = [await newReview(keep), await newReview(merge)];

    expect((await done('mergeFilms', { keep: keep.id, merge: merge.id })).id).toBe(keep.id);
    const film = await wholeFilm(keep.id);
    expect(film).toEqual({
      id: keep.id,
      title: 'The Kept',
      originalTitle: 'Le fondu',
      releaseYear: 1999,
      runtimeMinutes: 90,
      castIsComplete: true,
      imdbId: 'tt9100001',
      tmdbId: 9_100_002,
      wikidataId: 'Q9100002',
      genres: [{ name: 'Comedy' }, { name: 'Drama' }, { name: 'Western' }],
      directors: [{ name: 'Dora Director' }],
      reviews: { nodes: expect.arrayContaining([{ id: old.id }, { id: moved.id }]) },
      cast: {
        nodes: [
          { person: { name: 'Bob Actor' }, character: 'Bobby', billing: 0 },
          { person: { name: 'Ann Actor' }, character: 'Anna', billing: 1 },
        ],
      },
    });
    expect(film.reviews.nodes).toHaveLength(2);

    const bob = await editor.idOf('person', 'bob-actor');
    const anns = { film: keep.id, person: ann.id, role: 'ACTOR', billing: 1 };
    expect(await editor.onRecord(keep.id)).toEqual({
      actor: 'Edith',
      action: 'mergeFilms',
      changes: {
        merged: {
          before: expect.objectContaining({ id: merge.id, title: 'The Merged', imdbId: 'tt9100002' }),
          after: null,
        },
        originalTitle: { before: null, after: 'Le fondu' },
        runtimeMinutes: { before: null, after: 90 },
        castIsComplete: { before: false, after: true },
        tmdbId: { before: null, after: 9_100_002 },
        wikidataId: { before: null, after: 'Q9100002' },
        voteCount: { before: 10, after: 20 },
        voteAverage: { before: 5, after: 8 },
        genres: { before: ['Drama', 'Western'], after: ['Comedy', 'Drama', 'Western'] },
        credits: {
          before: [{ ...anns, character: null }],
          after: [
            { ...anns, character: 'Anna' },
            { film: keep.id, person: bob, role: 'ACTOR', character: 'Bobby', billing: 0 },
          ],
        },
        reviews: { before: [], after: [moved.id] },
      },
    });
  });

  it('are found by the id and slug of either, be it after a chain of merges', async () => {
    const [a, b, c] = [await newFilm('Chain A'), await newFilm('Chain B'), await newFilm('Chain C')];
    await done('mergeFilms', { keep: b.id, merge: a.id });
    await done('mergeFilms', { keep: c.id, merge: b.id });
    for (const { id, slug } of [a, b, c]) {
      const found = await editor.query(
        'query ($id: ID!, $slug: String!) { film(id: $id) { id } bySlug: film(slug: $slug) { id } node(id: $id) { __typename id } }',
        { id, slug },
      );
      const it = { id: c.id };
      expect(found).toEqual({ film: it, bySlug: it, node: { __typename: 'Film', ...it } });
    }
    await credit(a, [{ personName: 'Late Comer', role: 'ACTOR' }]);
    const { id } = await newReview(b);
    expect(await wholeFilm(c.id)).toMatchObject({
      cast: { nodes: [{ person: { name: 'Late Comer' } }] },
      reviews: { nodes: [{ id }] },
    });
  });

  it('are found by the ids elsewhere of either, so that nobody adds again what was merged', async () => {
    const keep = await newFilm('Id Keeper', { imdbId: 'tt9200001' });
    const merge = await newFilm('Id Loser', { imdbId: 'tt9200002', tmdbId: 9_200_002 });
    await done('mergeFilms', { keep: keep.id, merge: merge.id });
    const again = { imdbId: 'tt9200002', tmdbId: 9_200_002, runtimeMinutes: 77 };
    for (const ids of [again, { imdbId: 'tt9200002', runtimeMinutes: 77 }]) {
      const { film, isNew } = await write('upsertFilm', ids);
      expect({ isNew, ...film }).toMatchObject({
        ...{ isNew: false, id: keep.id, runtimeMinutes: 77 },
        ...{ imdbId: 'tt9200001', tmdbId: 9_200_002 },
      });
    }
    expect(await editor.query('{ film(imdbId: "tt9200002") { id } }')).toEqual({ film: { id: keep.id } });
    const imported = { title: 'Another title', releaseYear: null, imdbId: 'tt9200002' };
    expect(await filmCandidates(editor.api.store.sql, imported)).toMatchObject([
      { id: numberOf(keep.id), isSameId: true },
    ]);
    const { version } = await done('upsertFilm', { imdbId: 'tt9200001' });
    const corrected = { id: keep.id, version, imdbId: 'tt9200002' };
    expect((await done('upsertFilm', corrected)).imdbId).toBe('tt9200002');
  });

  it('leave their slugs to nobody else', async () => {
    const [keep, merge] = [await newFilm('Slug Keeper'), await newFilm('Slug Loser')];
    await done('mergeFilms', { keep: keep.id, merge: merge.id });
    expect((await newFilm('Slug Loser')).slug).toBe('slug-loser-2');
    expect(await editor.refusal('upsertFilm', { title: 'x', slug: 'slug-loser' })).toEqual([
      { code: 'TAKEN', field: ['slug'] },
    ]);
  });

  it('have a version that nobody has read yet', async () => {
    const [keep, merge] = [await newFilm('Read Once'), await newFilm('Read Often')];
    await credit(merge, [{ personName: 'Vera Version', role: 'WRITER' }]);
    const { version } = await done('mergeFilms', { keep: keep.id, merge: merge.id });
    expect(version).toBe(3);
    for (const { id } of [keep, merge]) {
      for (const seen of [1, 2]) {
        expect(await editor.refusal('upsertFilm', { id, version: seen, title: 'x' })).toEqual([
          { code: 'OUTDATED', field: ['version'] },
        ]);
      }
    }
    expect((await done('upsertFilm', { id: merge.id, version, title: 'Read Anew' })).id).toBe(keep.id);
  });

  it('are merged once, whoever is kept, when both are wanted at once', async () => {
    const [a, b] = [await newFilm('Mutual A'), await newFilm('Mutual B')];
    const review = await newReview(a);
    const results = await Promise.all([
      write('mergeFilms', { keep: a.id, merge: b.id }),
      write('mergeFilms', { keep: b.id, merge: a.id }),
    ]);
    expect(results.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort()).toEqual(['SAME', 'done']);
    const kept = results.find(({ film }) => film).film.id;
    expect([a.id, b.id]).toContain(kept);
    expect((await wholeFilm(a.id)).id).toBe(kept);
    expect((await wholeFilm(b.id)).reviews.nodes).toEqual([{ id: review.id }]);
  });

  it('lose no review that is being written meanwhile', async () => {
    const [keep, merge] = [await newFilm('Busy Keeper'), await newFilm('Busy Loser')];
    const [keepId, mergeId] = [keep, merge].map(({ id }) => numberOf(id)) as [number, number];
    const { store } = editor.api;
    let writing: Promise<Written> | undefined;
    await transactionsOver(store.dataSource)(async (sql) => {
      await lockPair(sql, 'film', { keepId, mergeId });
      writing = newReview(merge);
      while ((await store.sql.query(waiting)).length === 0) await setImmediate();
      await replaceByKept(sql, 'film', { keepId, mergeId });
    });
    const { id } = await writing!;
    expect((await wholeFilm(keep.id)).reviews.nodes).toEqual([{ id }]);
  });

  it('are merged once for an idempotency key', async () => {
    const [keep, merge] = [await newFilm('Key Keeper'), await newFilm('Key Loser')];
    const input = { keep: keep.id, merge: merge.id, idempotencyKey: 'merge' };
    const first = await write('mergeFilms', input);
    expect(first.userErrors).toEqual([]);
    expect(await write('mergeFilms', input)).toEqual(first);
  });

  it('answer as one in `related` in the same breath', async () => {
    const director = { personName: 'Merged Director', role: 'DIRECTOR' };
    const [keep, merge, other] = [await newFilm('M One'), await newFilm('M Two'), await newFilm('M Three')];
    await credit(merge, [director]);
    await credit(other, [director]);
    const [review, related] = [await newReview(keep), await newReview(other)];
    const ids = async () =>
      (
        await editor.query(
          'query ($id: ID!) { review(id: $id) { related(by: [DIRECTOR]) { edges { source node { id } } } } }',
          { id: review.id },
        )
      ).review.related.edges
        .filter(({ source }: { source: string }) => source === 'RELATED')
        .map(({ node }: { node: Written }) => node.id);
    expect(await ids()).toEqual([]);
    await done('mergeFilms', { keep: keep.id, merge: merge.id });
    expect(await ids()).toEqual([related.id]);
  });
});

describe('films that cannot be merged', () => {
  const noFilm = globalId('Film', 999_999);

  it.each<[string, (one: string) => object, string, string]>([
    ['a film with itself', (one) => ({ keep: one, merge: one }), 'SAME', 'merge'],
    ['with what is not there', (one) => ({ keep: noFilm, merge: one }), 'NOT_FOUND', 'keep'],
    ['what is not there', (one) => ({ keep: one, merge: noFilm }), 'NOT_FOUND', 'merge'],
    ['a person', (one) => ({ keep: one, merge: globalId('Person', 1) }), 'INVALID', 'merge'],
    ['with what is no id', (one) => ({ keep: 'nonsense', merge: one }), 'INVALID', 'keep'],
  ])('%s: userErrors say so, and nothing is written', async (_, input, code, field) => {
    const { id } = await newFilm('One');
    expect(await editor.refusal('mergeFilms', input(id))).toEqual([{ code, field: [field] }]);
  });

  it('what was merged already', async () => {
    const input = { keep: (await newFilm('Again A')).id, merge: (await newFilm('Again B')).id };
    await done('mergeFilms', input);
    expect(await editor.refusal('mergeFilms', input)).toEqual([{ code: 'SAME', field: ['merge'] }]);
  });

  it('two whose reviews would be one article: each such pair is named', async () => {
    const [keep, merge] = [await newFilm('Doubly Reviewed'), await newFilm('Twice Reviewed')];
    for (const film of [keep, merge]) {
      await newReview(film, { headline: 'The same words' });
      await newReview(film, { headline: 'The same words', publicationName: 'The Paper' });
      await newReview(film, { headline: 'The same words', authorName: `Only of ${film.slug}` });
    }
    const input = { keep: keep.id, merge: merge.id };
    expect(await editor.refusal('mergeFilms', input)).toEqual(
      Array(2).fill({ code: 'TAKEN', field: ['merge'] }),
    );
    const { userErrors } = await write('mergeFilms', input);
    expect(userErrors[0].message).toMatch(/the reviews "doubly-reviewed" and "twice-reviewed":/);
  });
});
