import type { SqlExecutor } from '../database/sql';
import type { CreditRole } from '../films/credit-role';
import type { FactsSource } from '../films/facts-source';
import type { WantedPerson } from './matching/match-person';
import type { Namesake } from './matching/person-evidence';

/** @returns the key under which each name meets its other spellings. */
export async function nameKeys(sql: SqlExecutor, names: string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ name: string; key: string }>(
    '/* keys of names */ SELECT name, match_key(name) AS key FROM unnest($1::text[]) AS name',
    [names],
  );
  return new Map(rows.map(({ name, key }) => [name, key]));
}

export interface KnownFilm {
  id: number;
  slug: string;
  title: string;
  releaseYear: number | null;
  castIsComplete: boolean;
}

export async function addFilm(
  sql: SqlExecutor,
  { slug, title, releaseYear }: { slug: string; title: string; releaseYear: number | null },
): Promise<KnownFilm> {
  const [added] = await sql.query<KnownFilm>(
    `/* add film */
    INSERT INTO film (slug, title, release_year) VALUES ($1, $2, $3)
    RETURNING id, slug, title, release_year AS "releaseYear", cast_is_complete AS "castIsComplete"`,
    [slug, title, releaseYear],
  );
  return added!;
}

/** What a source may tell of a film, beside its credits and genres. */
export interface FillingFacts {
  originalTitle?: string | undefined;
  releaseYear?: number | null | undefined;
  runtimeMinutes?: number | undefined;
  imdbId?: string | undefined;
  tmdbId?: number | undefined;
  wikidataId?: string | undefined;
  voteCount?: number | undefined;
  voteAverage?: number | undefined;
  castIsComplete: boolean;
  /** Whose these facts are. A film that an editor has written has none. */
  factsSource?: FactsSource | undefined;
}

/** Columns of a film. */
const filled = [
  'release_year',
  'imdb_id',
  'tmdb_id',
  'cast_is_complete',
  'original_title',
  'vote_count',
  'vote_average',
  'runtime_minutes',
  'wikidata_id',
  'facts_source',
];

/**
 * Write what the film lacks, and nothing over what it has but a larger count of votes, with its average.
 * @returns whether there was anything to write.
 */
export async function fillFilm(
  sql: SqlExecutor,
  { id, ...facts }: FillingFacts & { id: number },
): Promise<boolean> {
  const written = await sql.query(
    `/* fill in film */
    UPDATE film SET ${filled.map((name) => `${name} = told.${name}`).join(', ')}
    FROM (
      SELECT id, coalesce(release_year, $2::smallint) AS release_year, coalesce(imdb_id, $3::text) AS imdb_id,
        coalesce(tmdb_id, $4::int) AS tmdb_id, cast_is_complete OR $5 AS cast_is_complete,
        coalesce(original_title, $6::text) AS original_title, greatest(vote_count, $7::int) AS vote_count,
        CASE WHEN $7::int > coalesce(vote_count, -1) THEN coalesce($8::float8, vote_average)
          ELSE coalesce(vote_average, $8::float8) END AS vote_average,
        coalesce(runtime_minutes, $9::smallint) AS runtime_minutes, coalesce(wikidata_id, $10::text) AS wikidata_id,
        coalesce(facts_source, CASE WHEN NOT EXISTS (
          SELECT FROM audit_entry
          WHERE subject_type = 'Film' AND subject_id = film.id AND action <> 'mergeFilms'
        ) THEN $11::facts_source END) AS facts_source
      FROM film WHERE id = $1
    ) AS told
    WHERE film.id = told.id
      AND (${filled.map((name) => `film.${name}`).join(', ')})
        IS DISTINCT FROM (${filled.map((name) => `told.${name}`).join(', ')})
    RETURNING film.id`,
    [
      id,
      facts.releaseYear,
      facts.imdbId,
      facts.tmdbId,
      facts.castIsComplete,
      facts.originalTitle,
      facts.voteCount,
      facts.voteAverage,
      facts.runtimeMinutes,
      facts.wikidataId,
      facts.factsSource,
    ].map((value) => value ?? null),
  );
  return written.length > 0;
}

/** Films that have one of these ids. Lowest id first. */
export function filmsOfIds(
  sql: SqlExecutor,
  { imdbId, tmdbId, wikidataId }: Pick<FillingFacts, 'imdbId' | 'tmdbId' | 'wikidataId'>,
): Promise<{ id: number; slug: string }[]> {
  return sql.query(
    `/* films of ids */
    SELECT id, slug FROM film WHERE imdb_id = $1 OR tmdb_id = $2 OR wikidata_id = $3 ORDER BY id`,
    [imdbId ?? null, tmdbId ?? null, wikidataId ?? null],
  );
}

export async function findGenreId(sql: SqlExecutor, name: string): Promise<number | null> {
  const [found] = await sql.query<{ id: number }>(
    '/* genre by name */ SELECT id FROM genre WHERE match_key(name) = match_key($1)',
    [name],
  );
  return found?.id ?? null;
}

export async function addGenre(
  sql: SqlExecutor,
  { slug, name }: { slug: string; name: string },
): Promise<number> {
  const [added] = await sql.query<{ id: number }>(
    '/* add genre */ INSERT INTO genre (slug, name) VALUES ($1, $2) RETURNING id',
    [slug, name],
  );
  return added!.id;
}

/** @returns whether the film did not have it yet. */
export async function addFilmGenre(
  sql: SqlExecutor,
  { filmId, genreId }: { filmId: number; genreId: number },
): Promise<boolean> {
  const added = await sql.query(
    `/* add genre to film */
    INSERT INTO film_genre (film_id, genre_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING film_id`,
    [filmId, genreId],
  );
  return added.length > 0;
}

export interface FilmCredit {
  personId: number;
  name: string;
  nameKey: string;
  role: CreditRole;
  billing: number | null;
}

export function creditsOfFilm(sql: SqlExecutor, filmId: number): Promise<FilmCredit[]> {
  return sql.query<FilmCredit>(
    `/* credits of a film */
    SELECT credit.person_id AS "personId", person.name, match_key(person.name) AS "nameKey",
      credit.role, credit.billing
    FROM credit JOIN person ON person.id = credit.person_id
    WHERE credit.film_id = $1
    ORDER BY credit.id`,
    [filmId],
  );
}

export interface NewCredit {
  personId: number;
  role: CreditRole;
  character: string | null;
  billing: number | null;
}

/** In one statement: what follows the change of a credit is done once for all. @returns whether the film lacked any. */
export async function addCredits(
  sql: SqlExecutor,
  { filmId, credits }: { filmId: number; credits: readonly NewCredit[] },
): Promise<boolean> {
  if (credits.length === 0) return false;
  const added = await sql.query(
    `/* add credits */
    INSERT INTO credit (film_id, person_id, role, "character", billing)
    SELECT $1, person_id, role::credit_role, "character", billing
    FROM unnest($2::int[], $3::text[], $4::text[], $5::smallint[]) WITH ORDINALITY
      AS given (person_id, role, "character", billing, place)
    ORDER BY place
    ON CONFLICT ON CONSTRAINT credit_once DO NOTHING RETURNING id`,
    [
      filmId,
      credits.map(({ personId }) => personId),
      credits.map(({ role }) => role),
      credits.map(({ character }) => character),
      credits.map(({ billing }) => billing),
    ],
  );
  return added.length > 0;
}

/** Everyone of this name, however written, but for those born in another year; lowest id first. */
export function namesakes(
  sql: SqlExecutor,
  { name, birthYear, role, releaseYear }: WantedPerson,
): Promise<({ id: number } & Namesake)[]> {
  return sql.query(
    `/* people by name */
    SELECT person.id,
      EXISTS (SELECT FROM credit WHERE credit.person_id = person.id AND credit.role = $2) AS "isKnownInRole",
      (
        SELECT min(abs(film.release_year - $4::int)) FROM credit JOIN film ON film.id = credit.film_id
        WHERE credit.person_id = person.id
      ) AS "yearGap"
    FROM person
    WHERE match_key(person.name) = match_key($1)
      AND ($3::int IS NULL OR person.birth_year IS NULL OR person.birth_year = $3)
    ORDER BY person.id`,
    [name, role, birthYear, releaseYear],
  );
}

export async function addPerson(
  sql: SqlExecutor,
  { slug, name, birthYear }: { slug: string; name: string; birthYear: number | null },
): Promise<number> {
  const [added] = await sql.query<{ id: number }>(
    '/* add person */ INSERT INTO person (slug, name, birth_year) VALUES ($1, $2, $3) RETURNING id',
    [slug, name, birthYear],
  );
  return added!.id;
}
