import type { Client } from 'pg';
import type { RelatednessIndex } from '../../src/relatedness/core/relatedness-index';
import { Random } from '../store/random';
import { directorsOf, reviewsOf } from './look-into-index';

/** A change of the store in one transaction, and another that takes it back. */
export interface Change {
  name: string;
  apply: (client: Client) => Promise<unknown>;
  undo: (client: Client) => Promise<unknown>;
  /** Whether the index has it. */
  shows: (index: RelatednessIndex) => boolean;
}

/**
 * What editors do all day, in turn: a review is retracted, another published that was a draft, a director
 * corrected, a film put in with its credits and a review of it.
 */
export async function planChanges(
  client: Client,
  { count, films, seed }: { count: number; films: number; seed: string },
): Promise<Change[]> {
  const random = new Random(`${seed}/changes`);
  const published = await pickReviews(client, { status: 'PUBLISHED', seed, count });
  const drafts = await pickReviews(client, { status: 'DRAFT', seed, count });
  const credits = await pickDirections(client, { seed, count });
  return Array.from({ length: count }, (_, place) => {
    switch (place % 4) {
      case 0:
        return retraction(published[place % published.length]!);
      case 1:
        return publication(drafts[place % drafts.length]!);
      case 2:
        return correction(credits[place % credits.length]!, credits[(place + 1) % credits.length]!.personId);
      default:
        return newFilm({ like: 1 + random.below(films), name: `bench-${seed}-${place}` });
    }
  });
}

interface ReviewOfFilm {
  id: number;
  filmId: number;
}

interface Direction {
  id: number;
  filmId: number;
  personId: number;
}

const setStatus = (client: Client, id: number, status: string) =>
  client.query('UPDATE review SET status = $2::review_status WHERE id = $1', [id, status]);

function retraction({ id, filmId }: ReviewOfFilm): Change {
  return {
    name: 'a review is retracted',
    apply: (client) => setStatus(client, id, 'RETRACTED'),
    undo: (client) => setStatus(client, id, 'PUBLISHED'),
    shows: (index) => !reviewsOf(index, filmId).includes(id),
  };
}

function publication({ id, filmId }: ReviewOfFilm): Change {
  return {
    name: 'a draft is published',
    apply: (client) => setStatus(client, id, 'PUBLISHED'),
    undo: (client) => setStatus(client, id, 'DRAFT'),
    shows: (index) => reviewsOf(index, filmId).includes(id),
  };
}

function correction({ id, filmId, personId }: Direction, instead: number): Change {
  const setDirector = (client: Client, person: number) =>
    client.query('UPDATE credit SET person_id = $2 WHERE id = $1', [id, person]);
  return {
    name: 'a director is corrected',
    apply: (client) => setDirector(client, instead),
    undo: (client) => setDirector(client, personId),
    shows: (index) => directorsOf(index, filmId).includes(instead),
  };
}

/** A film with the credits and genres of another, and one review. */
export function newFilm({ like, name }: { like: number; name: string }): Change {
  let filmId = 0;
  let reviewId = 0;
  return {
    name: 'a film is put in, with credits and a review',
    apply: async (client) => {
      const { rows } = await client.query<{ filmId: number; reviewId: number }>(
        `WITH new_film AS (
          INSERT INTO film (slug, title, release_year, vote_count)
          SELECT $2, title, release_year, vote_count FROM film WHERE id = $1
          RETURNING id
        ),
        new_credits AS (
          INSERT INTO credit (film_id, person_id, role, billing)
          SELECT new_film.id, person_id, role, billing FROM credit, new_film WHERE film_id = $1
        ),
        new_genres AS (
          INSERT INTO film_genre SELECT new_film.id, genre_id FROM film_genre, new_film WHERE film_id = $1
        )
        INSERT INTO review (slug, headline, body, film_id, author_id, status, date_published)
        SELECT $2, $2, '{A review.}', id, 1, 'PUBLISHED', now() FROM new_film
        RETURNING film_id AS "filmId", id AS "reviewId"`,
        [like, name],
      );
      ({ filmId, reviewId } = rows[0]!);
    },
    undo: (client) =>
      client.query('BEGIN').then(async () => {
        await client.query('DELETE FROM review WHERE id = $1', [reviewId]);
        await client.query('DELETE FROM film WHERE id = $1', [filmId]); // its credits and genres go with it
        await client.query('COMMIT');
      }),
    shows: (index) => reviewsOf(index, filmId).includes(reviewId),
  };
}

async function pickReviews(
  client: Client,
  { status, seed, count }: { status: string; seed: string; count: number },
): Promise<ReviewOfFilm[]> {
  const { rows } = await client.query<ReviewOfFilm>(
    `SELECT id, film_id AS "filmId" FROM review WHERE status = $1::review_status
    ORDER BY hashtext($2 || slug), id LIMIT $3`,
    [status, seed, count],
  );
  return rows;
}

/** Directors' credits, each of another director. */
async function pickDirections(
  client: Client,
  { seed, count }: { seed: string; count: number },
): Promise<Direction[]> {
  const { rows } = await client.query<Direction>(
    `SELECT id, "filmId", "personId" FROM (
      SELECT DISTINCT ON (person_id) id, film_id AS "filmId", person_id AS "personId" FROM credit
      WHERE role = 'DIRECTOR' ORDER BY person_id, id
    ) AS direction
    ORDER BY hashtext($1 || id), id LIMIT $2`,
    [seed, count],
  );
  return rows;
}
