import type { Client, ClientBase } from 'pg';
import { copyNumbers } from '../database/binary-copy';
import { giveUpOnSilence } from '../database/silence';
import type { SqlExecutor } from '../database/sql';
import { rulesInOrder } from '../editorial/editorial-rule.store';
import { CatalogueColumns } from './catalogue-columns';
import type { EditorialRule } from './core/editorial-rules';
import type { FilmFacts } from './core/relatedness-index';
import { activeProfile, activeProfileId, type StoredProfile } from './profiles/profile.store';

const recency = '(extract(epoch FROM review_recency(date_published, copyright_year)) * 1000)::float8';
const isBilledActor = `role = 'ACTOR' AND billing IS NOT NULL`;
const expiry = '(extract(epoch FROM expires_at) * 1000)::float8';
const isOther = `role <> 'DIRECTOR' AND NOT (${isBilledActor})`;

/** @throws OperatorError if there is none, or none that this program knows. */
export function readActiveProfile(client: ClientBase): Promise<StoredProfile> {
  return activeProfile(executorOf(client));
}

/** 0 if there is none. */
export async function readActiveProfileId(client: ClientBase): Promise<number> {
  return (await activeProfileId(executorOf(client))) ?? 0;
}

function executorOf(client: ClientBase): SqlExecutor {
  return {
    query: async <Row>(statement: string, values?: readonly unknown[]) =>
      (await client.query(statement, values as unknown[])).rows as Row[],
  };
}

/** Everything that the index is made of, as the client's transaction sees it. */
export async function readCatalogue(client: ClientBase): Promise<CatalogueColumns> {
  const catalogue = new CatalogueColumns();
  await copyNumbers(
    client,
    // By year, for films of the same people are of the same years: what one question looks at lies close together
    // in memory then, which makes it a third faster.
    '/* index: films */ SELECT id, release_year, vote_count, vote_average FROM film ORDER BY release_year, id',
    ([id, releaseYear, voteCount, voteAverage]) =>
      catalogue.addFilm({
        id: id!,
        releaseYear: releaseYear!,
        voteCount: voteCount!,
        voteAverage: voteAverage!,
      }),
  );
  await copyNumbers(
    client,
    `/* index: directors */ SELECT film_id, person_id FROM credit WHERE role = 'DIRECTOR'`,
    ([filmId, personId]) => catalogue.addDirector({ filmId: filmId!, personId: personId! }),
  );
  await copyNumbers(
    client,
    `/* index: billed actors */ SELECT film_id, person_id, billing FROM credit WHERE ${isBilledActor}`,
    ([filmId, personId, billing]) =>
      catalogue.addActor({ filmId: filmId!, personId: personId!, billing: billing! }),
  );
  await copyNumbers(
    client,
    `/* index: other credits */ SELECT film_id, person_id FROM credit WHERE ${isOther}`,
    ([filmId, personId]) => catalogue.addOther({ filmId: filmId!, personId: personId! }),
  );
  await copyNumbers(
    client,
    '/* index: genres */ SELECT film_id, genre_id FROM film_genre',
    ([filmId, genreId]) => catalogue.addGenre({ filmId: filmId!, genreId: genreId! }),
  );
  await copyNumbers(
    client,
    `/* index: reviews */ SELECT id, film_id, ${recency} FROM review WHERE status = 'PUBLISHED'`,
    ([id, filmId, recent]) => catalogue.addReview({ id: id!, filmId: filmId!, recency: recent! }),
  );
  await copyNumbers(
    client,
    `/* index: editorial rules */
    SELECT film_id, review_id, related_id, (rule.kind = 'PIN')::int, ${expiry}
    FROM editorial_rule AS rule JOIN review ON review.id = review_id ORDER BY ${rulesInOrder}`,
    ([filmId, reviewId, relatedId, isPin, expiresAt]) =>
      catalogue.addRule({
        filmId: filmId!,
        reviewId: reviewId!,
        relatedId: relatedId!,
        isPin: isPin!,
        expiresAt: expiresAt!,
      }),
  );
  return catalogue;
}

/** What is read in `work` is all as it was at one moment. @throws if the store falls silent meanwhile. */
export function inTransaction<Result>(
  client: Client,
  silenceMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  return giveUpOnSilence(client, silenceMs, async () => {
    // The locks come before the snapshot: a table that is rewritten or truncated between the two would look empty.
    await client.query(`
      BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SET LOCAL lock_timeout = ${silenceMs - 1_000};
      LOCK TABLE film, film_genre, credit, review, editorial_rule, profile, profile_activation,
        change_log, change_log_pruning IN ACCESS SHARE MODE`);
    const result = await work();
    await client.query('COMMIT');
    return result;
  });
}

/** The same as of one moment, on a connection that is not in a transaction. */
export async function readCatalogueAtOnce(client: ClientBase): Promise<CatalogueColumns> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const catalogue = await readCatalogue(client);
  await client.query('COMMIT');
  return catalogue;
}

interface FilmRow {
  id: number;
  isThere: boolean;
  releaseYear: number | null;
  voteCount: number | null;
  voteAverage: number | null;
  directorIds: number[];
  actorIds: number[];
  billings: number[];
  otherIds: number[];
  genreIds: number[];
  reviewIds: number[];
  recencies: number[];
  rules: EditorialRule[];
}

/** What has become of some films, as the client's transaction sees them. */
export async function readFilms(
  client: ClientBase,
  ids: readonly number[],
): Promise<{ films: FilmFacts[]; goneIds: number[] }> {
  const { rows } = await client.query<FilmRow>(
    `/* index: changed films */
    SELECT changed.id, film.id IS NOT NULL AS "isThere",
      film.release_year AS "releaseYear", film.vote_count AS "voteCount",
      film.vote_average AS "voteAverage",
      ARRAY(SELECT person_id FROM credit WHERE film_id = changed.id AND role = 'DIRECTOR') AS "directorIds",
      actors.ids AS "actorIds", actors.billings,
      ARRAY(SELECT person_id FROM credit WHERE film_id = changed.id AND ${isOther}) AS "otherIds",
      ARRAY(SELECT genre_id FROM film_genre WHERE film_id = changed.id) AS "genreIds",
      reviews.ids AS "reviewIds", reviews.recencies, rules.rules
    FROM unnest($1::int[]) AS changed(id)
    LEFT JOIN film ON film.id = changed.id
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(person_id), '{}') AS ids, coalesce(array_agg(billing), '{}') AS billings
      FROM credit WHERE film_id = changed.id AND ${isBilledActor}
    ) AS actors
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(${recency}), '{}') AS recencies
      FROM review WHERE film_id = changed.id AND status = 'PUBLISHED'
    ) AS reviews
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object(
        'reviewId', review_id, 'relatedId', related_id, 'kind', rule.kind, 'expiresAt', ${expiry}
      ) ORDER BY ${rulesInOrder}), '[]') AS rules
      FROM review JOIN editorial_rule AS rule ON review_id = review.id WHERE film_id = changed.id
    ) AS rules`,
    [ids],
  );
  return {
    films: rows
      .filter(({ isThere }) => isThere)
      .map(({ reviewIds, recencies, ...film }) => ({
        ...film,
        reviews: reviewIds.map((id, row) => ({ id, recency: recencies[row]! })),
      })),
    goneIds: rows.filter(({ isThere }) => !isThere).map(({ id }) => id),
  };
}
