import { CreditRole } from '../../films/credit-role';
import { canonicalGenres } from '../matching/genre-synonyms';
import {
  birthYearOf,
  type CatalogueReader,
  type CatalogueRows,
  checkYear,
  cleanName,
  cleanNameOrNull,
  imdbIdOf,
  noRows,
  RowFault,
  readRow,
  runtimeOf,
} from './catalogue';
import { IdSet } from './id-set';
import { readLines } from './lines';
import type { SourceFile } from './source-file';

/** By what each of the files that we read begins with. Source: https://developer.imdb.com/non-commercial-datasets/ */
export const imdbColumns = {
  basics: [
    'tconst',
    'titleType',
    'primaryTitle',
    'originalTitle',
    'isAdult',
    'startYear',
    'endYear',
    'runtimeMinutes',
    'genres',
  ],
  crew: ['tconst', 'directors', 'writers'],
  principals: ['tconst', 'ordering', 'nconst', 'category', 'job', 'characters'],
  names: ['nconst', 'primaryName', 'birthYear', 'deathYear', 'primaryProfession', 'knownForTitles'],
} as const;

export type ImdbFile = keyof typeof imdbColumns;
export type ImdbFiles = { [kind in ImdbFile]?: SourceFile | undefined } & { basics: SourceFile };

/** What we call a film; the rest are series, their episodes, and games. */
const filmTypes = new Set(['movie', 'tvMovie', 'short', 'video']);

const roles: Record<string, CreditRole | undefined> = {
  actor: CreditRole.ACTOR,
  actress: CreditRole.ACTOR,
  self: CreditRole.ACTOR,
  director: CreditRole.DIRECTOR,
  writer: CreditRole.WRITER,
  composer: CreditRole.COMPOSER,
  cinematographer: CreditRole.CINEMATOGRAPHER,
  editor: CreditRole.EDITOR,
  producer: CreditRole.PRODUCER,
};

/**
 * Read IMDb's datasets: films first, then who worked on them, then the names of these, so that of the millions of
 * rows about episodes and their people none goes further. What is remembered is a bit for each id.
 */
export async function* readImdb({ basics, crew, principals, names }: ImdbFiles): CatalogueReader {
  const titles = new IdSet();
  const films = new IdSet();
  const needed = new IdSet();
  const named = new IdSet();

  const isOfFilm = (title: string): boolean => {
    const number = numberOf(title, 'tt');
    if (!titles.has(number)) throw new RowFault(`is about ${title}, which ${basics.name} does not have`);
    return films.has(number);
  };
  const credit = (
    rows: CatalogueRows,
    line: number,
    { film, person, role, character = null, billing = null }: NewCredit,
  ) => {
    needed.add(numberOf(person, 'nm'));
    rows.credits.push({ filmKey: film, personKey: person, role, character, billing, line });
  };

  yield* readTable(basics, 'basics', (fields, rows, line) => {
    const [id, type, title, originalTitle, , year, , runtime, genres] = fields as string[];
    if (!titles.add(numberOf(id!, 'tt'))) throw new RowFault(`is about ${id}, as a line before is`);
    if (!filmTypes.has(type!)) return;
    rows.films.push({
      key: id!,
      title: cleanName(title, 'title'),
      originalTitle: originalTitle === title ? null : cleanNameOrNull(fields[3], 'original title'),
      releaseYear: checkYear(year === null ? null : Number(year)),
      runtimeMinutes: runtimeOf(Number(runtime)),
      imdbId: id!,
      tmdbId: null,
      voteCount: null,
      voteAverage: null,
      castIsComplete: false,
      genres: canonicalGenres(genres?.split(',') ?? []),
      line,
    });
    films.add(numberOf(id!, 'tt'));
  });
  if (crew) {
    yield* readTable(crew, 'crew', ([film, directors, writers], rows, line) => {
      if (!isOfFilm(film!)) return;
      for (const [people, role] of [
        [directors, CreditRole.DIRECTOR],
        [writers, CreditRole.WRITER],
      ] as const) {
        for (const person of people?.split(',') ?? []) credit(rows, line, { film: film!, person, role });
      }
    });
  }
  if (principals) {
    yield* readTable(principals, 'principals', (fields, rows, line) => {
      const [film, ordering, person, category, , characters] = fields;
      const isWanted = isOfFilm(film!);
      const role = roles[category ?? ''];
      if (!isWanted || !role) return;
      const isActor = role === CreditRole.ACTOR;
      credit(rows, line, {
        film: film!,
        person: person!,
        role,
        character: isActor ? charactersOf(characters!) : null,
        billing: isActor && /^\d{1,5}$/.test(ordering!) ? Number(ordering) : null,
      });
    });
  }
  if (names) {
    yield* readTable(names, 'names', ([id, name, birthYear], rows) => {
      const number = numberOf(id!, 'nm');
      if (!named.add(number)) throw new RowFault(`is about ${id}, as a line before is`);
      if (!needed.has(number)) return;
      rows.people.push({
        key: id!,
        name: cleanName(name, 'name'),
        birthYear: birthYear ? birthYearOf(Number(birthYear)) : null,
        imdbId: id!,
        tmdbId: null,
      });
    });
  }
}

interface NewCredit {
  film: string;
  person: string;
  role: CreditRole;
  character?: string | null;
  billing?: number | null;
}

type Fields = (string | null)[];

/** @param take is given the fields of each row, null where IMDb writes \N. @throws RowFault to have it refused. */
async function* readTable(
  file: SourceFile,
  kind: ImdbFile,
  take: (fields: Fields, rows: CatalogueRows, line: number) => void,
): CatalogueReader {
  const width = imdbColumns[kind].length;
  for await (const { number, texts, faults } of readLines(file)) {
    const rows = noRows(file.name);
    rows.refused.push(...faults);
    for (let place = number === 1 ? 1 : 0; place < texts.length; place++) {
      const text = texts[place]!;
      if (text === '') continue;
      readRow(rows, number + place, () => {
        const fields: Fields = text.split('\t');
        if (fields.length !== width) {
          throw new RowFault(`has ${fields.length} columns instead of ${width}`);
        }
        for (let i = 0; i < width; i++) if (fields[i] === '\\N') fields[i] = null;
        take(fields, rows, number + place);
      });
    }
    yield rows;
  }
}

function numberOf(id: string | null, prefix: 'tt' | 'nm'): number {
  if (imdbIdOf(id, prefix) === null) {
    throw new RowFault(`has no IMDb id where one should be (${String(id).slice(0, 20)})`);
  }
  return Number(id!.slice(2));
}

/** `["Ben Sanderson"]`; several are parted as on a poster. */
function charactersOf(text: string | null): string | null {
  if (!text) return null;
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names)) return cleanNameOrNull(names.join(' / '), 'character');
  } catch (error) {
    if (error instanceof RowFault) throw error;
  }
  return cleanNameOrNull(text, 'character');
}
