import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Random } from '../store/random';
import { filmTitle, personName } from '../store/words';

interface DrawnFilm {
  id: number;
  title: string;
  year: number;
  genres: string[];
  director: DrawnPerson;
  cast: DrawnPerson[];
}

interface DrawnPerson {
  id: number;
  name: string;
}

const genres = ['Drama', 'Comedy', 'Romance', 'Action', 'Thriller', 'Science Fiction', 'Horror', 'Music'];
const castSize = 10;

/** The same films in the forms of the other catalogues. @returns the paths, by the name of the form. */
export async function writeFilmFiles(
  folder: string,
  { films, seed }: { films: number; seed: string },
): Promise<Record<string, string[]>> {
  const all = () => drawFilms({ films, seed });
  const write = async (name: string, lines: Iterable<string>) => {
    const path = join(folder, name);
    await pipeline(Readable.from(lines), createWriteStream(path));
    return path;
  };
  return {
    'TMDB, JSON lines': [
      await write(
        'tmdb.jsonl',
        map(all(), (film) => `${JSON.stringify(tmdb(film))}\n`),
      ),
    ],
    'TMDB, CSV': [
      await write(
        'movies.csv',
        csv(['genres', 'id', 'original_title', 'release_date', 'title'], all(), (film) => [
          JSON.stringify(tmdb(film).genres),
          String(film.id),
          film.title,
          `${film.year}-01-01`,
          film.title,
        ]),
      ),
      await write(
        'credits.csv',
        csv(['movie_id', 'title', 'cast', 'crew'], all(), (film) => [
          String(film.id),
          film.title,
          JSON.stringify(tmdb(film).credits.cast),
          JSON.stringify(tmdb(film).credits.crew),
        ]),
      ),
    ],
    'our JSON lines': [
      await write(
        'films.jsonl',
        map(all(), (film) => `${JSON.stringify(named(film))}\n`),
      ),
    ],
    Wikipedia: [
      await write('wikipedia.json', list(map(all(), (film) => JSON.stringify(named(film), null, 2)))),
    ],
  };
}

function* drawFilms({ films, seed }: { films: number; seed: string }): Iterable<DrawnFilm> {
  const random = new Random(`${seed}/films`);
  // As many as there are in films of that number, each with a name of their own for as long as there are enough.
  const people = Array.from({ length: films * 3 }, (_, id) => ({ id: id + 1, name: personName(random) }));
  const anybody = () => people[Math.floor(people.length * random.next() ** 2)]!;
  for (let id = 1; id <= films; id++) {
    const cast = [...new Set(Array.from({ length: castSize }, anybody))];
    const kinds = [...new Set([random.pick(genres), random.pick(genres)])];
    // The number makes each title one of its own: two films of one title and year would be one here.
    const title = `${filmTitle(random)} ${id}`;
    yield { id, title, year: 1950 + random.below(75), genres: kinds, director: anybody(), cast };
  }
}

function tmdb({ id, title, year, genres: kinds, director, cast }: DrawnFilm) {
  return {
    id,
    title,
    original_title: title,
    release_date: `${year}-01-01`,
    genres: kinds.map((name, place) => ({ id: place, name })),
    credits: {
      cast: cast.map((person, order) => ({ ...person, order, character: 'Somebody' })),
      crew: [{ ...director, job: 'Director', department: 'Directing' }],
    },
  };
}

function named({ title, year, genres: kinds, director, cast }: DrawnFilm) {
  return { title, year, genres: kinds, directors: [director.name], cast: cast.map(({ name }) => name) };
}

function* map<Item>(items: Iterable<Item>, to: (item: Item) => string): Iterable<string> {
  for (const item of items) yield to(item);
}

function* list(elements: Iterable<string>): Iterable<string> {
  let before = '[\n';
  for (const element of elements) {
    yield before + element;
    before = ',\n';
  }
  yield '\n]\n';
}

function* csv(
  columns: string[],
  films: Iterable<DrawnFilm>,
  to: (film: DrawnFilm) => string[],
): Iterable<string> {
  yield `${columns.join(',')}\n`;
  for (const film of films)
    yield `${to(film)
      .map((field) => `"${field.replaceAll('"', '""')}"`)
      .join(',')}\n`;
}
