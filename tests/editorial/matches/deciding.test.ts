import { importPaths, withFiles } from '../../ingest/catalogues/import';
import { createPublication, dump, imdb, type Publication, page } from './publication';

let publication: Publication;
let matches: Publication['matches'];
let done: Publication['done'];
beforeEach(async () => {
  publication = await createPublication();
  ({ matches, done } = publication);
});
afterEach(() => publication.api.drop());

const drama = { genres: [{ name: 'Drama' }, { name: 'Romance' }] };

/** Two years off, and nobody named: it may be the film of the catalogue, and may be another. */
const doubtful = page({ year: 1993 });

describe('an article that came before its catalogue entry', () => {
  it('waits where it is not sure that the two are one, and is enriched when somebody says so', async () => {
    await publication.importPages(doubtful);
    await publication.importCatalogue(imdb);
    const [waiting, ...others] = await matches();
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({
      kind: 'FILM',
      rule: 'TITLE_AND_YEAR',
      written: 'Leaving Las Vegas (1995)',
      source: 'IMDB',
      subject: { slug: 'leaving-las-vegas' },
      candidate: { slug: 'leaving-las-vegas-1995' },
    });
    expect(waiting.confidence).toBeGreaterThan(0.1);
    expect(waiting.confidence).toBeLessThan(0.9);
    expect(await publication.filmOf('leaving-las-vegas')).toMatchObject({ genres: [] });

    expect(await done('acceptMatch', { match: waiting.id })).toMatchObject({
      match: { status: 'ACCEPTED', actor: 'Edith' },
    });
    expect(await publication.filmOf('leaving-las-vegas')).toEqual({
      slug: 'leaving-las-vegas-1995',
      ...drama,
    });
    expect(await matches()).toEqual([]);
  });

  it('waits also where the catalogue is taken in for what is reviewed only', async () => {
    await publication.importPages(doubtful);
    const { store } = publication;
    await importPaths(store, [imdb], { onlyReviewed: true });
    expect(await matches()).toMatchObject([{ candidate: { slug: 'leaving-las-vegas-1995' } }]);
    expect(await store.sql.query('SELECT slug FROM film ORDER BY slug')).toHaveLength(2);
    const before = await dump(store);
    await importPaths(store, [imdb], { onlyReviewed: true });
    expect(await dump(store)).toEqual(before);
  });

  it('is not asked about again once it is rejected', async () => {
    await publication.importPages(doubtful);
    await publication.importCatalogue(imdb);
    const [{ id }] = await matches();
    await done('rejectMatch', { match: id });
    const before = await dump(publication.store);
    await publication.importCatalogue(imdb);
    expect((await publication.importPages(doubtful))[0]).toMatchObject({ outcome: 'unchanged' });
    expect(await dump(publication.store)).toEqual(before);
    expect(await matches()).toEqual([]);
  });

  it('shows among the doubtful matches of the figures until somebody decides', async () => {
    await publication.importPages(doubtful);
    await publication.importCatalogue(imdb);
    const shown = async () =>
      (
        await publication.query(
          '{ analytics { graph { doubtfulMatches { film { slug } other { slug } because } } } }',
        )
      ).analytics.graph.doubtfulMatches;
    await publication.api.refresh();
    expect(await shown()).toEqual([
      {
        film: { slug: 'leaving-las-vegas' },
        other: { slug: 'leaving-las-vegas-1995' },
        because: expect.stringMatching(
          /^The two may be one: that is \d+ % sure, and waits for an editor to decide\.$/,
        ),
      },
    ]);
    const [{ id }] = await matches();
    await done('rejectMatch', { match: id });
    expect(await shown()).toEqual([]);
  });

  it('waits no more once somebody has merged the two, and again when that is taken back', async () => {
    await publication.importPages(doubtful);
    await publication.importCatalogue(imdb);
    const before = await dump(publication.store);
    const [keep, merge] = [
      await publication.idOf('film', 'leaving-las-vegas'),
      await publication.idOf('film', 'leaving-las-vegas-1995'),
    ];
    const { act } = await done('mergeFilms', { keep, merge });
    expect(await matches()).toEqual([]);
    await done('undoMatching', { act });
    expect(await dump(publication.store)).toEqual(before);
  });

  it('is rejected where another was accepted that has ids of its own, until that is taken back', async () => {
    await publication.importPages(page({ title: 'The Fly' }));
    const flies = [1958, 1986].map((year) => ({ title: 'The Fly', year, imdbId: `tt000${year}` }));
    await withFiles({ 'films.jsonl': flies.map((fly) => JSON.stringify(fly)).join('\n') }, (folder) =>
      publication.importCatalogue(folder),
    );
    const before = await dump(publication.store);
    const waiting: { id: string; candidate: { slug: string } }[] = await matches();
    expect(waiting).toHaveLength(2);
    const { act } = await done('acceptMatch', {
      match: waiting.find(({ candidate }) => candidate.slug === 'the-fly-1986')!.id,
    });
    expect(await matches()).toEqual([]);
    expect(await matches('REJECTED')).toMatchObject([{ candidate: { slug: 'the-fly-1958' } }]);
    await done('undoMatching', { act });
    expect(await dump(publication.store)).toEqual(before);
  });

  it('is accepted after all: what was rejected can be', async () => {
    await publication.importPages(doubtful);
    await publication.importCatalogue(imdb);
    const [{ id }] = await matches();
    await done('rejectMatch', { match: id });
    await done('acceptMatch', { match: id });
    expect(await publication.filmOf('leaving-las-vegas')).toMatchObject(drama);
    await done('rejectMatch', { match: id });
    expect(await publication.filmOf('leaving-las-vegas')).toMatchObject({ genres: [] });
  });
});

describe('an article that came after', () => {
  it('is about the film at once where it is sure, and that is on record', async () => {
    await publication.importCatalogue(imdb);
    await publication.importPages(page({ year: 1996, lines: ['Director(s): Mike Figgis'] }));
    expect(await matches()).toEqual([]);
    expect(await matches('ACCEPTED')).toMatchObject([
      {
        rule: 'TITLE_AND_YEAR',
        written: 'Leaving Las Vegas (1996)',
        source: null,
        actor: null,
        subject: null,
        candidate: { slug: 'leaving-las-vegas' },
        review: { slug: 'leaving-las-vegas' },
      },
    ]);
  });

  it('has a film of its own where it is not, and changes nothing when it comes again', async () => {
    await publication.importCatalogue(imdb);
    await publication.importPages(doubtful);
    expect(await matches()).toMatchObject([
      { subject: { slug: 'leaving-las-vegas-1993' }, candidate: { slug: 'leaving-las-vegas' }, review: {} },
    ]);
    const before = await dump(publication.store);
    expect((await publication.importPages(doubtful))[0]).toMatchObject({ outcome: 'unchanged' });
    expect(await dump(publication.store)).toEqual(before);
  });

  it('is found again when it comes again, after its film has become part of another', async () => {
    await publication.importCatalogue(imdb);
    await publication.importPages(doubtful);
    const [{ id }] = await matches();
    await done('acceptMatch', { match: id });
    const before = await dump(publication.store);
    expect((await publication.importPages(doubtful))[0]).toMatchObject({ outcome: 'unchanged' });
    expect(await dump(publication.store)).toEqual(before);
  });

  it('joins another that waits for the same', async () => {
    await publication.importCatalogue(imdb);
    await publication.importPages(doubtful, page({ year: 1993, author: 'Ann Other' }));
    expect(
      await publication.store.sql.query(`SELECT FROM film WHERE title = 'Leaving Las Vegas'`),
    ).toHaveLength(2);
  });

  it('gets a film of its own when the guess that was acted upon turns out wrong', async () => {
    await publication.importCatalogue(imdb);
    await publication.importPages(page({ year: 1996, lines: ['Director(s): Mike Figgis'] }));
    const before = await dump(publication.store);
    const [{ id }] = await matches('ACCEPTED');
    const { act } = await done('rejectMatch', { match: id });
    expect(await publication.filmOf('leaving-las-vegas')).toEqual({
      slug: 'leaving-las-vegas-1996',
      genres: [],
    });
    expect(await matches('REJECTED')).toMatchObject([{ id, subject: { slug: 'leaving-las-vegas-1996' } }]);
    await done('undoMatching', { act });
    expect(await dump(publication.store)).toEqual(before);
  });
});

describe('people', () => {
  const hunger = page({ title: 'Hunger', year: 2008, lines: ['Director(s): Steve McQueen'] });
  const bullitt = page({
    title: 'Bullitt',
    year: 1968,
    lines: ['Director(s): Peter Yates', 'Actors: Steve McQueen, Robert Vaughn a.o.'],
  });

  it('of one name are two where one film is long after all others of the name', async () => {
    const late = page({ title: 'Late', year: 2030, lines: ['Director(s): Peter Yates'] });
    await publication.importPages(bullitt, late);
    expect(await matches()).toMatchObject([
      {
        kind: 'PERSON',
        rule: 'NAME',
        written: 'Peter Yates',
        subject: { slug: 'peter-yates-2' },
        candidate: { slug: 'peter-yates' },
        film: { slug: 'late' },
      },
    ]);
    const before = await dump(publication.store);
    const [{ id }] = await matches();
    const { act } = await done('acceptMatch', { match: id });
    expect(await publication.store.sql.query(`SELECT slug FROM person WHERE name = 'Peter Yates'`)).toEqual([
      { slug: 'peter-yates' },
    ]);
    await done('undoMatching', { act });
    expect(await dump(publication.store)).toEqual(before);
  });

  it('spelt otherwise on one film are one, and are taken apart when that turns out wrong', async () => {
    await publication.importCatalogue(imdb);
    await publication.importPages(page({ year: 1995, lines: ['Actors: Nicolas Cage, Elizabeth Shue a.o.'] }));
    const spelt = (await matches('ACCEPTED')).find(({ rule }) => rule === 'SPELLING');
    expect(spelt).toMatchObject({
      written: 'Elizabeth Shue',
      candidate: { name: 'Elisabeth Shue' },
      film: { slug: 'leaving-las-vegas' },
    });
    const before = await dump(publication.store);
    const { act } = await done('rejectMatch', { match: spelt.id });
    expect(
      await publication.store.sql.query(
        `SELECT name FROM credit JOIN person ON person.id = person_id WHERE name LIKE 'Eli_abeth Shue' ORDER BY name`,
      ),
    ).toEqual([{ name: 'Elisabeth Shue' }, { name: 'Elizabeth Shue' }]);
    await done('undoMatching', { act });
    expect(await dump(publication.store)).toEqual(before);
  });

  it('that were taken for one are split, and that is taken back', async () => {
    await publication.importPages(hunger, bullitt);
    const before = await dump(publication.store);
    const person = await publication.idOf('person', 'steve-mcqueen');
    const films = [await publication.idOf('film', 'bullitt')];
    const split = await done('splitPerson', { person, films });
    expect(split.person).toMatchObject({ slug: 'steve-mcqueen-2', name: 'Steve McQueen' });
    expect(
      await publication.store.sql.query(
        `SELECT film.slug FROM credit JOIN film ON film.id = film_id JOIN person ON person.id = person_id
        WHERE person.slug = 'steve-mcqueen-2'`,
      ),
    ).toEqual([{ slug: 'bullitt' }]);
    await done('undoMatching', { act: split.act });
    expect(await dump(publication.store)).toEqual(before);
    const all = [...films, await publication.idOf('film', 'hunger')];
    expect(await publication.refusal('splitPerson', { person, films: all })).toMatch(/^SAME: /);
  });
});

describe('two imports at once', () => {
  const pages = Array.from({ length: 6 }, (_, place) =>
    page({ title: 'Pig', year: 2021, lines: ['Director(s): Michael Sarnoski'], author: `Author ${place}` }),
  );

  it('make one film and one person of what is one', async () => {
    const results = await Promise.all(pages.map((each) => publication.importPages(each)));
    expect(results.flat().map(({ outcome }) => outcome)).toEqual(pages.map(() => 'added'));
    const { sql } = publication.store;
    expect(await sql.query('SELECT slug FROM film')).toEqual([{ slug: 'pig' }]);
    expect(await sql.query('SELECT slug FROM person')).toEqual([{ slug: 'michael-sarnoski' }]);
    expect(await matches('ACCEPTED')).toHaveLength(pages.length - 1);
  });

  it('make one film, be one of them of a catalogue', async () => {
    const article = page({
      year: 1995,
      lines: ['Director(s): Mike Figgis', 'Actors: Nicolas Cage, Elizabeth Shue a.o.'],
    });
    await Promise.all([publication.importPages(article), publication.importCatalogue(imdb)]);
    expect(
      await publication.store.sql.query(`SELECT imdb_id AS id FROM film WHERE title = 'Leaving Las Vegas'`),
    ).toEqual([{ id: 'tt0113627' }]);
    expect(
      await publication.store.sql.query(`SELECT FROM person WHERE name LIKE 'Eli_abeth Shue'`),
    ).toHaveLength(1);
    expect(await publication.filmOf('leaving-las-vegas')).toMatchObject(drama);
  });

  it('decide once what two editors decide at once', async () => {
    await publication.importPages(doubtful);
    await publication.importCatalogue(imdb);
    const [{ id }] = await matches();
    const answers = await Promise.all([1, 2, 3].map(() => publication.write('acceptMatch', { match: id })));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });
});
