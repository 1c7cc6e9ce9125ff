import { changesBetween } from '../audit/audit.store';
import type { SqlExecutor } from '../database/sql';
import { waitForOtherImports } from '../ingest/ingest.store';
import { canonicalGenres } from '../ingest/matching/genre-synonyms';
import { slugsOf } from '../ingest/slug';
import { upsertGenre } from '../ingest/upsert-film';
import { countFilmChange, lockFilm, setGenres, type WrittenFilm, writeFilm } from './film-writing.store';
import type { UpsertFilmInput } from './film-writing.type';
import type { Writing } from './mutation';
import { factsSaid, lockMeant, slugOfNew, type Upserted } from './upsert';
import { refuse, UserErrorCode } from './user-error';

const factNames = [
  'title',
  'originalTitle',
  'releaseYear',
  'runtimeMinutes',
  'castIsComplete',
  'voteCount',
  'voteAverage',
  'imdbId',
  'tmdbId',
  'wikidataId',
] as const;

export async function upsertFilm({ sql, record }: Writing, input: UpsertFilmInput): Promise<Upserted> {
  await waitForOtherImports(sql);
  const before = await lockMeant(sql, 'Film', input, lockFilm);
  const facts = await factsSaid(sql, 'Film', { input, names: factNames, before });
  const id = await writeFilm(sql, before ? facts : { ...facts, slug: await newSlug(sql, input) }, before?.id);
  if (input.genres) {
    const genreIds: number[] = [];
    for (const name of genresMeant(input.genres)) genreIds.push(await upsertGenre(sql, name));
    const hasChanged = await setGenres(sql, { filmId: id, genreIds });
    if (before && hasChanged) await countFilmChange(sql, [id]);
  }
  await record('Film', id, changesBetween(auditedFilm(before), auditedFilm(await lockFilm(sql, id))));
  return { id, isNew: before === null };
}

/** In our words; what a catalogue's word for none would be is a genre where an editor says so. */
function genresMeant(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const meant = canonicalGenres([name]);
    return meant.length > 0 ? meant : [name.trim()];
  });
}

async function newSlug(sql: SqlExecutor, { title, releaseYear, slug }: UpsertFilmInput): Promise<string> {
  if (title === undefined) refuse(UserErrorCode.INVALID, ['title'], 'A new film needs a title.');
  return slugOfNew(sql, 'Film', { wanted: slug, candidates: slugsOf(title, releaseYear ?? null) });
}

/** As it is put on record: by the names that the API has for it. */
export function auditedFilm(film: WrittenFilm | null): object | null {
  if (!film) return null;
  const { id, version, ...facts } = film;
  return facts;
}
