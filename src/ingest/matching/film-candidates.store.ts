import type { SqlExecutor } from '../../database/sql';
import type { KnownFilm } from '../film-facts.store';
import { slugsOf } from '../slug';
import type { TitleLikeness } from './film-evidence';
import type { WantedFilm } from './match-film';

export interface FilmCandidate extends KnownFilm {
  /** An external id says that it is the one. */
  isSameId: boolean;
  titleLikeness: TitleLikeness;
  /** The article that is asked about is known as one about it. */
  hasArticle: boolean;
  directorKeys: string[];
  actorKeys: string[];
  /** Numbers of the films that it may be, as somebody has yet to decide. */
  waitsFor: number[];
}

/**
 * Films of this title or original title, however written, of the same year also with a subtitle or without, or of one
 * of these ids, be it that of a film which was merged into it; and, where the article is known, the film into which
 * that of its title was merged. Lowest id first.
 */
export function filmCandidates(
  sql: SqlExecutor,
  { title, releaseYear, imdbId, tmdbId, article }: Omit<WantedFilm, 'directorKeys' | 'actorKeys'>,
): Promise<FilmCandidate[]> {
  const keysOf = (role: string) => `ARRAY(
    SELECT match_key(person.name) FROM credit JOIN person ON person.id = credit.person_id
    WHERE credit.film_id = film.id AND credit.role = '${role}'
  )`;
  return sql.query(
    `/* films by id or title */
    WITH same_id AS (
      SELECT id FROM film WHERE imdb_id = $2 OR tmdb_id = $3
      UNION SELECT film_id FROM former_film WHERE imdb_id = $2 OR tmdb_id = $3
    ), former AS (
      SELECT film_id FROM former_film WHERE slug = ANY($4::text[])
    ), named AS (
      SELECT id FROM film WHERE title_key(title) = title_key($1)
      UNION SELECT id FROM film WHERE original_title IS NOT NULL AND title_key(original_title) = title_key($1)
    ), headed AS (
      SELECT id FROM film WHERE title_head_key(title) = title_key($1) AND release_year = $9
      UNION SELECT id FROM film WHERE title_key(title) = title_head_key($1) AND release_year = $9
      UNION SELECT id FROM film
        WHERE original_title IS NOT NULL AND title_key(original_title) = title_head_key($1) AND release_year = $9
    ), possible AS (
      -- Counted, film by film: asked whether there is any, PostgreSQL might go through all reviews for it.
      SELECT film.*, (
        SELECT count(*) > 0 FROM review JOIN author ON author.id = review.author_id
        WHERE review.film_id = film.id AND match_key(review.headline) = match_key($5)
          AND match_key(author.name) = match_key($6) AND ($7 OR review.publication_id IS NOT DISTINCT FROM (
            SELECT id FROM publication WHERE match_key(name) = match_key($8)
          ))
      ) AS has_article
      FROM film WHERE id IN (
        SELECT id FROM same_id UNION SELECT id FROM named UNION SELECT id FROM headed UNION SELECT film_id FROM former
      )
    )
    SELECT film.id, film.slug, film.title, film.release_year AS "releaseYear", film.cast_is_complete AS "castIsComplete",
      film.id IN (SELECT id FROM same_id) AS "isSameId", has_article AS "hasArticle",
      CASE WHEN match_key($1) IN (match_key(film.title), match_key(film.original_title)) THEN 'SAME'
        WHEN film.id IN (SELECT id FROM headed EXCEPT SELECT id FROM named) THEN 'HEAD'
        ELSE 'NEAR'
      END AS "titleLikeness",
      ${keysOf('DIRECTOR')} AS "directorKeys", ${keysOf('ACTOR')} AS "actorKeys",
      ARRAY(
        SELECT coalesce(former_film.film_id, match.candidate_id)
        FROM match LEFT JOIN former_film ON former_film.id = match.candidate_id
        WHERE match.kind = 'FILM' AND match.status = 'WAITING' AND match.subject_id = film.id
      ) AS "waitsFor"
    FROM possible AS film
    WHERE has_article OR id IN (SELECT id FROM same_id UNION SELECT id FROM named UNION SELECT id FROM headed)
    ORDER BY film.id`,
    [
      title,
      imdbId ?? null,
      tmdbId ?? null,
      article ? slugsOf(title, releaseYear) : [],
      article?.headline ?? null,
      article?.authorName ?? null,
      article?.isSigned ?? false,
      article?.publication ?? null,
      releaseYear,
    ],
  );
}
