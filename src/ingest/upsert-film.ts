import type { SqlExecutor } from '../database/sql';
import { CreditRole } from '../films/credit-role';
import { findFilm, type KnownFilm } from './matching/match-film';
import { creditsOfFilm, findAmongCredits, upsertPerson } from './matching/match-person';
import { freeSlug, toSlug } from './slug';

/** What a source tells of a film. Whatever it does not tell is left as it is. */
export interface FilmFacts {
  title: string;
  releaseYear: number | null;
  imdbId?: string | undefined;
  tmdbId?: number | undefined;
  genres: string[];
  directors: { name: string; birthYear?: number | undefined }[];
  /** Top billed first. */
  cast: { name: string; birthYear?: number | undefined; character?: string | null | undefined }[];
  castIsComplete: boolean;
}

export interface UpsertedFilm extends KnownFilm {
  isNew: boolean;
  hasChanged: boolean;
  doubts: string[];
}

/**
 * Find or add a film and add what of the facts it lacks. Known credits are never removed or re-ordered; a
 * director or, in a complete cast, an actor whom the store does not know of becomes a doubt.
 */
export async function upsertFilm(sql: SqlExecutor, facts: FilmFacts): Promise<UpsertedFilm> {
  const known = await findFilm(sql, { ...facts, directors: facts.directors.map(({ name }) => name) });
  const film = known ?? (await addFilm(sql, facts));
  const doubts: string[] = [];
  let hasChanged = known === null;

  const credits = await creditsOfFilm(sql, film.id);
  const directors = credits.filter((credit) => credit.role === CreditRole.DIRECTOR);
  const cast = credits.filter((credit) => credit.role === CreditRole.ACTOR);

  for (const { name, birthYear } of facts.directors) {
    if (findAmongCredits(directors, name)) continue;
    if (directors.length > 0) {
      doubts.push(
        `${film.title} is known as directed by ${directors.map((d) => d.name).join(' and ')}, not by ${name}`,
      );
      continue;
    }
    // A director who also acts is found among the cast.
    const inCast = findAmongCredits(cast, name);
    const person = inCast
      ? { id: inCast.personId }
      : await upsertPerson(sql, { name, birthYear: birthYear ?? null, role: CreditRole.DIRECTOR });
    if (person.doubt) doubts.push(person.doubt);
    await addCredit(sql, { filmId: film.id, personId: person.id, role: CreditRole.DIRECTOR });
    credits.push({ personId: person.id, name, role: CreditRole.DIRECTOR, billing: null });
    hasChanged = true;
  }

  let billing = Math.max(-1, ...cast.map((credit) => credit.billing ?? -1));
  const wasCastKnown = cast.length > 0;
  for (const { name, birthYear, character } of facts.cast) {
    if (findAmongCredits(cast, name)) continue;
    if (wasCastKnown && film.castIsComplete) {
      doubts.push(`the complete cast of ${film.title} does not have ${name}`);
      continue;
    }
    const director = findAmongCredits(credits, name);
    const person = director
      ? { id: director.personId }
      : await upsertPerson(sql, { name, birthYear: birthYear ?? null, role: CreditRole.ACTOR });
    if (person.doubt) doubts.push(person.doubt);
    billing++;
    await addCredit(sql, {
      filmId: film.id,
      personId: person.id,
      role: CreditRole.ACTOR,
      character: character ?? null,
      billing,
    });
    cast.push({ personId: person.id, name, role: CreditRole.ACTOR, billing });
    hasChanged = true;
  }

  hasChanged = (await addGenres(sql, film.id, facts.genres)) || hasChanged;
  hasChanged = (await fillGaps(sql, film.id, facts, { setsCastIsComplete: !wasCastKnown })) || hasChanged;
  return { ...film, isNew: known === null, hasChanged, doubts };
}

async function addFilm(sql: SqlExecutor, { title, releaseYear }: FilmFacts): Promise<KnownFilm> {
  const slug = await freeSlug(sql, 'film', [
    toSlug(title),
    ...(releaseYear ? [toSlug(title, releaseYear)] : []),
  ]);
  const [added] = await sql.query<KnownFilm>(
    `/* add film */
    INSERT INTO film (slug, title, release_year) VALUES ($1, $2, $3)
    RETURNING id, title, release_year AS "releaseYear", cast_is_complete AS "castIsComplete"`,
    [slug, title, releaseYear],
  );
  return added!;
}

async function addCredit(
  sql: SqlExecutor,
  credit: { filmId: number; personId: number; role: CreditRole; character?: string | null; billing?: number },
): Promise<void> {
  await sql.query(
    `/* add credit */
    INSERT INTO credit (film_id, person_id, role, "character", billing) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT ON CONSTRAINT credit_once DO NOTHING`,
    [credit.filmId, credit.personId, credit.role, credit.character ?? null, credit.billing ?? null],
  );
}

async function addGenres(sql: SqlExecutor, filmId: number, names: string[]): Promise<boolean> {
  let hasChanged = false;
  for (const name of names) {
    const [known] = await sql.query<{ id: number }>(
      '/* genre by name */ SELECT id FROM genre WHERE match_key(name) = match_key($1)',
      [name],
    );
    const [genre] = known
      ? [known]
      : await sql.query<{ id: number }>(
          '/* add genre */ INSERT INTO genre (slug, name) VALUES ($1, $2) RETURNING id',
          [await freeSlug(sql, 'genre', [toSlug(name)]), name],
        );
    const added = await sql.query(
      `/* add genre to film */
      INSERT INTO film_genre (film_id, genre_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING film_id`,
      [filmId, genre!.id],
    );
    hasChanged ||= added.length > 0;
  }
  return hasChanged;
}

async function fillGaps(
  sql: SqlExecutor,
  filmId: number,
  { releaseYear, imdbId, tmdbId, castIsComplete }: FilmFacts,
  { setsCastIsComplete }: { setsCastIsComplete: boolean },
): Promise<boolean> {
  const filled = await sql.query(
    `/* fill gaps of a film */
    UPDATE film SET
      release_year = coalesce(release_year, $2),
      imdb_id = coalesce(imdb_id, $3),
      tmdb_id = coalesce(tmdb_id, $4),
      cast_is_complete = cast_is_complete OR $5
    WHERE id = $1 AND (
      (release_year IS NULL AND $2::smallint IS NOT NULL)
      OR (imdb_id IS NULL AND $3::text IS NOT NULL)
      OR (tmdb_id IS NULL AND $4::int IS NOT NULL)
      OR (NOT cast_is_complete AND $5)
    )
    RETURNING id`,
    [filmId, releaseYear, imdbId ?? null, tmdbId ?? null, setsCastIsComplete && castIsComplete],
  );
  return filled.length > 0;
}
