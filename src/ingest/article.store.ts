import type { SqlExecutor } from '../database/sql';
import type { ReviewStatus } from '../reviews/review-status';

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
  /** A day, YYYY-MM-DD, taken as its first moment in UTC; or a moment. */
  datePublished: string | null;
  copyrightYear: number | null;
  rating: { value: number; best: number } | null;
  sourceUrl: string | null;
}

function reviewValues({ datePublished, rating, ...facts }: ReviewFacts) {
  const date = datePublished?.length === 10 ? `${datePublished}T00:00:00Z` : datePublished;
  const { headline, body, publicationId, copyrightYear, sourceUrl } = facts;
  return [
    headline,
    body,
    publicationId,
    date,
    copyrightYear,
    rating?.value ?? null,
    rating?.best ?? null,
    sourceUrl,
  ];
}

/** Whether another review has come from this page. */
export async function isSourceTaken(
  sql: SqlExecutor,
  { url, reviewId }: { url: string; reviewId: number | null },
): Promise<boolean> {
  const rows = await sql.query(
    '/* is the page taken? */ SELECT FROM review WHERE source_url = $1 AND id IS DISTINCT FROM $2::int',
    [url, reviewId],
  );
  return rows.length > 0;
}

/**
 * The review that a page is, if it has been taken in before: by its address, else by headline and author.
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
    sourceUrl: string | null;
  },
): Promise<{ id: number; slug: string; status: ReviewStatus } | null> {
  const [found] = await sql.query<{ id: number; slug: string; status: ReviewStatus }>(
    `/* review of a page */
    SELECT id, slug, status FROM review
    WHERE film_id = $1 AND (
      source_url = $6
      OR (author_id = $2 AND match_key(headline) = match_key($3)
        AND ($4 OR publication_id IS NOT DISTINCT FROM $5::int))
    )
    ORDER BY source_url IS NOT DISTINCT FROM $6 DESC, id LIMIT 1`,
    [
      review.filmId,
      review.authorId,
      review.headline,
      review.isSigned,
      review.publicationId,
      review.sourceUrl,
    ],
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
        coalesce($8::float8, rating_best) AS rating_best,
        coalesce($9::text, source_url) AS source_url
      FROM review WHERE id = $1
    )
    UPDATE review SET
      headline = page.headline, body = page.body, publication_id = page.publication_id,
      date_published = page.date_published, copyright_year = page.copyright_year,
      rating_value = page.rating_value, rating_best = page.rating_best, source_url = page.source_url, updated_at = now()
    FROM page
    WHERE review.id = page.id AND
      (review.headline, review.body, review.publication_id, review.date_published, review.copyright_year,
        review.rating_value, review.rating_best, review.source_url)
      IS DISTINCT FROM
      (page.headline, page.body, page.publication_id, page.date_published, page.copyright_year,
        page.rating_value, page.rating_best, page.source_url)
    RETURNING review.id`,
    [id, ...reviewValues(facts)],
  );
  return updated.length > 0;
}

/**
 * @param review with the moments of another store, where it comes from one; else it is created now.
 * @returns its id.
 */
export async function addReview(
  sql: SqlExecutor,
  {
    slug,
    filmId,
    authorId,
    status,
    createdAt,
    updatedAt,
    ...facts
  }: ReviewFacts & {
    slug: string;
    filmId: number;
    authorId: number;
    status: ReviewStatus;
    createdAt?: string;
    updatedAt?: string;
  },
): Promise<number> {
  const [added] = await sql.query<{ id: number }>(
    `/* add review */
    INSERT INTO review (headline, body, publication_id, date_published, copyright_year, rating_value, rating_best,
      source_url, slug, film_id, author_id, status, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
      coalesce($13::timestamptz, now()), coalesce($14::timestamptz, $13, now()))
    RETURNING id`,
    [...reviewValues(facts), slug, filmId, authorId, status, createdAt ?? null, updatedAt ?? null],
  );
  return added!.id;
}
