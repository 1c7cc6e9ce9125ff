import { CreditRole } from '../../films/credit-role';
import { canonicalGenres } from '../matching/genre-synonyms';
import {
  averageOf,
  type CatalogueReader,
  type CatalogueRows,
  checkTmdbId,
  checkYear,
  cleanName,
  cleanNameOrNull,
  countOf,
  imdbIdOf,
  noRows,
  RowFault,
  readRow,
  runtimeOf,
} from './catalogue';
import { IdSet } from './id-set';
import { objectOn } from './json-object';
import { readLines } from './lines';
import type { SourceFile } from './source-file';

/** A film as TMDB writes it, in its answers and in the CSV that was made of them. */
export interface TmdbFilm {
  id: unknown;
  imdb_id?: unknown;
  title?: unknown;
  original_title?: unknown;
  /** YYYY-MM-DD; "" where it is not known. */
  release_date?: unknown;
  runtime?: unknown;
  vote_count?: unknown;
  vote_average?: unknown;
  genres?: unknown;
}

interface TmdbMember {
  id?: unknown;
  name?: unknown;
  character?: unknown;
  order?: unknown;
  job?: unknown;
}

const roles: Record<string, CreditRole | undefined> = {
  Director: CreditRole.DIRECTOR,
  'Co-Director': CreditRole.DIRECTOR,
  Writer: CreditRole.WRITER,
  Screenplay: CreditRole.WRITER,
  'Original Music Composer': CreditRole.COMPOSER,
  'Director of Photography': CreditRole.CINEMATOGRAPHER,
  Editor: CreditRole.EDITOR,
  Producer: CreditRole.PRODUCER,
};

/**
 * Read films as the API of TMDB gives them, a film a line, with `credits` where they were asked for too.
 * Source: https://developer.themoviedb.org/reference/movie-details, with append_to_response=credits
 */
export async function* readTmdbLines(files: readonly SourceFile[]): CatalogueReader {
  const films = new IdSet();
  const people = new IdSet();
  for (const file of files) {
    for await (const { number, texts, faults } of readLines(file)) {
      const rows = noRows(file.name);
      rows.refused.push(...faults);
      for (const [place, text] of texts.entries()) {
        const line = number + place;
        if (text.trim() === '') continue;
        readRow(rows, line, () => {
          const said = objectOn(text);
          const film = toFilm(said as unknown as TmdbFilm, said.credits !== undefined);
          if (!films.add(film.tmdbId)) throw new RowFault(`is film ${film.key}, as a line before is`);
          rows.films.push({ ...film, line });
          const { cast = [], crew = [] } = (said.credits ?? {}) as { cast?: unknown; crew?: unknown };
          addCredits(rows, { filmKey: film.key, line, cast, crew, known: people });
        });
      }
      yield rows;
    }
  }
}

/** @param castIsComplete whether it comes with its credits. @throws RowFault */
export function toFilm(
  said: TmdbFilm,
  castIsComplete: boolean,
): Omit<CatalogueRows['films'][number], 'line' | 'tmdbId'> & { tmdbId: number } {
  const tmdbId = checkTmdbId(said.id);
  const title = cleanName(said.title, 'title');
  const original = cleanNameOrNull(said.original_title, 'original title');
  const date = typeof said.release_date === 'string' ? said.release_date : '';
  return {
    key: String(tmdbId),
    title,
    originalTitle: original === title ? null : original,
    releaseYear: checkYear(date === '' ? null : Number(/^\d+(?=-|$)/.exec(date)?.[0] ?? Number.NaN)),
    runtimeMinutes: runtimeOf(Number(said.runtime)),
    imdbId: imdbIdOf(said.imdb_id, 'tt'),
    tmdbId,
    voteCount: countOf(said.vote_count),
    voteAverage: averageOf(said.vote_average),
    castIsComplete,
    genres: canonicalGenres(namesOf(said.genres)),
  };
}

function namesOf(genres: unknown): string[] {
  if (!Array.isArray(genres)) return [];
  return genres.map((genre) => cleanName((genre as { name?: unknown } | null)?.name, 'name of a genre'));
}

/**
 * Adds what TMDB says of a film's people: each job of a person once, their characters together.
 * @param known whom the rows had before; those that are new to it are added.
 */
export function addCredits(
  rows: CatalogueRows,
  {
    filmKey,
    line,
    cast,
    crew,
    known,
  }: { filmKey: string; line: number; cast: unknown; crew: unknown; known: IdSet },
): void {
  const credits = new Map<string, CatalogueRows['credits'][number]>();
  const add = (member: TmdbMember, role: CreditRole) => {
    const tmdbId = checkTmdbId(member.id);
    const name = cleanName(member.name, 'name');
    const personKey = String(tmdbId);
    if (known.add(tmdbId)) rows.people.push({ key: personKey, name, birthYear: null, imdbId: null, tmdbId });
    const isActor = role === CreditRole.ACTOR;
    const character = isActor ? cleanNameOrNull(member.character, 'character') : null;
    const before = credits.get(`${role} ${personKey}`);
    if (!before) {
      const billing = isActor ? countOf(member.order) : null;
      credits.set(`${role} ${personKey}`, { filmKey, personKey, role, character, billing, line });
    } else if (character && !before.character?.split(' / ').includes(character)) {
      before.character = [before.character, character].filter((part) => part).join(' / ');
    }
  };
  for (const [members, roleOf] of [
    [cast, () => CreditRole.ACTOR],
    [crew, (member: TmdbMember) => roles[String(member.job)]],
  ] as const) {
    for (const member of Array.isArray(members) ? (members as TmdbMember[]) : []) {
      const role = roleOf(member ?? {});
      if (!role) continue;
      try {
        add(member ?? {}, role);
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        rows.refused.push({ line, reason: `credits somebody who ${error.message}` });
      }
    }
  }
  rows.credits.push(...credits.values());
}
