import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type Reading, readArticles } from '../../../src/ingest/articles/read-articles';
import { projectRoot } from '../../../src/project';

const fixtures = join(projectRoot, 'tests', 'fixtures', 'articles');

async function read(source: AsyncIterable<Uint8Array>): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of readArticles(source)) readings.push(reading);
  return readings;
}

const none = { character: null };
/** What is found in each fixture; `line` where it holds many. */
const cases: [file: string, readings: object[]][] = [
  [
    'page.html',
    [
      {
        article: {
          headline: 'Pig review: a man, a forest and what was taken',
          film: { title: 'Pig', releaseYear: 2021, imdbId: 'tt11003218' },
          directors: ['Michael Sarnoski'],
          actors: [
            { name: 'Nicolas Cage', ...none },
            { name: 'Alex Wolff', ...none },
          ],
          castIsComplete: false,
          genres: ['Drama', 'Thriller'],
          author: { name: 'Sam Example', bio: null },
          publication: 'The Late Show',
          datePublished: '2021-07-16T12:00:00.000Z',
          rating: { value: 3.5, best: 4 },
          sourceUrl: 'https://example.org/reviews/pig',
          body: [
            expect.stringMatching(/^A man who gathers truffles/),
            expect.stringMatching(/lost & cannot forget\.$/),
            expect.stringMatching(/^Few actors/),
          ],
        },
      },
    ],
  ],
  [
    'microdata.html',
    [
      {
        article: {
          film: { title: 'Locke', releaseYear: 2013 },
          directors: ['Steven Knight'],
          actors: [{ name: 'Tom Hardy', ...none }],
          author: { name: 'Sam Example' },
          datePublished: '2014-04-18',
          rating: { value: 4, best: 5 },
        },
      },
    ],
  ],
  [
    'post.md',
    [
      {
        article: {
          headline: 'Aftersun and what the tape keeps',
          film: { title: 'Aftersun', releaseYear: 2022 },
          directors: ['Charlotte Wells'],
          actors: [
            { name: 'Paul Mescal', ...none },
            { name: 'Frankie Corio', ...none },
          ],
          genres: ['Drama'],
          author: { name: 'Sam Example' },
          datePublished: '2022-11-20',
          rating: { value: 4.5, best: 5 },
          slug: 'aftersun',
          status: 'DRAFT',
          body: [
            'A father and a daughter are on holiday, and she holds the camera.',
            'What she cannot see then, the film sees twenty years later.',
          ],
        },
      },
    ],
  ],
  [
    'wordpress.xml',
    [
      {
        line: 7,
        article: {
          headline: 'Drive (2011) – Review',
          film: { title: 'Drive', releaseYear: 2011 },
          directors: ['Nicolas Winding Refn'],
          actors: [
            { name: 'Ryan Gosling', ...none },
            { name: 'Carey Mulligan', ...none },
          ],
          genres: ['Crime', 'Neo-Noir'],
          author: { name: 'Sam Example' },
          publication: 'The Late Show',
          datePublished: '2011-10-02T09:30:00.000Z',
          rating: { value: 4, best: 5 },
          slug: 'drive',
          status: 'PUBLISHED',
          sourceUrl: 'https://example.org/drive/',
          tags: ['Crime', 'Neo-Noir', 'Gloves'],
        },
      },
      { omitted: 'page', line: 26 },
      { omitted: 'attachment', line: 27 },
      { omitted: 'draft', line: 28 },
      { line: 29, article: { film: { title: 'Collateral', releaseYear: 2004 }, datePublished: null } },
    ],
  ],
  [
    'feed.rss',
    [
      {
        line: 3,
        article: {
          headline: 'Heat (1995) – Review',
          film: { title: 'Heat', releaseYear: 1995 },
          directors: ['Michael Mann'],
          genres: ['Crime'],
          author: { name: 'Sam Example' },
          datePublished: '2021-05-03T08:00:00.000Z',
          sourceUrl: 'https://example.org/heat',
        },
      },
      { line: 6, unreadable: expect.stringMatching(/^names no film/) },
    ],
  ],
  [
    'feed.atom',
    [
      {
        line: 3,
        article: {
          film: { title: 'Ida', releaseYear: 2013 },
          actors: [
            { name: 'Agata Trzebuchowska', ...none },
            { name: 'Agata Kulesza', ...none },
          ],
          author: { name: 'Sam Example' },
          datePublished: '2014-05-02T00:00:00.000Z',
        },
      },
    ],
  ],
  [
    'blogger.atom',
    [
      { omitted: 'of the type "settings"', line: 4 },
      { line: 5, article: { film: { title: 'Ida', releaseYear: 2013 }, tags: ['drama'] } },
      { omitted: 'comment', line: 6 },
      { omitted: 'page', line: 7 },
      { omitted: 'draft', line: 8 },
    ],
  ],
  [
    'lines.jsonl',
    [
      {
        line: 1,
        article: {
          film: { title: 'Pig', releaseYear: 2021 },
          actors: [{ name: 'Nicolas Cage', character: 'Rob' }],
          author: { name: 'Sam Example', bio: null },
          publication: 'The Late Show',
          datePublished: '2021-07-16',
          rating: { value: 3.5, best: 4 },
        },
        doubts: [],
      },
      { line: 2, article: { status: 'DRAFT', slug: 'joe' }, record: { film: { slug: 'joe-2013' } } },
    ],
  ],
  ['complete.txt', [{ article: { film: { title: "The Lamplighter's Debt" } } }]],
];

it.each(cases)('reads %s', async (file, readings) => {
  expect(await read(createReadStream(join(fixtures, file)))).toMatchObject(readings);
});

it.each(cases)('reads %s all the same when it comes packed, and byte by byte', async (file) => {
  const bytes = await readFile(join(fixtures, file));
  const whole = await read(Readable.from([bytes]));
  expect(await read(Readable.from([gzipSync(bytes)]))).toEqual(whole);
  const single = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
  expect(await read(Readable.from(single))).toEqual(whole);
});
