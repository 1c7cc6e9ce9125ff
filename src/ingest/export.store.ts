import type { SqlExecutor } from '../database/sql';
import type { CreditRole } from '../films/credit-role';
import type { FactsSource } from '../films/facts-source';
import type { ReviewStatus } from '../reviews/review-status';

export interface ExportedPerson {
  name: string;
  slug: string;
  born: number | null;
  imdbId: string | null;
  tmdbId: number | null;
  wikidataId: string | null;
}

export interface ExportedFilm {
  title: string;
  slug: string;
  originalTitle: string | null;
  releaseYear: number | null;
  runtimeMinutes: number | null;
  imdbId: string | null;
  tmdbId: number | null;
  wikidataId: string | null;
  voteCount: number | null;
  voteAverage: number | null;
  /** By their slugs. */
  genres: { name: string; slug: string }[];
  /** Directors and crew in the order in which they came; the cast by billing, whoever has none behind. */
  credits: (ExportedPerson & { role: CreditRole; character: string | null; billing: number | null })[];
  castIsComplete: boolean;
  factsSource: FactsSource | null;
}

/** A review with all that belongs to it. */
export interface ExportedReview {
  headline: string;
  slug: string;
  status: ReviewStatus;
  film: ExportedFilm;
  author: { name: string; slug: string; bio: string | null };
  publication: { name: string; slug: string } | null;
  datePublished: Date | null;
  copyrightYear: number | null;
  ratingValue: number | null;
  ratingBest: number | null;
  sourceUrl: string | null;
  createdAt: Date;
  updatedAt: Date;
  body: string[];
}

const filmAsJson = `jsonb_build_object(
        'title', film.title, 'slug', film.slug, 'originalTitle', film.original_title,
        'releaseYear', film.release_year, 'runtimeMinutes', film.runtime_minutes, 'imdbId', film.imdb_id,
        'tmdbId', film.tmdb_id, 'wikidataId', film.wikidata_id, 'voteCount', film.vote_count,
        'voteAverage', film.vote_average, 'castIsComplete', film.cast_is_complete, 'factsSource', film.facts_source,
        'genres', ARRAY(
          SELECT jsonb_build_object('name', genre.name, 'slug', genre.slug)
          FROM film_genre JOIN genre ON genre.id = film_genre.genre_id
          WHERE film_genre.film_id = film.id ORDER BY genre.slug COLLATE "C"
        ),
        'credits', ARRAY(
          SELECT jsonb_build_object(
            'name', person.name, 'slug', person.slug, 'born', person.birth_year, 'imdbId', person.imdb_id,
            'tmdbId', person.tmdb_id, 'wikidataId', person.wikidata_id, 'role', credit.role,
            'character', credit."character", 'billing', credit.billing
          )
          FROM credit JOIN person ON person.id = credit.person_id
          WHERE credit.film_id = film.id ORDER BY credit.billing, credit.id
        )
      )`;

/** So many are fetched at a time. */
const fetched = 100;

/**
 * All reviews, drafts too, in the order in which they came into the store, as they are at one moment.
 * @param sql must belong to a transaction that has not asked anything yet.
 */
export function exportedReviews(sql: SqlExecutor): AsyncGenerator<ExportedReview> {
  return exportedRows(
    sql,
    `SELECT review.headline, review.slug, review.status, ${filmAsJson} AS film,
      jsonb_build_object('name', author.name, 'slug', author.slug, 'bio', author.bio) AS author,
      CASE WHEN publication.id IS NOT NULL THEN
        jsonb_build_object('name', publication.name, 'slug', publication.slug) END AS publication,
      review.date_published AS "datePublished", review.copyright_year AS "copyrightYear",
      review.rating_value AS "ratingValue", review.rating_best AS "ratingBest", review.source_url AS "sourceUrl",
      review.created_at AS "createdAt", review.updated_at AS "updatedAt", review.body
    FROM review
    JOIN film ON film.id = review.film_id
    JOIN author ON author.id = review.author_id
    LEFT JOIN publication ON publication.id = review.publication_id
    ORDER BY review.id`,
  );
}

/** All films, reviewed or not, likewise. */
export async function* exportedFilms(sql: SqlExecutor): AsyncGenerator<ExportedFilm> {
  const rows = exportedRows<{ film: ExportedFilm }>(
    sql,
    `SELECT ${filmAsJson} AS film FROM film ORDER BY film.id`,
  );
  for await (const { film } of rows) yield film;
}

async function* exportedRows<Row>(sql: SqlExecutor, statement: string): AsyncGenerator<Row> {
  await sql.query('/* one moment */ SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await sql.query(`/* rows to export */ DECLARE exported NO SCROLL CURSOR FOR ${statement}`);
  for (;;) {
    const rows = await sql.query<Row>(`/* next rows to export */ FETCH ${fetched} FROM exported`);
    if (rows.length === 0) return;
    yield* rows;
  }
}
