import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportedArticle } from '../../src/ingest/import-articles';
import { ReviewStatus } from '../../src/reviews/review-status';
import { createStore, sampleTemplate, type TestStore } from '../support/store';
import { importPaths } from './import';

let store: TestStore;
let folder: string;
beforeEach(async () => {
  store = await createStore({ template: sampleTemplate });
  folder = await mkdtemp(join(tmpdir(), 'reelgraph-import-'));
});
afterEach(async () => {
  await store.drop();
  await rm(folder, { recursive: true });
});

/** A page in the usual layout; `lines` stand in its box of details. */
const page = ({
  headline = "'Widows' (2018) - Movie Review",
  lines = [
    'Title: Widows',
    'Release Year: 2018',
    'Director(s): Steve McQueen',
    'Actors: Viola Davis, Michelle Rodriguez a.o.',
  ],
  body = 'Four women plan a robbery in Chicago.\n\nThe camera rides on the hood of a car.',
  copyright = '© 2019 Sam Example',
} = {}) =>
  [
    'Skip to main content',
    headline,
    "Hi, I'm Sam and I love heists.\n",
    body,
    'Read More From The Example',
    'Movie Details',
    ...lines,
    copyright,
    'Related Articles',
  ].join('\n\n');

async function importPages(
  pages: (string | Uint8Array)[],
  status = ReviewStatus.PUBLISHED,
): Promise<ImportedArticle[]> {
  const paths = await Promise.all(
    pages.map(async (content, index) => {
      const path = join(folder, `${index}.txt`);
      await writeFile(path, content);
      return path;
    }),
  );
  return importPaths(store, paths, { status });
}

const one = async (content: string, status?: ReviewStatus) => (await importPages([content], status))[0]!;

/** Every row of every table, to see whether anything has changed. */
async function wholeStore(): Promise<string> {
  const tables = ['author', 'credit', 'film', 'film_genre', 'genre', 'person', 'publication', 'review'];
  const contents = tables.map((table) => store.sql.query(`SELECT * FROM ${table} AS t ORDER BY t::text`));
  return JSON.stringify(await Promise.all(contents));
}

const creditsOf = (title: string) =>
  store.sql.query(
    `SELECT person.name, person.birth_year AS "birthYear", role, billing, "character" FROM credit
    JOIN film ON film.id = film_id JOIN person ON person.id = person_id
    WHERE title = $1 ORDER BY role::text DESC, billing`,
    [title],
  );

describe('an article about a film that is not known', () => {
  it('brings the film, its people, its author and its publication', async () => {
    expect(await one(page())).toMatchObject({ outcome: 'added', slug: 'widows', doubts: [] });
    expect(await creditsOf('Widows')).toEqual([
      { name: 'Steve McQueen', birthYear: 1969, role: 'DIRECTOR', billing: null, character: null },
      { name: 'Viola Davis', birthYear: null, role: 'ACTOR', billing: 0, character: null },
      { name: 'Michelle Rodriguez', birthYear: null, role: 'ACTOR', billing: 1, character: null },
    ]);
    const [review] = await store.sql.query(
      `SELECT review.status, review.body, copyright_year, author.name AS author, author.bio, publication.name AS publication,
        film.cast_is_complete FROM review JOIN author ON author.id = author_id
        JOIN publication ON publication.id = publication_id JOIN film ON film.id = film_id WHERE review.slug = 'widows'`,
    );
    expect(review).toEqual({
      status: 'PUBLISHED',
      body: ['Four women plan a robbery in Chicago.', 'The camera rides on the hood of a car.'],
      copyright_year: 2019,
      author: 'Sam Example',
      bio: "Hi, I'm Sam and I love heists.",
      publication: 'The Example',
      cast_is_complete: false,
    });
  });

  it('changes nothing when it is taken in again, with other line ends too', async () => {
    await one(page());
    const before = await wholeStore();
    expect(await one(page())).toMatchObject({ outcome: 'unchanged', slug: 'widows' });
    expect(await one(page().replaceAll('\n', '\r\n'))).toMatchObject({ outcome: 'unchanged' });
    expect(await wholeStore()).toBe(before);
  });

  it('is brought up to date by a corrected page, under the same slug', async () => {
    await one(page());
    expect(await one(page({ body: 'Five women plan a robbery.' }))).toMatchObject({
      outcome: 'updated',
      slug: 'widows',
    });
    expect(await store.sql.query(`SELECT body FROM review WHERE slug = 'widows'`)).toEqual([
      { body: ['Five women plan a robbery.'] },
    ]);
  });

  it('has a complete cast where the page does not say "and others"', async () => {
    await one(page({ lines: ['Title: Widows', 'Release Year: 2018', 'Actors: Viola Davis'] }));
    expect(await store.sql.query(`SELECT cast_is_complete AS is FROM film WHERE title = 'Widows'`)).toEqual([
      { is: true },
    ]);
  });

  it('becomes a draft if told, and stays what it is when it comes again', async () => {
    await one(page(), ReviewStatus.DRAFT);
    await one(page({ body: 'Corrected.' }), ReviewStatus.PUBLISHED);
    expect(await store.sql.query(`SELECT status FROM review WHERE slug = 'widows'`)).toEqual([
      { status: 'DRAFT' },
    ]);
  });
});

describe('an article about a film that is known', () => {
  const vegas = {
    headline: "'Leaving Las Vegas' (1995) - Movie Review",
    lines: [
      'Title: Leaving Las Vegas',
      'Release Year: 1995',
      'Director(s): Mike Figgis',
      'Actors: Nicolas Cage, Elizabeth Shue a.o.',
    ],
  };

  it('meets its people in another spelling, and makes nobody anew', async () => {
    const people = async () => (await store.sql.query('SELECT id FROM person')).length;
    const before = { people: await people(), credits: await creditsOf('Leaving Las Vegas') };
    expect(await one(page(vegas))).toMatchObject({
      outcome: 'added',
      slug: 'leaving-las-vegas',
      film: { isNew: false },
      doubts: [],
    });
    expect({ people: await people(), credits: await creditsOf('Leaving Las Vegas') }).toEqual(before);
  });

  it('adds an actor whom an incomplete cast lacks, behind the others', async () => {
    await one(page({ ...vegas, lines: [...vegas.lines.slice(0, 3), 'Actors: Nicolas Cage, R. Lee Ermey'] }));
    expect((await creditsOf('Leaving Las Vegas')).at(-1)).toMatchObject({ name: 'R. Lee Ermey', billing: 8 });
  });

  it('finds its film by the original title, and its people with a letter missing', async () => {
    const result = await one(
      page({ headline: '「羅生門」(1950) - Movie Review', lines: ['Title: 羅生門', 'Release Year: 1950'] }),
    );
    expect(result).toMatchObject({ film: { title: 'Rashomon', isNew: false } });
    const credits = await creditsOf('Leaving Las Vegas');
    await one(
      page({ ...vegas, lines: [...vegas.lines.slice(0, 3), 'Actors: Nicholas Cage, Elizabeth Shu'] }),
    );
    expect(await creditsOf('Leaving Las Vegas')).toEqual(credits);
  });

  it('doubts a director who is not the one on record', async () => {
    const { doubts } = (await one(
      page({
        ...vegas,
        lines: [
          ...vegas.lines.slice(0, 2),
          'Director(s): Michael Bay',
          'Actors: Nicolas Cage, Elisabeth Shue',
        ],
      }),
    )) as { doubts: string[] };
    expect(doubts).toContain('Leaving Las Vegas is known as directed by Mike Figgis, not by Michael Bay');
    expect(await store.sql.query(`SELECT FROM person WHERE name = 'Michael Bay'`)).toEqual([]);
  });

  it('is not taken for its remake', async () => {
    const star = (year: number) =>
      page({
        headline: `'A Star Is Born' (${year})`,
        lines: ['Title: A Star Is Born', `Release Year: ${year}`],
        copyright: `© 2020 A${year}`,
      });
    await importPages([star(1937), star(2018), star(1954)]);
    const films = await store.sql.query(
      `SELECT release_year AS year, count(review)::int AS reviews FROM film LEFT JOIN review ON film_id = film.id
      WHERE title = 'A Star Is Born' GROUP BY 1 ORDER BY 1`,
    );
    expect(films).toEqual([
      { year: 1937, reviews: 2 },
      { year: 1954, reviews: 1 },
      { year: 2018, reviews: 2 },
    ]);
  });

  it('finds its film with a year off by one, if the director is the same', async () => {
    const of = (title: string, year: number, director: string) =>
      page({
        headline: `'${title}' (${year}) by ${director}`,
        lines: [`Title: ${title}`, `Release Year: ${year}`, `Director(s): ${director}`],
      });
    const results = await importPages([
      of('Pig', 2020, 'Michael Sarnoski'),
      of('Pig', 2020, 'Somebody Else'),
    ]);
    expect(results).toMatchObject([
      {
        film: { isNew: false },
        doubts: ['no actor is named', 'Pig is known as a film of 2021, not of 2020'],
      },
      { film: { isNew: true } },
    ]);
  });

  it('finds its film without a year, by the director', async () => {
    const result = await one(
      page({
        headline: "'A Star Is Born' - Movie Review",
        lines: ['Title: A Star Is Born', 'Director(s): Bradley Cooper'],
      }),
    );
    expect(result).toMatchObject({ film: { isNew: false, releaseYear: 2018 } });
  });

  it('gets a slug of its own beside another review of the film', async () => {
    const vertigo = { headline: "'Vertigo' (1958)", lines: ['Title: Vertigo', 'Release Year: 1958'] };
    expect(await one(page(vertigo))).toMatchObject({ slug: 'vertigo-sam-example' });
  });
});

describe('a page that tells little', () => {
  const unsigned = (publication: string, body: string) =>
    page({ body, copyright: '' }).replace('The Example', publication);

  it('is not taken for another unsigned one of the same headline', async () => {
    const pages = [unsigned('One', 'A first opinion.'), unsigned('Two', 'A second opinion.')];
    expect((await importPages(pages)).map(({ outcome }) => outcome)).toEqual(['added', 'added']);
    expect((await importPages(pages)).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
    const reviews = await store.sql.query(`SELECT body FROM review WHERE slug LIKE 'widows%' ORDER BY id`);
    expect(reviews).toEqual([{ body: ['A first opinion.'] }, { body: ['A second opinion.'] }]);
  });

  it('takes nothing away from what an earlier one told', async () => {
    await one(
      page({ lines: ['Title: Widows', 'Release Year: 2018', 'Rating: 4/5', 'Published: 2019-02-03'] }),
    );
    await one(page({ lines: ['Title: Widows'] }).replace('Read More From The Example', ''));
    const [review] = await store.sql.query(
      `SELECT rating_value AS rating, date_published AS date, publication_id IS NOT NULL AS "isPublished" FROM review
      WHERE slug = 'widows'`,
    );
    expect(review).toEqual({ rating: 4, date: new Date('2019-02-03'), isPublished: true });
  });
});

describe('names in other scripts', () => {
  it('meet in another spelling, and then change nothing', async () => {
    const by = (director: string) =>
      page({ lines: ['Title: Widows', 'Release Year: 2018', `Director(s): ${director}`] });
    await one(by('Bo Øst'));
    expect(await one(by('Bo Ost'))).toMatchObject({ outcome: 'unchanged', doubts: ['no actor is named'] });
  });

  it('are kept as they are, and get slugs that can be typed', async () => {
    const ikiru = page({
      headline: '「生きる」(1952) - Movie Review',
      lines: [
        'Title: 生きる',
        'Release Year: 1952',
        'Director(s): 黒澤明',
        'Actors: 志村喬、小田切みき ほか',
      ],
    });
    expect(await one(ikiru)).toMatchObject({ outcome: 'added', slug: expect.stringMatching(/^[a-z0-9-]+$/) });
    const names = (await creditsOf('生きる')).map((credit) => (credit as { name: string }).name);
    expect(names).toEqual(['黒澤明', '志村喬', '小田切みき']);
    expect(await one(ikiru)).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('what cannot be taken in', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /^is empty$/],
    ['a binary file', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), /^is not text/],
    [
      'a page with no film',
      'Ten soups for the winter\n\nLeeks, to begin with.\n\n© 2020 A Cook',
      /^names no film/,
    ],
    [
      'a page with no article',
      page({ body: '' }).replace("Hi, I'm Sam and I love heists.\n", ''),
      /^has no article/,
    ],
    [
      'a file of 50 MB',
      new Uint8Array(50 * 1024 ** 2).fill(97),
      /^is too large: a page has at most 0\.5 MB$/,
    ],
  ])('%s leaves the store as it was, and says why', async (_what, content, reason) => {
    const before = await wholeStore();
    expect(await importPages([content])).toEqual([
      { source: expect.stringContaining('0.txt'), outcome: 'failed', reason: expect.stringMatching(reason) },
    ]);
    expect(await wholeStore()).toBe(before);
  });

  it('does not keep the others from being taken in', async () => {
    const outcomes = (await importPages(['', page(), 'no film here'])).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['failed', 'added', 'failed']);
  });
});

describe('many at once', () => {
  it('make each person once, whoever comes first', async () => {
    const title = (i: number) =>
      page({
        headline: `'Part ${i}' (2001)`,
        lines: [`Title: Part ${i}`, 'Release Year: 2001', 'Director(s): New Comer'],
      });
    const paths = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        await writeFile(join(folder, `part${i}.txt`), title(i));
        return join(folder, `part${i}.txt`);
      }),
    );
    await Promise.all(
      paths.map(async (path) => {
        expect(await importPaths(store, [path])).toMatchObject([{ outcome: 'added' }]);
      }),
    );
    expect(await store.sql.query(`SELECT FROM person WHERE name = 'New Comer'`)).toHaveLength(1);
    expect(await store.sql.query(`SELECT FROM author WHERE name = 'Sam Example'`)).toHaveLength(1);
  });
});
