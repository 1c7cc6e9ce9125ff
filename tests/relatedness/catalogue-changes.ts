import fc from 'fast-check';
import type { SqlExecutor } from '../../src/database/sql';
import { decideRule, genreCount, peopleCount, rules, valuesOf } from './catalogue';

/** One transaction on a made-up catalogue. Ids are given by place; those that are not there are passed over. */
export interface Change {
  statement: string;
  values: unknown[];
  /** Whether the index is to be brought up to date before the next change. */
  isFollowedAtOnce: boolean;
}

const film = fc.integer({ min: 1, max: 12 });
const review = fc.integer({ min: 1, max: 18 });
const person = fc.integer({ min: 1, max: peopleCount });
const genre = fc.integer({ min: 1, max: genreCount });

const statements: fc.Arbitrary<[statement: string, ...values: unknown[]]> = fc.oneof(
  fc.tuple(
    fc.constant('UPDATE review SET status = $2::review_status WHERE id = $1'),
    review,
    fc.constantFrom('DRAFT', 'PUBLISHED', 'RETRACTED'),
  ),
  fc.tuple(
    fc.constant('UPDATE review SET film_id = film.id FROM film WHERE review.id = $1 AND film.id = $2'),
    review,
    film,
  ),
  fc.tuple(
    fc.constant('UPDATE review SET date_published = $2::timestamptz WHERE id = $1'),
    review,
    fc.constantFrom(null, '2020-01-01', '2024-05-05'),
  ),
  fc.tuple(fc.constant('DELETE FROM review WHERE id = $1'), review),
  rules.map((rule) => [decideRule, ...valuesOf(rule)] as [string, ...unknown[]]),
  fc.tuple(fc.constant('DELETE FROM editorial_rule WHERE related_id = $1'), review),
  fc.tuple(
    fc.constant(
      `INSERT INTO review (slug, headline, body, film_id, author_id, status)
      SELECT 'new' || count(*), 'New ' || count(*), '{text}', min(film.id), 1, 'PUBLISHED'
      FROM film WHERE film.id = $1 HAVING count(*) > 0 ON CONFLICT DO NOTHING`,
    ),
    film,
  ),
  fc.tuple(
    fc.constant('DELETE FROM film WHERE id = $1 AND NOT EXISTS (SELECT FROM review WHERE film_id = $1)'),
    film,
  ),
  fc.tuple(
    fc.constant(
      'UPDATE film SET release_year = $2::int, vote_count = $3::int, vote_average = $4::float8 WHERE id = $1',
    ),
    film,
    fc.constantFrom(null, 1927, 1995, 2001),
    fc.constantFrom(null, 0, 9_000),
    fc.constantFrom(null, 5, 8.75),
  ),
  fc.tuple(fc.constant('DELETE FROM film_genre WHERE film_id = $1 AND genre_id = $2'), film, genre),
  fc.tuple(
    fc.constant('INSERT INTO film_genre SELECT id, $2::int FROM film WHERE id = $1 ON CONFLICT DO NOTHING'),
    film,
    genre,
  ),
  fc.tuple(fc.constant('DELETE FROM credit WHERE film_id = $1 AND person_id = $2'), film, person),
  fc.tuple(
    fc.constant(
      `INSERT INTO credit (film_id, person_id, role, billing)
      SELECT id, $2::int, 'ACTOR', $3::int FROM film WHERE id = $1
      ON CONFLICT (film_id, role, person_id) DO UPDATE SET billing = excluded.billing`,
    ),
    film,
    person,
    fc.constantFrom(null, 0, 1, 3, 16, 300),
  ),
  fc.tuple(
    fc.constant(
      `INSERT INTO credit (film_id, person_id, role) SELECT id, $2::int, $3::credit_role FROM film WHERE id = $1
      ON CONFLICT DO NOTHING`,
    ),
    film,
    person,
    fc.constantFrom('DIRECTOR', 'DIRECTOR', 'WRITER', 'EDITOR'),
  ),
  fc.tuple(
    fc.constant(
      'UPDATE credit SET person_id = $2 WHERE person_id = $1 AND film_id <> ALL (SELECT film_id FROM credit WHERE person_id = $2)',
    ),
    person,
    person,
  ),
);

export const changes: fc.Arbitrary<Change> = fc
  .tuple(statements, fc.boolean())
  .map(([[statement, ...values], isFollowedAtOnce]) => ({ statement, values, isFollowedAtOnce }));

export async function makeChange(sql: SqlExecutor, { statement, values }: Change): Promise<void> {
  await sql.query(statement, values);
}
