import type { SqlExecutor } from '../database/sql';
import type { CreditRole } from '../films/credit-role';
import type { ReviewStatus } from '../reviews/review-status';

const importLock = 7_360_003;

/** Whoever imports holds the lock until the end of the transaction, so that no two make the same person at once. */
export async function waitForOtherImports(sql: SqlExecutor): Promise<void> {
  await sql.query('/* one import at a time */ SELECT pg_advisory_xact_lock($1)', [importLock]);
}

export async function isStoreEmpty(sql: SqlExecutor): Promise<boolean> {
  const rows = await sql.query('/* anything there? */ SELECT FROM film UNION ALL SELECT FROM review LIMIT 1');
  return rows.length === 0;
}

export type SluggedTable = 'author' | 'film' | 'genre' | 'person' | 'publication' | 'review';

export async function takenSlugs(
  sql: SqlExecutor,
  { table, slugs }: { table: SluggedTable; slugs: string[] },
): Promise<Set<string>> {
  const rows = await sql.query<{ slug: string }>(
    `/* slugs taken */ SELECT slug FROM ${table} WHERE slug = ANY($1::text[])`,
    [slugs],
  );
  return new Set(rows.map(({ slug }) => slug));
}

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
  title: string;
  releaseYear: number | null;
  castIsComplete: boolean;
}

export interface FilmCandidate extends KnownFilm {
  /** An external id says that it is the one. */
  isSameId: boolean;
  directorKeys: string[];
}

/** Films of this title or original title, however written, or of one of these ids; lowest id first. */
export function filmCandidates(
  sql: SqlExecutor,
  { title, imdbId, tmdbId }: { title: string; imdbId: string | null; tmdbId: number | null },
): Promise<FilmCandidate[]> {
  return sql.query(
    `/* films by id or title */
    SELECT film.id, film.title, film.release_year AS "releaseYear", film.cast_is_complete AS "castIsComplete",
      coalesce(film.imdb_id = $2, false) OR coalesce(film.tmdb_id = $3, false) AS "isSameId",
      ARRAY(
        SELECT match_key(person.name) FROM credit JOIN person ON person.id = credit.person_id
        WHERE credit.film_id = film.id AND credit.role = 'DIRECTOR'
      ) AS "directorKeys"
    FROM film
    WHERE match_key(film.title) = match_key($1) OR match_key(film.original_title) = match_key($1)
      OR film.imdb_id = $2 OR film.tmdb_id = $3
    ORDER BY film.id`,
    [title, imdbId, tmdbId],
  );
}

export async function addFilm(
  sql: SqlExecutor,
  { slug, title, releaseYear }: { slug: string; title: string; releaseYear: number | null },
): Promise<KnownFilm> {
  const [added] = await sql.query<KnownFilm>(
    `/* add film */
    INSERT INTO film (slug, title, release_year) VALUES ($1, $2, $3)
    RETURNING id, title, release_year AS "releaseYear", cast_is_complete AS "castIsComplete"`,
    [slug, title, releaseYear],
  );
  return added!;
}

/** Write what the film lacks, and nothing over what it has. @returns whether there was anything to write. */
export async function fillFilm(
  sql: SqlExecutor,
  film: {
    id: number;
    originalTitle: string | null;
    releaseYear: number | null;
    imdbId: string | null;
    tmdbId: number | null;
    castIsComplete: boolean;
  },
): Promise<boolean> {
  const filled = await sql.query(
    `/* fill in film */
    UPDATE film SET
      release_year = coalesce(release_year, $2),
      imdb_id = coalesce(imdb_id, $3),
      tmdb_id = coalesce(tmdb_id, $4),
      cast_is_complete = cast_is_complete OR $5,
      original_title = coalesce(original_title, $6)
    WHERE id = $1 AND (
      (release_year IS NULL AND $2::smallint IS NOT NULL)
      OR (imdb_id IS NULL AND $3::text IS NOT NULL)
      OR (tmdb_id IS NULL AND $4::int IS NOT NULL)
      OR (NOT cast_is_complete AND $5)
      OR (original_title IS NULL AND $6::text IS NOT NULL)
    )
    RETURNING id`,
    [film.id, film.releaseYear, film.imdbId, film.tmdbId, film.castIsComplete, film.originalTitle],
  );
  return filled.length > 0;
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

/** @returns whether the film did not have it yet. */
export async function addCredit(
  sql: SqlExecutor,
  credit: {
    filmId: number;
    personId: number;
    role: CreditRole;
    character: string | null;
    billing: number | null;
  },
): Promise<boolean> {
  const added = await sql.query(
    `/* add credit */
    INSERT INTO credit (film_id, person_id, role, "character", billing) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT ON CONSTRAINT credit_once DO NOTHING RETURNING id`,
    [credit.filmId, credit.personId, credit.role, credit.character, credit.billing],
  );
  return added.length > 0;
}

/** Everyone of this name, however written, but for those born in another year; lowest id first. */
export function namesakes(
  sql: SqlExecutor,
  { name, birthYear, role }: { name: string; birthYear: number | null; role: CreditRole },
): Promise<{ id: number; isKnownInRole: boolean }[]> {
  return sql.query(
    `/* people by name */
    SELECT person.id,
      EXISTS (SELECT FROM credit WHERE credit.person_id = person.id AND credit.role = $2) AS "isKnownInRole"
    FROM person
    WHERE match_key(person.name) = match_key($1)
      AND ($3::int IS NULL OR person.birth_year IS NULL OR person.birth_year = $3)
    ORDER BY person.id`,
    [name, role, birthYear],
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

export async function findAuthorId(sql: SqlExecutor, name: string): Promise<number | null> {
  const [found] = await sql.query<{ id: number }>(
    '/* author by name */ SELECT id FROM author WHERE match_key(name) = match_key($1) ORDER BY id LIMIT 1',
    [name],
  );
  return found?.id ?? null;
}

export async function addAuthor(
  sql: SqlExecutor,
  { slug, name, bio }: { slug: string; name: string; bio: string | null },
): Promise<number> {
  const [added] = await sql.query<{ id: number }>(
    '/* add author */ INSERT INTO author (slug, name, bio) VALUES ($1, $2, $3) RETURNING id',
    [slug, name, bio],
  );
  return added!.id;
}

/** @returns whether the author had none before. */
export async function fillBio(
  sql: SqlExecutor,
  { authorId, bio }: { authorId: number; bio: string | null },
): Promise<boolean> {
  const filled = await sql.query(
    `/* fill in bio */
    UPDATE author SET bio = $2 WHERE id = $1 AND bio IS NULL AND $2::text IS NOT NULL RETURNING id`,
    [authorId, bio],
  );
  return filled.length > 0;
}

export async function findPublicationId(sql: SqlExecutor, name: string): Promise<number | null> {
  const [found] = await sql.query<{ id: number }>(
    '/* publication by name */ SELECT id FROM publication WHERE match_key(name) = match_key($1)',
    [name],
  );
  return found?.id ?? null;
}

export async function addPublication(
  sql: SqlExecutor,
  { slug, name }: { slug: string; name: string },
): Promise<number> {
  const [added] = await sql.query<{ id: number }>(
    '/* add publication */ INSERT INTO publication (slug, name) VALUES ($1, $2) RETURNING id',
    [slug, name],
  );
  return added!.id;
}

export async function hasReview(sql: SqlExecutor, filmId: number): Promise<boolean> {
  const rows = await sql.query('/* any review of a film */ SELECT FROM review WHERE film_id = $1 LIMIT 1', [
    filmId,
  ]);
  return rows.length > 0;
}

/** What a page tells of its review; null is what it does not tell. */
export interface ReviewFacts {
  headline: string;
  body: string[];
  publicationId: number | null;
  /** A day, YYYY-MM-DD; taken as its first moment in UTC. */
  datePublished: string | null;
  copyrightYear: number | null;
  rating: { value: number; best: number } | null;
}

function reviewValues({ headline, body, publicationId, datePublished, copyrightYear, rating }: ReviewFacts) {
  const date = datePublished && `${datePublished}T00:00:00Z`;
  return [headline, body, publicationId, date, copyrightYear, rating?.value ?? null, rating?.best ?? null];
}

/**
 * The review that a page is, if it has been taken in before.
 * @param publicationId must fit too where nobody is named as author: two unsigned reviews are two.
 */
export async function findReview(
  sql: SqlExecutor,
  review: {
    filmId: number;
    authorId: number;
    headline: string;
    isSigned: boolean;
    publicationId: number | null;
  },
): Promise<{ id: number; slug: string; status: ReviewStatus } | null> {
  const [found] = await sql.query<{ id: number; slug: string; status: ReviewStatus }>(
    `/* review of a page */
    SELECT id, slug, status FROM review
    WHERE film_id = $1 AND author_id = $2 AND match_key(headline) = match_key($3)
      AND ($4 OR publication_id IS NOT DISTINCT FROM $5::int)
    ORDER BY id LIMIT 1`,
    [review.filmId, review.authorId, review.headline, review.isSigned, review.publicationId],
  );
  return found ?? null;
}

/** Bring a review up to date; what the page does not tell stays. @returns whether anything was different. */
export async function updateReview(
  sql: SqlExecutor,
  { id, ...facts }: ReviewFacts & { id: number },
): Promise<boolean> {
  const updated = await sql.query(
    `/* update review */
    WITH page AS (
      SELECT id, $2::text AS headline, $3::text[] AS body,
        coalesce($4::int, publication_id) AS publication_id,
        coalesce($5::timestamptz, date_published) AS date_published,
        coalesce($6::smallint, copyright_year) AS copyright_year,
        coalesce($7::float8, rating_value) AS rating_value,
        coalesce($8::float8, rating_best) AS rating_best
      FROM review WHERE id = $1
    )
    UPDATE review SET
      headline = page.headline, body = page.body, publication_id = page.publication_id,
      date_published = page.date_published, copyright_year = page.copyright_year,
      rating_value = page.rating_value, rating_best = page.rating_best, updated_at = now()
    FROM page
    WHERE review.id = page.id AND
      (review.headline, review.body, review.publication_id, review.date_published, review.copyright_year,
        review.rating_value, review.rating_best)
      IS DISTINCT FROM
      (page.headline, page.body, page.publication_id, page.date_published, page.copyright_year,
        page.rating_value, page.rating_best)
    RETURNING review.id`,
    [id, ...reviewValues(facts)],
  );
  return updated.length > 0;
}

export async function addReview(
  sql: SqlExecutor,
  {
    slug,
    filmId,
    authorId,
    status,
    ...facts
  }: ReviewFacts & { slug: string; filmId: number; authorId: number; status: ReviewStatus },
): Promise<void> {
  await sql.query(
    `/* add review */
    INSERT INTO review (headline, body, publication_id, date_published, copyright_year, rating_value, rating_best,
      slug, film_id, author_id, status)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [...reviewValues(facts), slug, filmId, authorId, status],
  );
}
