import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createStore, type TestStore } from '../../support/store';
import { filmFacts, fixtures, importPaths, wholeStore, withFiles } from './import';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.drop());

const basicsHeader =
  'tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres';
const bullitt = 'tt0062765\tmovie\tBullitt\tBullitt\t0\t1968\t\\N\t114\tAction,Crime,Thriller';
const hunger = 'tt0986233\tmovie\tHunger\tHunger\t0\t2008\t\\N\t96\tDrama';
const json = (film: object) => JSON.stringify(film);
const pig = json({ title: 'Pig', year: 2021, genres: ['Drama'], directors: [], cast: ['Nicolas Cage'] });
const joe = json({ title: 'Joe', year: 2013, genres: ['Drama'], directors: [], cast: ['Nicolas Cage'] });
const lines = (...all: (string | Uint8Array)[]) =>
  Buffer.concat(all.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));

const titles = async () =>
  (await store.sql.query<{ title: string }>('SELECT title FROM film ORDER BY title')).map(
    ({ title }) => title,
  );

const badRows: [what: string, content: Uint8Array, line: number, reason: string, titles: string[]][] = [
  [
    'too few columns',
    lines(basicsHeader, 'tt0000001\tmovie', bullitt),
    2,
    'has 2 columns instead of 9',
    ['Bullitt'],
  ],
  [
    'too many columns',
    lines(basicsHeader, bullitt, `${hunger}\tx`),
    3,
    'has 10 columns instead of 9',
    ['Bullitt'],
  ],
  [
    'no id',
    lines(basicsHeader, bullitt, hunger.replace('tt0986233', 'x')),
    3,
    'has no IMDb id where one should be (x)',
    ['Bullitt'],
  ],
  [
    'an id twice',
    lines(basicsHeader, bullitt, bullitt),
    3,
    'is about tt0062765, as a line before is',
    ['Bullitt'],
  ],
  [
    'no title',
    lines(basicsHeader, bullitt, hunger.replaceAll('Hunger', ' ')),
    3,
    'has no title',
    ['Bullitt'],
  ],
  [
    'the year 0',
    lines(basicsHeader, bullitt, hunger.replace('2008', '0000')),
    3,
    'has a year that no film can be of (0)',
    ['Bullitt'],
  ],
  [
    'the year 10,000',
    lines(basicsHeader, bullitt, hunger.replace('2008', '10000')),
    3,
    'has a year that no film can be of (10000)',
    ['Bullitt'],
  ],
  [
    'bytes that are no UTF-8',
    lines(basicsHeader, Buffer.from(hunger.replace('Hunger', 'H\xfcnger'), 'latin1'), bullitt),
    2,
    'is not valid UTF-8',
    ['Bullitt'],
  ],
  [
    'a NUL byte',
    lines(basicsHeader, hunger.replace('Hunger', 'Hun\0ger'), bullitt),
    2,
    'holds a NUL byte',
    ['Bullitt'],
  ],
  [
    'a line of 10 MB',
    lines(pig, `{"title": "${'x'.repeat(10_000_000)}"}`, joe),
    2,
    'is longer than 8 MB',
    ['Joe', 'Pig'],
  ],
  ['no JSON', lines(pig, '{"title": "Joe"', joe), 2, 'is not JSON', ['Joe', 'Pig']],
  ['JSON that is no film', lines(pig, '[1, 2]', joe), 2, 'is JSON, but no object', ['Joe', 'Pig']],
  ['an escaped NUL', lines(pig, joe.replace('Joe', 'J\\u0000oe')), 2, 'holds a NUL byte', ['Pig']],
  [
    'a title too long',
    lines(pig, joe.replace('Joe', 'J'.repeat(1_001))),
    2,
    'has a title of 1001 letters',
    ['Pig'],
  ],
  [
    'an actor without a name',
    lines(pig, joe.replace('"Nicolas Cage"', '"", "Tye Sheridan"')),
    2,
    'names somebody who has no name',
    ['Joe', 'Pig'],
  ],
  ['a film twice', lines(pig, joe, pig), 3, 'Pig is the film that line 1 is about', ['Joe', 'Pig']],
  [
    'a broken element of a list',
    lines('[', `${pig.slice(0, -1)} oops},`, joe, ']'),
    2,
    'is not JSON',
    ['Joe'],
  ],
  [
    'a list that does not end',
    lines('[', `${pig},`, joe),
    4,
    'the file ends before the list does; get it again',
    ['Joe', 'Pig'],
  ],
];

it.each(badRows)(
  'a row with %s is left out and reported, the others are in',
  async (_, content, line, reason, wanted) => {
    await withFiles({ source: content }, async (folder) => {
      const { findings } = await importPaths(store, [folder]);
      expect(findings).toEqual([{ kind: 'refused', file: join(folder, 'source'), line, reason }]);
    });
    expect(await titles()).toEqual(wanted);
  },
);

it.each([
  ['a byte-order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), lines(pig, joe)])],
  ['CRLF', Buffer.from(`${pig}\r\n${joe}\r\n`)],
  ['no end of the last line', Buffer.from(`${pig}\n${joe}`)],
  ['empty lines', lines('', pig, '', joe, '')],
])('a file with %s is read as any other', async (_, content) => {
  const { findings } = await withFiles({ source: content }, (folder) => importPaths(store, [folder]));
  expect(findings).toEqual([]);
  expect(await titles()).toEqual(['Joe', 'Pig']);
});

it('a gzip file that is cut off has its whole lines taken in, and says so', async () => {
  const films = Array.from({ length: 20_000 }, (_, i) =>
    json({ title: `Film ${(i * 7919) % 99991}`, year: 2000, genres: [], directors: [], cast: [] }),
  );
  const packed = gzipSync(lines(...films));
  const cut = packed.subarray(0, Math.floor(packed.length / 2));
  const { findings } = await withFiles({ 'a.gz': cut }, (folder) => importPaths(store, [folder]));
  expect(findings).toMatchObject([{ kind: 'refused', reason: 'the file is cut off here; get it again' }]);
  const taken = (await titles()).length;
  expect(taken).toBe(findings[0]!.line! - 1);
  expect(taken).toBeGreaterThan(5_000);
});

describe('credits', () => {
  const imdb = join(fixtures, 'imdb');
  const withLine = async (name: string, line: string) => {
    const files: Record<string, string> = {};
    for (const other of ['title.basics.tsv', 'title.crew.tsv', 'title.principals.tsv', 'name.basics.tsv']) {
      files[other] = (await readFile(join(imdb, other), 'utf8')) + (other === name ? `${line}\n` : '');
    }
    return withFiles(files, async (folder) => {
      const { findings } = await importPaths(store, [folder]);
      return findings.map(({ file, ...finding }) => ({ ...finding, file: file?.slice(folder.length + 1) }));
    });
  };

  it('for a film that does not exist are reported', async () => {
    expect(await withLine('title.principals.tsv', 'tt9999999\t1\tnm0000115\tactor\t\\N\t\\N')).toEqual([
      {
        kind: 'refused',
        file: 'title.principals.tsv',
        line: 11,
        reason: expect.stringMatching(/^is about tt9999999, which .*title\.basics\.tsv does not have$/),
      },
    ]);
  });

  it('for somebody who does not exist are reported', async () => {
    expect(await withLine('title.principals.tsv', 'tt0113627\t5\tnm9999999\tactor\t\\N\t\\N')).toEqual([
      {
        kind: 'refused',
        file: 'title.principals.tsv',
        line: 11,
        reason: 'credits nm9999999, whom the names do not have',
      },
    ]);
    expect(await filmFacts(store, 'Leaving Las Vegas')).toMatchObject({ directors: ['Mike Figgis'] });
  });
});

describe('CSV', () => {
  const columns = 'genres,id,original_title,release_date,title';
  const films = (...rows: string[]) => Buffer.from(`${[columns, ...rows].join('\r\n')}\r\n`);
  it.each([
    ['a field missing', films('[],1,Pig', '[],2,Joe,2013-01-01,Joe'), 2, /^is no record of the CSV/],
    [
      'a list that is no JSON',
      films('[{,1,Pig,2021-07-16,Pig', '[],2,Joe,2013-01-01,Joe'),
      2,
      /^has genres that are no list/,
    ],
    [
      'an id of nothing',
      films('[],x,Pig,2021-07-16,Pig', '[],2,Joe,2013-01-01,Joe'),
      2,
      /^has no id that TMDB/,
    ],
    [
      'a quote that does not end',
      films('[],2,Joe,2013-01-01,Joe', '[],1,"Pig,2021-07-16,Pig'),
      4,
      /^is no record of the CSV \(CSV_QUOTE_NOT_CLOSED\)/,
    ],
  ])('with %s has the other rows taken in', async (_, content, line, reason) => {
    const { findings } = await withFiles({ 'a.csv': content }, (folder) => importPaths(store, [folder]));
    expect(findings).toMatchObject([{ line, reason: expect.stringMatching(reason) }]);
    expect(await titles()).toEqual(['Joe']);
  });
});

describe('the store', () => {
  const importFilms = () =>
    withFiles({ 'a.jsonl': lines(pig, joe) }, (folder) => importPaths(store, [folder]));
  const onCredits = async (does: string) => {
    await store.sql.query(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${does}; RETURN NULL; END $$`,
    );
    await store.sql.query(
      'CREATE TRIGGER fail AFTER INSERT ON credit FOR EACH STATEMENT EXECUTE FUNCTION fail()',
    );
  };

  it.each([
    [
      'its disk is full',
      `RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'`,
      /disk of the store is full .*; nothing was merged/,
    ],
    ['the database goes away', 'PERFORM pg_terminate_backend(pg_backend_pid())', /terminat/],
  ])('is as it was where %s half-way, and is merged the next time', async (_, does, message) => {
    const before = await wholeStore(store);
    await onCredits(does);
    await expect(importFilms()).rejects.toThrow(message);
    expect(await wholeStore(store)).toEqual(before);
    await store.sql.query('DROP FUNCTION fail CASCADE');
    expect((await importFilms()).imported).toMatchObject([{ filmsAdded: 2, creditsAdded: 2 }]);
  });
});
