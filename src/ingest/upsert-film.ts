import type { SqlExecutor } from '../database/sql';
import { CreditRole } from '../films/credit-role';
import {
  addCredits,
  addFilm,
  addFilmGenre,
  addGenre,
  creditsOfFilm,
  type FilmCredit,
  fillFilm,
  findGenreId,
  type KnownFilm,
  type NewCredit,
  nameKeys,
} from './film-facts.store';
import { canonicalGenres } from './matching/genre-synonyms';
import { type ArticleNamed, findFilm } from './matching/match-film';
import { findAmongCredits, spellingGuess, upsertPerson } from './matching/match-person';
import type { NewMatch } from './matching/matches.store';
import { freeSlug, slugsOf, toSlug } from './slug';

/** What a source tells of a film. Whatever it does not tell is left as it is. */
export interface FilmFacts {
  title: string;
  originalTitle?: string | undefined;
  releaseYear: number | null;
  imdbId?: string | undefined;
  tmdbId?: number | undefined;
  /** How many people have rated it. */
  voteCount?: number | undefined;
  /** 0 to 10. */
  voteAverage?: number | undefined;
  genres: string[];
  directors: NamedPerson[];
  /** Top billed first. */
  cast: (NamedPerson & { character?: string | null | undefined })[];
  castIsComplete: boolean;
  /** The article that tells of it, by which it is found again. */
  article?: ArticleNamed | undefined;
}

interface NamedPerson {
  name: string;
  birthYear?: number | undefined;
}

export interface UpsertedFilm extends KnownFilm {
  isNew: boolean;
  hasChanged: boolean;
  doubts: string[];
  /** What was guessed for it. */
  matches: NewMatch[];
}

/**
 * Find or add a film and add what of the facts it lacks. Known credits are never removed or re-ordered; a
 * director or, in a complete cast, an actor whom the store does not know of becomes a doubt.
 */
export async function upsertFilm(sql: SqlExecutor, facts: FilmFacts): Promise<UpsertedFilm> {
  const keys = await nameKeys(
    sql,
    [...facts.directors, ...facts.cast].map(({ name }) => name),
  );
  const keysOf = (people: NamedPerson[]) => people.map(({ name }) => keys.get(name)!);
  const { film: known, guesses } = await findFilm(sql, {
    ...facts,
    directorKeys: keysOf(facts.directors),
    actorKeys: keysOf(facts.cast),
  });
  const film = known ?? (await addFilmAsWritten(sql, facts));
  const written = await writeFacts(sql, film, facts);
  return {
    ...film,
    ...written,
    isNew: known === null,
    hasChanged: known === null || written.hasChanged,
    matches: [
      ...guesses.map((guess) => ({ ...guess, subjectId: known ? null : film.id, filmId: null, facts })),
      ...written.matches,
    ],
  };
}

/** A film of its own, whatever others there are of the title. */
export async function addFilmAsWritten(sql: SqlExecutor, facts: FilmFacts): Promise<KnownFilm> {
  const slug = await freeSlug(sql, 'film', slugsOf(facts.title, facts.releaseYear));
  return addFilm(sql, { ...facts, slug });
}

/** Add what of the facts a film lacks, as `upsertFilm` does once it has found it. */
export async function writeFacts(
  sql: SqlExecutor,
  film: KnownFilm,
  facts: FilmFacts,
): Promise<Pick<UpsertedFilm, 'hasChanged' | 'doubts' | 'matches'>> {
  const keys = await nameKeys(
    sql,
    [...facts.directors, ...facts.cast].map(({ name }) => name),
  );
  const doubts: string[] = [];
  const matches: NewMatch[] = [];
  const changes: boolean[] = [];
  if (facts.releaseYear !== null && film.releaseYear !== null && facts.releaseYear !== film.releaseYear) {
    doubts.push(`${film.title} is known as a film of ${film.releaseYear}, not of ${facts.releaseYear}`);
  }

  const added: NewCredit[] = [];
  const credits = await creditsOfFilm(sql, film.id);
  const directors = credits.filter((credit) => credit.role === CreditRole.DIRECTOR);
  const cast = credits.filter((credit) => credit.role === CreditRole.ACTOR);

  /** Whether somebody who has the credit already has this name, be it in another spelling. */
  function hasCredit(name: string, { among, role }: { among: FilmCredit[]; role: CreditRole }): boolean {
    const nameKey = keys.get(name)!;
    const known = findAmongCredits(among, nameKey);
    if (!known) return false;
    const facts = { role, hadCredit: true };
    const guesses = spellingGuess(known, { name, nameKey });
    matches.push(...guesses.map((guess) => ({ ...guess, subjectId: null, filmId: film.id, facts })));
    return true;
  }

  async function credit(
    { name, birthYear, character = null }: FilmFacts['cast'][number],
    { role, billing }: { role: CreditRole; billing: number | null },
  ): Promise<FilmCredit> {
    const nameKey = keys.get(name)!;
    // Whoever does another job on the same film is the same person.
    const colleague = findAmongCredits(credits, nameKey);
    const person = colleague
      ? { id: colleague.personId, isNew: false, guesses: spellingGuess(colleague, { name, nameKey }) }
      : await upsertPerson(sql, {
          name,
          birthYear: birthYear ?? null,
          role,
          releaseYear: film.releaseYear ?? facts.releaseYear,
        });
    if ('doubt' in person && person.doubt) doubts.push(person.doubt);
    const subjectId = person.isNew ? person.id : null;
    const credited = { subjectId, filmId: film.id, facts: { role, hadCredit: false } };
    matches.push(...person.guesses.map((guess) => ({ ...guess, ...credited })));
    added.push({ personId: person.id, role, character, billing });
    return { personId: person.id, name, nameKey, role, billing };
  }

  for (const director of facts.directors) {
    if (hasCredit(director.name, { among: directors, role: CreditRole.DIRECTOR })) continue;
    if (directors.length > 0) {
      const names = directors.map(({ name }) => name).join(' and ');
      doubts.push(`${film.title} is known as directed by ${names}, not by ${director.name}`);
    } else credits.push(await credit(director, { role: CreditRole.DIRECTOR, billing: null }));
  }

  const isCastSettled = film.castIsComplete && cast.length > 0;
  let billing = Math.max(-1, ...cast.map((member) => member.billing ?? -1)) + 1;
  const wasCastEmpty = cast.length === 0;
  for (const member of facts.cast) {
    if (hasCredit(member.name, { among: cast, role: CreditRole.ACTOR })) continue;
    if (isCastSettled) doubts.push(`the complete cast of ${film.title} does not have ${member.name}`);
    else {
      cast.push(await credit(member, { role: CreditRole.ACTOR, billing: billing++ }));
      if (!wasCastEmpty) doubts.push(`${member.name} was not in the cast of ${film.title}, and is now`);
    }
  }

  changes.push(await addCredits(sql, { filmId: film.id, credits: added }));
  for (const name of canonicalGenres(facts.genres))
    changes.push(await addGenreOf(sql, { filmId: film.id, name }));
  changes.push(
    await fillFilm(sql, {
      ...facts,
      id: film.id,
      castIsComplete: wasCastEmpty && facts.castIsComplete,
    }),
  );
  return { hasChanged: changes.includes(true), doubts, matches };
}

async function addGenreOf(
  sql: SqlExecutor,
  { filmId, name }: { filmId: number; name: string },
): Promise<boolean> {
  return addFilmGenre(sql, { filmId, genreId: await upsertGenre(sql, name) });
}

/** Find or add a genre by its name, however written. @returns its id. */
export async function upsertGenre(sql: SqlExecutor, name: string): Promise<number> {
  const known = await findGenreId(sql, name);
  return known ?? addGenre(sql, { name, slug: await freeSlug(sql, 'genre', [toSlug(name)]) });
}
