import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { imdbColumns } from '../../src/ingest/catalogues/imdb';
import { Random } from '../store/random';
import { filmTitle, personName } from '../store/words';

/** Of 100 rows of IMDb's four files, as they were in 2025: 9 of titles, 9 of their crews, 71 of principals, 11 of names. */
const shares = { titles: 0.09, principals: 7.9, names: 0.11 };
/** What we take for films: a fifth of all titles; two thirds are episodes. */
const types: [name: string, upTo: number][] = [
  ['movie', 0.06],
  ['short', 0.155],
  ['tvMovie', 0.17],
  ['video', 0.2],
  ['tvSeries', 0.23],
  ['tvEpisode', 1],
];
const genres = [
  'Drama',
  'Comedy',
  'Documentary',
  'Short',
  'Romance',
  'Action',
  'Thriller',
  'Sci-Fi',
  'Horror',
  'Music',
];
const categories = [
  'actor',
  'actress',
  'actor',
  'actress',
  'self',
  'director',
  'writer',
  'producer',
  'editor',
  'composer',
];
const rowsAChunk = 2_000;

/** Writes the four files, packed as IMDb's are, a row after the other. @returns how many rows. */
export async function writeImdbFiles(
  folder: string,
  { rows, seed }: { rows: number; seed: string },
): Promise<number> {
  const titles = Math.round(rows * shares.titles);
  const names = Math.round(rows * shares.names);
  const random = new Random(`${seed}/imdb`);
  const nameId = (id: number) => `nm${String(id).padStart(7, '0')}`;
  const titleId = (id: number) => `tt${String(id).padStart(7, '0')}`;
  // As in any catalogue a few people are in many titles: the square draws low numbers more often.
  const anybody = () => nameId(1 + Math.floor(names * random.next() ** 2));
  let written = 0;
  const write = async (name: string, columns: readonly string[], lines: Iterable<string>) => {
    const count = function* () {
      let chunk = `${columns.join('\t')}\n`;
      let inChunk = 0;
      for (const line of lines) {
        written++;
        chunk += `${line}\n`;
        if (++inChunk % rowsAChunk !== 0) continue;
        yield chunk;
        chunk = '';
      }
      yield chunk;
    };
    await pipeline(Readable.from(count()), createGzip({ level: 1 }), createWriteStream(join(folder, name)));
  };
  await write(
    'title.basics.tsv.gz',
    imdbColumns.basics,
    (function* () {
      for (let id = 1; id <= titles; id++) {
        const draw = random.next();
        const type = types.find(([, upTo]) => draw < upTo)![0];
        const title = filmTitle(random);
        const year = 1920 + Math.floor(105 * random.next() ** 0.5);
        const kinds = [...new Set([random.pick(genres), random.pick(genres)])].join(',');
        yield `${titleId(id)}\t${type}\t${title}\t${title}\t0\t${year}\t\\N\t${60 + random.below(90)}\t${kinds}`;
      }
    })(),
  );
  await write(
    'title.crew.tsv.gz',
    imdbColumns.crew,
    (function* () {
      for (let id = 1; id <= titles; id++) yield `${titleId(id)}\t${anybody()}\t${anybody()},${anybody()}`;
    })(),
  );
  await write(
    'title.principals.tsv.gz',
    imdbColumns.principals,
    (function* () {
      for (let id = 1; id <= titles; id++) {
        const people = Math.round(2 * shares.principals * random.next());
        for (let place = 1; place <= people; place++) {
          const category = random.pick(categories);
          const character = /^act/.test(category) ? `["${personName(random)}"]` : '\\N';
          yield `${titleId(id)}\t${place}\t${anybody()}\t${category}\t\\N\t${character}`;
        }
      }
    })(),
  );
  await write(
    'name.basics.tsv.gz',
    imdbColumns.names,
    (function* () {
      for (let id = 1; id <= names; id++) {
        yield `${nameId(id)}\t${personName(random)}\t${1900 + random.below(105)}\t\\N\tactor,writer\t${titleId(1 + random.below(titles))}`;
      }
    })(),
  );
  return written;
}
