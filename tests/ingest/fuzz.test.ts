import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { OperatorError } from '../../src/errors';
import { hasMarkup } from '../../src/ingest/articles/markup';
import { type Reading, readArticles } from '../../src/ingest/articles/read-articles';
import type { CatalogueRows } from '../../src/ingest/catalogues/catalogue';
import { findCatalogues } from '../../src/ingest/catalogues/find-catalogues';
import { projectRoot } from '../../src/project';
import { mutator } from './mutate';

const articles = join(projectRoot, 'tests', 'fixtures', 'articles');
const articleFiles = readdirSync(articles);
const articleBytes = articleFiles.map((file) => readFileSync(join(articles, file)));

async function readArticle(bytes: Uint8Array): Promise<Reading[]> {
  const readings: Reading[] = [];
  for await (const reading of readArticles(Readable.from([bytes]))) readings.push(reading);
  return readings;
}

describe('a reader of articles', () => {
  it.each(articleFiles.map((file, index) => [file, index] as const))(
    'gives articles or says why not, whatever becomes of %s, and never markup',
    async (file, index) => {
      const mutate = mutator(index + 1);
      let articlesRead = 0;
      for (let round = 0; round < 400; round++) {
        const bytes = mutate(articleBytes[index]!, articleBytes);
        for (const reading of await readArticle(bytes)) {
          if ('unreadable' in reading) {
            expect(reading.unreadable).toMatch(/^\S.*$/);
          } else if ('article' in reading) {
            articlesRead++;
            const { article, record } = reading;
            if (!record?.film.slug && hasMarkup(JSON.stringify({ ...article, sourceUrl: '' }))) {
              throw new Error(`round ${round} of ${file} has markup: ${JSON.stringify(article)}`);
            }
            expect(article.body.length).toBeGreaterThan(0);
            // What is read is no longer than what there was to read, entities and all.
            expect(JSON.stringify(article).length).toBeLessThan(12 * bytes.length + 1_000);
          }
        }
      }
      expect(articlesRead).toBeGreaterThan(100);
    },
  );

  it('has the lines before and after a bad one', async () => {
    const [good = ''] = readFileSync(join(articles, 'lines.jsonl'), 'utf8').split('\n');
    const [before, after] = [good.replace('Pig', 'Before'), good.replace('Pig', 'After')];
    const mutate = mutator(99);
    for (let round = 0; round < 1_000; round++) {
      const bytes = Buffer.concat([
        Buffer.from(`${before}\n`),
        mutate(Buffer.from(good), articleBytes),
        Buffer.from(`\n${after}\n`),
      ]);
      const headlines = (await readArticle(bytes)).flatMap((reading) =>
        'article' in reading ? [reading.article.headline] : [],
      );
      expect([headlines[0], headlines.at(-1)]).toEqual(['Before', 'After']);
    }
  });
});

describe('a reader of catalogues', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reelgraph-fuzz-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const catalogues = join(projectRoot, 'tests', 'fixtures', 'catalogues');
  const groups: Record<string, string[]> = {
    imdb: ['title.basics.tsv', 'title.crew.tsv', 'title.principals.tsv', 'name.basics.tsv'],
    tmdb: ['tmdb_5000_movies.csv', 'tmdb_5000_credits.csv'],
  };
  const groupOf = (file: string) => Object.values(groups).find((files) => files.includes(file)) ?? [file];
  const files = ['imdb', 'tmdb', 'names'].flatMap((group) =>
    readdirSync(join(catalogues, group)).map((file) => [file, join(catalogues, group)] as const),
  );
  const bytesOf = new Map(files.map(([file, from]) => [file, readFileSync(join(from, file))]));

  async function read(changed: string, bytes: Uint8Array): Promise<CatalogueRows[]> {
    const paths: string[] = [];
    for (const file of groupOf(changed)) {
      paths.push(join(folder, file));
      await writeFile(paths.at(-1)!, file === changed ? bytes : bytesOf.get(file)!);
    }
    const rows: CatalogueRows[] = [];
    for (const catalogue of await findCatalogues(paths)) {
      if (catalogue.source === 'RECORDS') continue;
      for await (const part of catalogue.read()) rows.push(part);
    }
    return rows;
  }

  it.each(files)('gives rows or says why not, whatever becomes of %s', async (file) => {
    const mutate = mutator(file.length);
    const original = bytesOf.get(file)!;
    let films = 0;
    for (let round = 0; round < 150; round++) {
      // The first line is left as it is, mostly: by it a file is known.
      const body = round % 10 === 0 ? 0 : original.indexOf('\n') + 1;
      const bytes = Buffer.concat([
        original.subarray(0, body),
        mutate(original.subarray(body), [...bytesOf.values()]),
      ]);
      const rows = await read(file, bytes).catch((error) => {
        if (error instanceof OperatorError) return [];
        throw error;
      });
      for (const part of rows) {
        films += part.films.length;
        for (const { reason, line } of part.refused) {
          expect(reason).toMatch(/^\S.*$/);
          expect(line).toBeGreaterThan(0);
        }
      }
    }
    expect(films).toBeGreaterThan(100);
  });

  it.each(['title.basics.tsv', 'movies.jsonl', 'films.jsonl'])(
    'has the rows before and after a bad one of %s',
    async (file) => {
      const lines = bytesOf.get(file)!.toString().trimEnd().split('\n');
      const head = file.endsWith('.tsv') ? `${lines.shift()}\n` : '';
      const [first, last] = [lines[0]!, lines.at(-1)!];
      const keysIn = async (text: Uint8Array) =>
        (await read(file, text)).flatMap(({ films }) => films.map(({ title }) => title));
      const wanted = await keysIn(Buffer.from(`${head}${first}\n${last}\n`));
      expect(wanted).toHaveLength(2);
      const mutate = mutator(7);
      for (let round = 0; round < 150; round++) {
        const mutated = mutate(Buffer.from(first), [...bytesOf.values()]);
        const titles = await keysIn(
          Buffer.concat([Buffer.from(`${head}${first}\n`), mutated, Buffer.from(`\n${last}\n`)]),
        );
        for (const title of wanted) expect(titles).toContain(title);
      }
    },
  );
});
