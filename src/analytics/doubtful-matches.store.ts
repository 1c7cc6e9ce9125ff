import { bindInto } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import type { ArticleCriteria } from './analytics-filter';
import { isCounted } from './articles.store';

export interface DoubtfulFilm {
  filmId: number;
  year: number | null;
  otherId: number | null;
  otherYear: number | null;
  /** How many headlines name the other year; null where it is the title that two films share. */
  headlines: number | null;
  /** How sure the guess is that the two are one, 0 to 1; null where nothing waits to be decided. */
  confidence: number | null;
}

/** The year of a film as headlines have it: (1995). */
const bracketedYear = String.raw`[([（]\s*((?:18[7-9]|19|20|21)\d{2})\s*[)\]）]`;

/**
 * Films of articles, with most articles first: those of whose title there is another in the store, of the same year
 * or the next, or of a year that is not known on one side, but for those that an editor keeps apart; those that wait
 * for an editor to decide; and those for which headlines name another year. Two films that both have articles make
 * one pair.
 */
export function doubtfulFilms(
  sql: SqlExecutor,
  criteria: ArticleCriteria,
  most: number,
): Promise<DoubtfulFilm[]> {
  const values: unknown[] = [];
  const bind = bindInto(values);
  // OFFSET 0: film by film by the index on titles. Joined, PostgreSQL might put every title of the store in that form.
  return sql.query(
    `/* doubtful films */
    WITH counted AS MATERIALIZED (
      SELECT film_id, substring(headline FROM '${bracketedYear}')::int AS named, count(*)::int AS articles
      FROM review WHERE ${isCounted(criteria, bind)} GROUP BY 1, 2
    ), covered AS MATERIALIZED (
      SELECT film.id, match_key(film.title) AS key, film.release_year AS year, sum(counted.articles) AS articles
      FROM counted JOIN film ON film.id = counted.film_id GROUP BY film.id
    ), guessed AS MATERIALIZED (
      SELECT coalesce(former_subject.film_id, subject_id) AS subject, coalesce(former.film_id, candidate_id) AS candidate,
        status, confidence
      FROM match LEFT JOIN former_film AS former_subject ON former_subject.id = subject_id
      LEFT JOIN former_film AS former ON former.id = candidate_id
      WHERE kind = 'FILM' AND status IN ('WAITING', 'REJECTED') AND subject_id IS NOT NULL
    ), waiting AS (
      SELECT covered.id AS film_id, covered.year, other.id AS other_id, other.release_year AS other_year,
        NULL::int AS headlines, confidence, covered.articles
      FROM guessed JOIN covered ON covered.id IN (subject, candidate)
      JOIN film AS other ON other.id IN (subject, candidate) AND other.id <> covered.id
      WHERE status = 'WAITING' AND NOT (covered.id = candidate AND subject IN (SELECT id FROM covered))
    ), twin AS (
      SELECT covered.id AS film_id, covered.year, other.id AS other_id, other.release_year AS other_year,
        NULL::int AS headlines, NULL::float8 AS confidence, covered.articles
      FROM covered CROSS JOIN LATERAL (
        SELECT film.id, film.release_year FROM film WHERE match_key(film.title) = covered.key OFFSET 0
      ) AS other
      WHERE covered.key <> '' AND other.id <> covered.id
        AND coalesce(abs(other.release_year - covered.year) <= 1, true)
        AND NOT (other.id < covered.id AND other.id IN (SELECT id FROM covered))
        AND NOT EXISTS (
          SELECT FROM guessed WHERE (subject, candidate) IN ((covered.id, other.id), (other.id, covered.id))
        )
    ), misdated AS (
      SELECT covered.id AS film_id, covered.year, other.id AS other_id, counted.named AS other_year,
        counted.articles AS headlines, NULL::float8 AS confidence, covered.articles
      FROM counted JOIN covered ON covered.id = counted.film_id LEFT JOIN LATERAL (
        SELECT min(film.id) AS id FROM film
        WHERE match_key(film.title) = covered.key AND covered.key <> '' AND film.release_year = counted.named
      ) AS other ON true
      WHERE counted.named <> covered.year
    )
    SELECT film_id AS "filmId", year, other_id AS "otherId", other_year AS "otherYear", headlines, confidence
    FROM (SELECT * FROM waiting UNION ALL SELECT * FROM twin UNION ALL SELECT * FROM misdated) AS doubtful
    ORDER BY articles DESC, film_id, headlines DESC NULLS LAST, confidence DESC NULLS LAST, other_year, other_id LIMIT ${bind(most)}`,
    values,
  );
}
