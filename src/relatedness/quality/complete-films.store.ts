import type { SqlExecutor } from '../../database/sql';
import { codeOf, OperatorError } from '../../errors';
import { type CompleteFilm, CompleteFilms } from './complete-films';

/**
 * The films of the store whose director, billed cast and genres are known.
 * @throws OperatorError where there is none, or no schema yet.
 */
export async function readStoreFilms(sql: SqlExecutor): Promise<CompleteFilms> {
  const films = await sql
    .query<CompleteFilm>(
      `/* complete films */
      SELECT film.id, film.tmdb_id AS "tmdbId", film.imdb_id AS "imdbId", film.title,
        film.release_year AS "releaseYear", film.vote_count AS "voteCount",
        film.vote_average AS "voteAverage",
        directors.ids AS "directorIds", actors.ids AS "actorIds", actors.billings, genres.ids AS "genreIds"
      FROM film
      JOIN (
        SELECT film_id, array_agg(person_id ORDER BY person_id) AS ids
        FROM credit WHERE role = 'DIRECTOR' GROUP BY film_id
      ) AS directors ON directors.film_id = film.id
      JOIN (
        SELECT film_id, array_agg(person_id ORDER BY billing, person_id) AS ids,
          array_agg(billing ORDER BY billing, person_id) AS billings
        FROM credit WHERE role = 'ACTOR' AND billing IS NOT NULL GROUP BY film_id
      ) AS actors ON actors.film_id = film.id
      JOIN (
        SELECT film_id, array_agg(genre_id ORDER BY genre_id) AS ids FROM film_genre GROUP BY film_id
      ) AS genres ON genres.film_id = film.id
      ORDER BY film.id`,
    )
    .catch((error) => {
      const isUnmigrated = codeOf(error) === '42P01' || codeOf(error) === '42703';
      throw isUnmigrated
        ? new OperatorError(
            'the store has no schema yet: run the command migrate, or name films with --films',
          )
        : error;
    });
  if (films.length === 0) {
    throw new OperatorError('the store has no film with director, cast and genres: name films with --films');
  }
  return new CompleteFilms(films);
}
