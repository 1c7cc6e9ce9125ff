import type { SqlExecutor } from '../database/sql';
import { ReviewStatus } from '../reviews/review-status';
import type { Article } from './articles/article';
import { freeSlug, toSlug } from './slug';
import { type UpsertedFilm, upsertFilm } from './upsert-film';

export interface UpsertedArticle {
  outcome: 'added' | 'updated' | 'unchanged';
  slug: string;
  film: UpsertedFilm;
  doubts: string[];
}

/** Whoever imports holds this until the end of the transaction, so that no two make the same person at once. */
const importLock = 7_360_003;

/**
 * Put an article into the store: its film and people, its author and publication, and the review itself. The
 * same headline by the same author about the same film is the same review; taken in again, it is brought up
 * to date where the page says otherwise, and keeps its slug and status.
 * @param sql must belong to a transaction, so that an article is in as a whole or not at all.
 */
export async function upsertArticle(
  sql: SqlExecutor,
  article: Article,
  { status = ReviewStatus.PUBLISHED }: { status?: ReviewStatus } = {},
): Promise<UpsertedArticle> {
  await sql.query('/* one import at a time */ SELECT pg_advisory_xact_lock($1)', [importLock]);
  const film = await upsertFilm(sql, {
    ...article.film,
    genres: article.genres,
    directors: article.directors.map((name) => ({ name })),
    cast: article.actors,
    castIsComplete: article.castIsComplete,
  });
  const author = article.author ?? { name: 'Anonymous', bio: null };
  const authorId = await upsertAuthor(sql, author);
  const publicationId =
    article.publication === null ? null : await upsertPublication(sql, article.publication);

  const [known] = await sql.query<{ id: number; slug: string }>(
    `/* review of an article */
    SELECT id, slug FROM review
    WHERE film_id = $1 AND author_id = $2 AND match_key(headline) = match_key($3)`,
    [film.id, authorId, article.headline],
  );
  const values = [
    article.headline,
    article.body,
    publicationId,
    article.datePublished,
    article.copyrightYear,
    article.rating?.value ?? null,
    article.rating?.best ?? null,
  ];
  if (known) {
    const updated = await sql.query(
      `/* update review */
      UPDATE review SET headline = $2, body = $3, publication_id = $4, date_published = $5::date::timestamp AT TIME ZONE 'UTC',
        copyright_year = $6, rating_value = $7, rating_best = $8, updated_at = now()
      WHERE id = $1 AND (headline, body, publication_id, date_published, copyright_year, rating_value, rating_best)
        IS DISTINCT FROM
        ($2, $3::text[], $4::int, $5::date::timestamp AT TIME ZONE 'UTC', $6::smallint, $7::float8, $8::float8)
      RETURNING id`,
      [known.id, ...values],
    );
    const hasChanged = updated.length > 0 || film.hasChanged;
    return { outcome: hasChanged ? 'updated' : 'unchanged', slug: known.slug, film, doubts: film.doubts };
  }
  const slug = await freeSlug(sql, 'review', await slugCandidates(sql, { film, authorName: author.name }));
  await sql.query(
    `/* add review */
    INSERT INTO review (headline, body, publication_id, date_published, copyright_year, rating_value, rating_best,
      slug, film_id, author_id, status)
    VALUES ($1, $2, $3, $4::date::timestamp AT TIME ZONE 'UTC', $5, $6, $7, $8, $9, $10, $11)`,
    [...values, slug, film.id, authorId, status],
  );
  return { outcome: 'added', slug, film, doubts: film.doubts };
}

/** The title; for a second review of the film with the author behind it, for a remake with the year. */
async function slugCandidates(
  sql: SqlExecutor,
  { film, authorName }: { film: UpsertedFilm; authorName: string },
): Promise<string[]> {
  const [other] = await sql.query(
    '/* other review of the film */ SELECT FROM review WHERE film_id = $1 LIMIT 1',
    [film.id],
  );
  const withYear = toSlug(film.title, film.releaseYear);
  const withAuthor = toSlug(film.title, authorName);
  return [toSlug(film.title), ...(other ? [withAuthor] : [withYear, withAuthor])];
}

async function upsertAuthor(
  sql: SqlExecutor,
  { name, bio }: { name: string; bio: string | null },
): Promise<number> {
  const [known] = await sql.query<{ id: number }>(
    '/* author by name */ SELECT id FROM author WHERE match_key(name) = match_key($1) ORDER BY id LIMIT 1',
    [name],
  );
  if (known) {
    await sql.query(
      '/* fill in bio */ UPDATE author SET bio = $2 WHERE id = $1 AND bio IS NULL AND $2::text IS NOT NULL',
      [known.id, bio],
    );
    return known.id;
  }
  const [added] = await sql.query<{ id: number }>(
    '/* add author */ INSERT INTO author (slug, name, bio) VALUES ($1, $2, $3) RETURNING id',
    [await freeSlug(sql, 'author', [toSlug(name)]), name, bio],
  );
  return added!.id;
}

async function upsertPublication(sql: SqlExecutor, name: string): Promise<number> {
  const [known] = await sql.query<{ id: number }>(
    '/* publication by name */ SELECT id FROM publication WHERE match_key(name) = match_key($1)',
    [name],
  );
  if (known) return known.id;
  const [added] = await sql.query<{ id: number }>(
    '/* add publication */ INSERT INTO publication (slug, name) VALUES ($1, $2) RETURNING id',
    [await freeSlug(sql, 'publication', [toSlug(name)]), name],
  );
  return added!.id;
}
