import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { projectRoot } from '../../src/project';
import { createStore, type TestStore } from '../support/store';
import { withFiles } from './catalogues/import';
import { importPaths } from './import';

let store: TestStore;
beforeEach(async () => {
  store = await createStore();
});
afterEach(() => store.drop());

const prose = 'The camera rides on the hood of a car. Nobody says a word until the rain has stopped.';
const line = (title: string, over: object = {}) =>
  JSON.stringify({
    headline: title,
    film: { title, releaseYear: 2021, genres: [] },
    author: 'Sam',
    body: [prose],
    ...over,
  });
const lines = (...all: (string | Uint8Array)[]) =>
  Buffer.concat(all.flatMap((each) => [Buffer.from(each), Buffer.from('\n')]));
const item = (title: string, content = `<p>${prose}</p>`, more = '') =>
  `<item><title>${title} (2021) – Review</title><content:encoded><![CDATA[${content}]]></content:encoded>${more}<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>`;
const wxr = (...items: string[]) =>
  [
    '<?xml version="1.0"?>',
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Late Show</title>',
    ...items,
    '</channel></rss>',
  ].join('\n');
const html = (body: string, title = 'Pig (2021) – Review') =>
  `<!doctype html><html><head><title>${title}</title></head><body><article><h1>${title}</h1>${body}</article></body></html>`;
const text = (date = '') => `Pig (2021) - Review\n\n${prose}\n\nMovie Details\n\nTitle: Pig\n\n${date}\n`;
const bomb = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;

type Content = string | Uint8Array;
/** What the file is, what is in it, the lines that are refused and why, and the headlines that are taken in. */
const cases: [
  what: string,
  content: Content,
  refused: [line: number | null, reason: RegExp][],
  taken: string[],
][] = [
  [
    'JSON lines of which one is none',
    lines(line('Pig'), '{"headline": "Jo', line('Mandy')),
    [[2, /^is not JSON/]],
    ['Mandy', 'Pig'],
  ],
  [
    'JSON lines of which one is no article',
    lines(line('Pig'), '{"a": 1}', line('Mandy')),
    [[2, /^has no "headline"/]],
    ['Mandy', 'Pig'],
  ],
  [
    'a catalogue in the place of articles',
    lines('{"title": "Pig", "year": 2021, "cast": []}', '{"title": "Joe", "year": 2013, "cast": []}'),
    [[1, /^is a catalogue of films, which "import catalogue" takes in/]],
    [],
  ],
  [
    'a review of no film',
    lines(line('Pig'), line('Joe', { film: undefined })),
    [[2, /^has no "film"/]],
    ['Pig'],
  ],
  [
    'a credit of a film that is none',
    lines(line('Pig'), line('Joe', { film: { directors: ['Bo'] } })),
    [[2, /^has no "title"/]],
    ['Pig'],
  ],
  [
    'a credit of nobody',
    lines(line('Pig'), line('Joe', { film: { title: 'Joe', directors: [''] } })),
    [[2, /^has an empty "directors"/]],
    ['Pig'],
  ],
  [
    'bytes that are no UTF-8',
    lines(line('Pig'), Buffer.from(line('Jörg'), 'latin1'), line('Mandy')),
    [[2, /^is not UTF-8/]],
    ['Mandy', 'Pig'],
  ],
  ['an escaped NUL', lines(line('Pig'), line('J\0e')), [[2, /^has a NUL character in "headline"/]], ['Pig']],
  ['NUL bytes', lines(line('Pig'), line('Joe').replace('Joe', 'J\0e')), [[2, /^is not JSON/]], ['Pig']],
  [
    'half a character',
    lines(line('Pig'), line('J\ud83d')),
    [[2, /^has half a character in "headline"/]],
    ['Pig'],
  ],
  [
    'a line of 10 MB',
    lines(line('Pig'), line('Joe', { body: ['x'.repeat(10_000_000)] }), line('Mandy')),
    [[2, /^is longer than 4 MB/]],
    ['Mandy', 'Pig'],
  ],
  [
    'the year 0',
    lines(line('Pig'), line('Joe', { datePublished: '0000-01-01' })),
    [[2, /^has "datePublished" that is no day or moment of the years 1870 to 2200/]],
    ['Pig'],
  ],
  [
    'the year 10,000',
    lines(line('Pig'), line('Joe', { datePublished: '10000-01-01' })),
    [[2, /^has "datePublished" that is no day/]],
    ['Pig'],
  ],
  [
    'a film of the year 10,000',
    lines(line('Pig'), line('Joe', { film: { title: 'Joe', releaseYear: 10_000 } })),
    [[2, /^has "releaseYear" that is no number of 1870 to 2200/]],
    ['Pig'],
  ],
  [
    'a review twice, told otherwise',
    lines(line('Pig'), line('Pig', { body: ['Other.'] }), line('Mandy')),
    [[2, /^is the review "pig", of which the source has told otherwise before/]],
    ['Mandy', 'Pig'],
  ],
  ['a review twice, told alike', lines(line('Pig'), line('Pig')), [], ['Pig']],
  [
    'a slug of a review twice',
    lines(line('Pig', { slug: 'a' }), line('Mandy', { slug: 'a' })),
    [],
    ['Mandy', 'Pig'],
  ],
  ['a byte-order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), lines(line('Pig'))]), [], ['Pig']],
  ['CRLF', `${line('Pig')}\r\n\r\n${line('Mandy')}\r\n`, [], ['Mandy', 'Pig']],
  [
    'gzip that is cut off in the first article',
    gzipSync(lines(line('Pig'))).subarray(0, 60),
    [[1, /^ends too early: its gzip was cut off/]],
    [],
  ],
  ['gzip that is damaged', gzipSync(lines(line('Pig'))).fill(7, 40, 60), [[null, /gzip|no film/]], []],
  [
    'a page whose gzip is cut off',
    gzipSync(html(`<p>${prose}</p>`)).subarray(0, -20),
    [[null, /^ends too early: its gzip was cut off/]],
    [],
  ],
  [
    'a WordPress export that is cut off',
    wxr(item('Pig'), item('Mandy')).slice(0, -100),
    [[4, /^ends before its last element does/]],
    ['Pig (2021) – Review'],
  ],
  [
    'an item without text',
    wxr(item('Pig'), item('Joe', ''), item('Mandy')),
    [[4, /^has no text/]],
    ['Mandy (2021) – Review', 'Pig (2021) – Review'],
  ],
  [
    'an item of no film',
    wxr(item('Pig'), item('Mandy').replace('Mandy (2021) – Review', 'Ten soups for the winter')),
    [[4, /^names no film/]],
    ['Pig (2021) – Review'],
  ],
  [
    'an item of 10 MB',
    wxr(item('Pig'), item('Joe', 'x '.repeat(5_000_000)), item('Mandy')),
    [[4, /^is longer than 8 MB$/]],
    ['Mandy (2021) – Review', 'Pig (2021) – Review'],
  ],
  [
    'a bomb of entities',
    wxr(item('Joe'), item('Pig', `<p>${prose} &b;</p>`), item('Mandy')).replace('\n', bomb),
    [[3, /^has &b;, which the file declares/]],
    ['Joe (2021) – Review', 'Mandy (2021) – Review'],
  ],
  [
    'an entity that holds an article',
    wxr(item('Pig')).replace('\n', `<!DOCTYPE rss [<!ENTITY a '<item><title>Joe (2021)</title></item>'>]>`),
    [[1, /^declares an entity that holds elements/]],
    [],
  ],
  [
    'entities without number',
    wxr(item('Pig')).replace(
      '\n',
      `<!DOCTYPE rss [${Array.from({ length: 1_001 }, (_, i) => `<!ENTITY a${i} "a">`).join('')}]>`,
    ),
    [[1, /^declares more than 1,000 entities/]],
    [],
  ],
  [
    'an entity from outside',
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>${wxr(item('Pig', '&e;')).slice(22)}`,
    [[2, /^has &e;, which the file declares/]],
    [],
  ],
  [
    'an entity from outside, in HTML',
    `<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>${html(`<p>${prose} &e;</p>`).slice(15)}`,
    [],
    ['Pig (2021) – Review'],
  ],
  [
    'a feed with the year 10,000',
    wxr(item('Pig', undefined, '<wp:post_date_gmt>10000-01-01 00:00:00</wp:post_date_gmt>')),
    [],
    ['Pig (2021) – Review'],
  ],
  ['HTML nested without end', html('<div>'.repeat(100_000)), [[null, /^nests more than 256 elements/]], []],
  [
    'HTML of a million elements',
    html('<p>x</p>'.repeat(1_000_000)),
    [[null, /^has more than 50000 elements/]],
    [],
  ],
  [
    'HTML that does not end',
    html(`<p>${prose}</p><p>${prose} <a href="`).replace('</article></body></html>', ''),
    [],
    ['Pig (2021) – Review'],
  ],
  ['HTML with NUL bytes', html(`<p>${prose}</p>`).replace('camera', 'cam\0era'), [], ['Pig (2021) – Review']],
  [
    'HTML in no known encoding',
    Buffer.from(html(`<p>${prose} Café.</p>`, 'Pig (2021)'), 'latin1'),
    [],
    ['Pig (2021)'],
  ],
  ['a text of the year 0', text('Published: 0000-01-01'), [], ['Pig (2021) - Review']],
  [
    'front matter without end',
    '---\ntitle: Pig\n\nText.\n',
    [[null, /^has front matter that does not end/]],
    [],
  ],
  [
    'front matter that is a bomb',
    `---\na: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n---\n${text()}`,
    [[null, /^has front matter that cannot be read/]],
    [],
  ],
  ['nothing', '', [[null, /^is empty/]], []],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), [[null, /^is not text/]], []],
];

const headlines = async () =>
  (await store.sql.query<{ headline: string }>('SELECT headline FROM review ORDER BY headline')).map(
    ({ headline }) => headline,
  );

it.each(cases)('of %s the good is in, once, and the bad is told of', async (_, content, refused, taken) => {
  await withFiles({ 'source.txt': content }, async (folder) => {
    const results = await importPaths(store, [folder]);
    const failed = results.filter((result) => result.outcome === 'failed');
    expect(failed.map(({ line: at = null, reason }) => [at, reason])).toEqual(
      refused.map(([at, reason]) => [at, expect.stringMatching(reason)]),
    );
    expect(failed.every(({ source }) => source === `${folder}/source.txt`)).toBe(true);
    expect(await headlines()).toEqual(taken);
    const again = await importPaths(store, [folder]);
    expect(again.filter(({ outcome }) => outcome === 'added' || outcome === 'updated')).toEqual([]);
    expect(await headlines()).toEqual(taken);
  });
});

it('gzip that is cut off has its whole lines taken in', async () => {
  const packed = gzipSync(lines(...Array.from({ length: 300 }, (_, i) => line(`Film ${(i * 7919) % 9973}`))));
  await withFiles({ 'a.jsonl.gz': packed.subarray(0, packed.length / 2) }, async (folder) => {
    const results = await importPaths(store, [folder]);
    const added = results.filter(({ outcome }) => outcome === 'added').length;
    expect(added).toBeGreaterThan(50);
    expect(results.slice(added)).toMatchObject([
      { outcome: 'failed', line: added + 1, reason: 'ends too early: its gzip was cut off' },
    ]);
  });
});

describe('what would be executed', () => {
  const hostile = `<p>${prose}</p><script>steal()</script><p onclick="steal()">After.</p><style>p{}</style>
    <img src=x onerror="steal()"><iframe src="javascript:steal()"></iframe><svg><script>steal()</script></svg>
    <p>&lt;script&gt;steal()&lt;/script&gt; and <<b>script>steal()</p><!-- steal() --><object data=x>steal()</object>`;

  it.each([
    ['HTML', html(hostile)],
    ['WordPress', wxr(item('Pig', hostile))],
    [
      'a feed',
      `<feed><entry><title>Pig (2021)</title><content type="html">${hostile.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</content></entry></feed>`,
    ],
    ['Markdown', `---\ntitle: Pig (2021) – Review\n---\n${hostile}\n`],
  ])('is left out of %s', async (_, content) => {
    await withFiles({ 'source.html': content }, (folder) => importPaths(store, [folder]));
    const [review] = await store.sql.query<{ body: string[] }>('SELECT body FROM review');
    expect(review!.body[0]).toBe(prose);
    expect(JSON.stringify(review)).not.toMatch(/onclick|onerror|javascript:|<|-->/);
  });
});

describe('the store', () => {
  const source = { 'a.jsonl': lines(...['A', 'B', 'C', 'D'].map((title) => line(title))) };
  const onReview = (headline: string, does: string) =>
    store.sql.query(
      `DO $do$ BEGIN
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.headline = '${headline}' THEN ${does}; END IF; RETURN NEW; END $$;
        CREATE TRIGGER fail BEFORE INSERT ON review FOR EACH ROW EXECUTE FUNCTION fail();
      END $do$`,
    );

  it.each([
    [
      'its disk is full',
      `RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'`,
      /disk of the store is full .*make room, and import again/,
    ],
    ['the database goes away', 'PERFORM pg_terminate_backend(pg_backend_pid())', /terminat/],
  ])('has what came before where %s half-way, and the rest the next time', async (_, does, message) => {
    await onReview('C', does);
    await withFiles(source, async (folder) => {
      await expect(importPaths(store, [folder])).rejects.toThrow(message);
      expect(await headlines()).toEqual(['A', 'B']);
      expect(await store.sql.query(`SELECT FROM film WHERE title = 'C'`)).toEqual([]);
      await store.sql.query('DROP TRIGGER fail ON review');
      const outcomes = (await importPaths(store, [folder])).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['unchanged', 'unchanged', 'added', 'added']);
    });
  });

  it('has nothing of an article that it refuses, not even its film, and all of the next', async () => {
    await onReview('B', `RAISE EXCEPTION 'no' USING ERRCODE = '23514'`);
    const results = await withFiles(source, (folder) => importPaths(store, [folder]));
    expect(results.map(({ outcome }) => outcome)).toEqual(['added', 'failed', 'added', 'added']);
    expect(await store.sql.query(`SELECT FROM film WHERE title = 'B'`)).toEqual([]);
  });

  it('has nothing of the article in the middle of which the command was killed, and the rest the next time', async () => {
    const other = new Client(store.url);
    await other.connect();
    await withFiles(source, async (folder) => {
      await other.query('BEGIN; LOCK TABLE review IN SHARE MODE');
      const command = spawn(
        process.execPath,
        ['dist/src/cli.js', 'import', 'article', folder, '--report', join(folder, 'report')],
        { cwd: projectRoot, env: { ...process.env, DATABASE_URL: store.url }, stdio: 'ignore' },
      );
      const isWaiting = `SELECT FROM pg_locks WHERE NOT granted AND relation = 'review'::regclass`;
      while ((await other.query(isWaiting)).rowCount === 0) await sleep(20);
      command.kill('SIGKILL');
      await once(command, 'exit');
      await other.query('ROLLBACK');
      const outcomes = (await importPaths(store, [folder])).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['added', 'added', 'added', 'added']);
      expect(await store.sql.query('SELECT FROM film')).toHaveLength(4);
    });
    await other.end();
  });

  it('is as it was after a dry run, which tells the same', async () => {
    await withFiles(source, async (folder) => {
      const dry = await importPaths(store, [folder], { isDryRun: true });
      expect(await headlines()).toEqual([]);
      expect(await store.sql.query('SELECT FROM film')).toEqual([]);
      const wet = await importPaths(store, [folder]);
      const ofNoId = (results: unknown) => JSON.stringify(results).replace(/"id":(\d+|null),/g, '');
      expect(ofNoId(dry)).toBe(ofNoId(wet));
    });
  });
});
