import { stat } from 'node:fs/promises';
import { OperatorError, unreadable } from '../../errors';
import { type CompleteFilm, CompleteFilms } from './complete-films';
import { type Fields, idIn, isObject, listIn, numberIn, objectIn, textIn, wholeNumberIn } from './json-line';
import { LineFault, readLines } from './lines';
import { Progress } from './progress';

const years = { least: 1870, most: 2200 };
const averages = { least: 0, most: 10 };
const votes = { least: 0, most: 2 ** 31 - 1 };

/**
 * Read films from JSON lines, a film a line, in either of two forms that may be mixed: our own of
 * src/ingest/catalogues/film-lines.ts, or that of an extract of TMDB's,
 * {"tmdbId", "imdbId"?, "title", "year"?, "voteCount"?, "voteAverage"?, "genres": [name], "directors": [name], "cast": [name]}; the cast
 * top billed first. A person is known by the name, and by the year of birth where that is given.
 * @returns those whose director, cast and genres are known. Their ids are TMDB's; below 0 where there is none.
 * @throws OperatorError of one line that names the file and the line.
 */
export async function readFilmFile(path: string, progress = new Progress()): Promise<CompleteFilms> {
  const { size } = await stat(path).catch((error) => {
    throw unreadable(path, error);
  });
  const films: CompleteFilm[] = [];
  const lineOfTmdbId = new Map<number, number>();
  const people = new Ordinals();
  const genres = new Ordinals();
  progress.begin(`reading ${path}`, size);
  await readLines(
    path,
    (line, number) => {
      const fields = objectIn(line);
      const tmdbId = fields.tmdbId == null ? null : idIn(fields, 'tmdbId');
      const before = tmdbId === null ? undefined : lineOfTmdbId.get(tmdbId);
      if (before) throw new LineFault(`tmdbId ${tmdbId} is that of the film in line ${before}`);
      if (tmdbId !== null) lineOfTmdbId.set(tmdbId, number);
      const directorIds = listIn(fields, 'directors').map((person) =>
        people.of(personKey('directors', person)),
      );
      const actorIds = listIn(fields, 'cast').map((person) => people.of(personKey('cast', person)));
      const genreIds = listIn(fields, 'genres').map((genre) => genres.of(nameIn('genres', genre)));
      const film = {
        id: tmdbId ?? -number,
        tmdbId,
        imdbId: fields.imdbId == null ? null : textIn(fields, 'imdbId'),
        title: textIn(fields, 'title'),
        releaseYear: wholeNumberIn(fields, 'releaseYear' in fields ? 'releaseYear' : 'year', years),
        voteCount: wholeNumberIn(fields, 'voteCount', votes),
        voteAverage: numberIn(fields, 'voteAverage', averages),
        directorIds,
        actorIds,
        billings: actorIds.map((_, place) => place),
        genreIds,
      };
      if (directorIds.length && actorIds.length && genreIds.length) films.push(film);
    },
    (read) => progress.count(read),
  );
  progress.end();
  if (films.length === 0) throw new OperatorError(`${path}: has no film with director, cast and genres`);
  return new CompleteFilms(films, { people: people.names(), genres: genres.names() });
}

/** Numbers for names, from 1 in the order in which they come. */
class Ordinals {
  private readonly known = new Map<string, number>();

  names(): Map<number, string> {
    return new Map([...this.known].map(([key, ordinal]) => [ordinal, key.split('\n')[0]!]));
  }

  of(name: string): number {
    const ordinal = this.known.get(name) ?? this.known.size + 1;
    this.known.set(name, ordinal);
    return ordinal;
  }
}

function personKey(list: string, person: unknown): string {
  if (!isObject(person)) return nameIn(list, person);
  const born = wholeNumberIn(person, 'born', { least: 1, most: years.most });
  return born === null ? nameIn(list, person.name) : `${nameIn(list, person.name)}\n${born}`;
}

function nameIn(list: keyof Fields & string, name: unknown): string {
  if (typeof name !== 'string' || name.trim() === '') throw new LineFault(`${list} must be a list of names`);
  return name;
}
