import type { SqlExecutor } from '../database/sql';
import type { CreditRole } from '../films/credit-role';
import type { ReviewStatus } from '../reviews/review-status';
import type { FilmOfLine, PersonOfLine } from './articles/article-line';
import type { KnownFilm } from './film-facts.store';
import type { RowAlike } from './slug-claims';

/** Authors of this name, however written, the one of this slug first. */
export function authorsAlike(
  sql: SqlExecutor,
  { slug, name }: { slug: string; name: string },
): Promise<RowAlike[]> {
  return sql.query(
    `/* authors like that of a record */
    SELECT id, slug = $1 AS "isSlug", false AS "isId" FROM author
    WHERE match_key(name) = match_key($2)
    ORDER BY slug = $1 DESC, id`,
    [slug, name],
  );
}

/** Films of one of these ids, or of this title and year, that no id and no year tells apart; that of this slug first. */
export function filmsAlike(
  sql: SqlExecutor,
  film: FilmOfLine & { slug: string },
): Promise<(KnownFilm & RowAlike)[]> {
  return sql.query(
    `/* films like that of a record */
    SELECT id, slug, title, release_year AS "releaseYear", cast_is_complete AS "castIsComplete",
      slug = $1 AND match_key(title) = match_key($2) AS "isSlug",
      coalesce(imdb_id = $4::text, tmdb_id = $5::int, wikidata_id = $6::text, false) AS "isId"
    FROM film
    WHERE (imdb_id = $4 OR tmdb_id = $5 OR wikidata_id = $6
        OR (match_key(title) = match_key($2) AND (slug = $1 OR release_year = $3::smallint)))
      AND coalesce(imdb_id = $4, true) AND coalesce(tmdb_id = $5, true) AND coalesce(wikidata_id = $6, true)
      AND coalesce(release_year = $3, true)
    ORDER BY slug = $1 DESC, id`,
    [
      film.slug,
      film.title,
      film.releaseYear ?? null,
      film.imdbId ?? null,
      film.tmdbId ?? null,
      film.wikidataId ?? null,
    ],
  );
}

export async function addFilmOfRecord(sql: SqlExecutor, slug: string, film: FilmOfLine): Promise<KnownFilm> {
  const [added] = await sql.query<KnownFilm>(
    `/* add film of a record */
    INSERT INTO film (slug, title, original_title, release_year, runtime_minutes, imdb_id, tmdb_id, wikidata_id,
      vote_count, vote_average, cast_is_complete, facts_source)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    RETURNING id, slug, title, release_year AS "releaseYear", cast_is_complete AS "castIsComplete"`,
    [
      slug,
      film.title,
      film.originalTitle ?? null,
      film.releaseYear ?? null,
      film.runtimeMinutes ?? null,
      film.imdbId ?? null,
      film.tmdbId ?? null,
      film.wikidataId ?? null,
      film.voteCount ?? null,
      film.voteAverage ?? null,
      film.castIsComplete,
      film.factsSource ?? null,
    ],
  );
  return added!;
}

export type PersonOfRecord = PersonOfLine & { slug: string };

/**
 * For each of the people, in order, those of one of these ids or of this name whom no id and no year of birth tells
 * apart; the one of this slug first.
 */
export async function peopleAlike(
  sql: SqlExecutor,
  people: readonly PersonOfRecord[],
): Promise<RowAlike[][]> {
  const rows = await sql.query<RowAlike & { place: number }>(
    `/* people like those of a record */
    SELECT wanted.place::int - 1 AS place, person.id,
      person.slug = wanted.slug AND match_key(person.name) = match_key(wanted.name) AS "isSlug",
      coalesce(person.imdb_id = wanted.imdb_id, person.tmdb_id = wanted.tmdb_id,
        person.wikidata_id = wanted.wikidata_id, false) AS "isId"
    FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::int[]) WITH ORDINALITY
      AS wanted (slug, name, imdb_id, tmdb_id, wikidata_id, born, place)
    CROSS JOIN LATERAL (
      SELECT id FROM person WHERE match_key(name) = match_key(wanted.name)
      UNION SELECT id FROM person WHERE imdb_id = wanted.imdb_id
      UNION SELECT id FROM person WHERE tmdb_id = wanted.tmdb_id
      UNION SELECT id FROM person WHERE wikidata_id = wanted.wikidata_id
    ) AS found
    JOIN person ON person.id = found.id
    WHERE coalesce(person.imdb_id = wanted.imdb_id, true) AND coalesce(person.tmdb_id = wanted.tmdb_id, true)
      AND coalesce(person.wikidata_id = wanted.wikidata_id, true)
      AND coalesce(person.birth_year = wanted.born, true)
    ORDER BY wanted.place, person.slug = wanted.slug DESC, person.id`,
    [
      people.map(({ slug }) => slug),
      people.map(({ name }) => name),
      people.map(({ imdbId = null }) => imdbId),
      people.map(({ tmdbId = null }) => tmdbId),
      people.map(({ wikidataId = null }) => wikidataId),
      people.map(({ born = null }) => born),
    ],
  );
  const alike: RowAlike[][] = people.map(() => []);
  for (const { place, ...row } of rows) alike[place]!.push(row);
  return alike;
}

export async function addPersonOfRecord(
  sql: SqlExecutor,
  slug: string,
  person: PersonOfLine,
): Promise<number> {
  const [added] = await sql.query<{ id: number }>(
    `/* add person of a record */
    INSERT INTO person (slug, name, birth_year, imdb_id, tmdb_id, wikidata_id) VALUES ($1, $2, $3, $4, $5, $6)
    RETURNING id`,
    [
      slug,
      person.name,
      person.born ?? null,
      person.imdbId ?? null,
      person.tmdbId ?? null,
      person.wikidataId ?? null,
    ],
  );
  return added!.id;
}

/** The roles for which somebody is credited. */
export async function creditedRoles(sql: SqlExecutor, filmId: number): Promise<Set<CreditRole>> {
  const rows = await sql.query<{ role: CreditRole }>(
    '/* roles that are credited */ SELECT DISTINCT role FROM credit WHERE film_id = $1',
    [filmId],
  );
  return new Set(rows.map(({ role }) => role));
}

export async function findReviewBySlug(
  sql: SqlExecutor,
  { slug, filmId }: { slug: string; filmId: number },
): Promise<{ id: number; slug: string; status: ReviewStatus } | null> {
  const [found] = await sql.query<{ id: number; slug: string; status: ReviewStatus }>(
    '/* review of a slug */ SELECT id, slug, status FROM review WHERE slug = $1 AND film_id = $2',
    [slug, filmId],
  );
  return found ?? null;
}

/** How much there is of what records bring. */
export async function countRows(
  sql: SqlExecutor,
): Promise<{ people: number; credits: number; genresOfFilms: number }> {
  const [counts] = await sql.query<{ people: number; credits: number; genresOfFilms: number }>(
    `/* count rows */
    SELECT (SELECT count(*)::int FROM person) AS people, (SELECT count(*)::int FROM credit) AS credits,
      (SELECT count(*)::int FROM film_genre) AS "genresOfFilms"`,
  );
  return counts!;
}
