import type { ListDefinition } from '../../database/keyset';
import type { SqlExecutor } from '../../database/sql';
import type { CreditRole } from '../../films/credit-role';
import type { FactsSource } from '../../films/facts-source';
import { MatchKind, type MatchRule, type MatchStatus } from '../../ingest/matching/match-words';
import type { CreditFacts } from '../../ingest/matching/matches.store';
import type { FilmFacts } from '../../ingest/upsert-film';

export interface MatchRow {
  id: number;
  kind: MatchKind;
  status: MatchStatus;
  rule: MatchRule;
  confidence: number;
  written: string;
  /** null for an article. */
  source: FactsSource | null;
  /** Numbers of films or people as they are now; of what was merged, the one that stays. */
  candidateId: number;
  /** null where what is written was taken for the candidate. */
  subjectId: number | null;
  /** Whose credits name the person. */
  filmId: number | null;
  reviewId: number | null;
  createdAt: Date;
  decidedAt: Date | null;
  actor: string | null;
}

/** What an article has told of a film, or of a credit. */
export type LockedMatch = MatchRow & { facts: FilmFacts | CreditFacts | null };

const present = (column: string) => `coalesce(
  CASE kind WHEN 'FILM' THEN (SELECT film_id FROM former_film WHERE former_film.id = match.${column})
    ELSE (SELECT person_id FROM former_person WHERE former_person.id = match.${column}) END,
  match.${column}
)`;

const columns = `match.id, kind, status, rule, confidence, written, source,
  ${present('candidate_id')} AS "candidateId", ${present('subject_id')} AS "subjectId",
  coalesce((SELECT former.film_id FROM former_film AS former WHERE former.id = match.film_id), match.film_id) AS "filmId",
  review_id AS "reviewId", created_at AS "createdAt", decided_at AS "decidedAt", actor`;

/** Latest first. @param status all of them unless told. */
export function matchList(status: MatchStatus | null): ListDefinition {
  return {
    name: status ? `matches ${status}` : 'matches',
    columns,
    from: 'match',
    where: status ? ['match.status = $1::match_status'] : [],
    values: status ? [status] : [],
    sortKeys: [{ expression: 'match.id', type: 'int', isDescending: true }],
  };
}

/** For nobody else to decide until the end of the transaction. */
export async function lockMatch(sql: SqlExecutor, id: number): Promise<LockedMatch | null> {
  const [found] = await sql.query<LockedMatch>(
    `/* lock match */ SELECT ${columns}, facts FROM match WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return found ?? null;
}

export async function findMatch(sql: SqlExecutor, id: number): Promise<MatchRow | null> {
  const [found] = await sql.query<MatchRow>(`/* match */ SELECT ${columns} FROM match WHERE id = $1`, [id]);
  return found ?? null;
}

/** @param subjectId of what has been made of what is written; left out, it stays. */
export async function decideMatch(
  sql: SqlExecutor,
  {
    id,
    status,
    actor,
    subjectId = null,
  }: { id: number; status: MatchStatus; actor: string; subjectId?: number | null },
): Promise<void> {
  await sql.query(
    `/* decide match */
    UPDATE match SET status = $2, actor = $3, decided_at = now(), subject_id = coalesce($4, subject_id) WHERE id = $1`,
    [id, status, actor, subjectId],
  );
}

/** Two that were merged are one, whoever asks: what waits to be decided of them is accepted. */
export async function acceptMatchesWithin(
  sql: SqlExecutor,
  { kind, id, actor }: { kind: MatchKind; id: number; actor: string },
): Promise<void> {
  await sql.query(
    `/* accept matches within */
    UPDATE match SET status = 'ACCEPTED', actor = $3, decided_at = now()
    WHERE kind = $1 AND status = 'WAITING' AND ${present('subject_id')} = $2 AND ${present('candidate_id')} = $2`,
    [kind, id, actor],
  );
}

/**
 * No more than one is meant: what waits to be decided of what has ids, since it was merged with one who had, is
 * rejected where the candidate has others.
 */
export async function rejectMatchesApart(
  sql: SqlExecutor,
  { kind, id, actor }: { kind: MatchKind; id: number; actor: string },
): Promise<void> {
  const table = kind === MatchKind.FILM ? 'film' : 'person';
  const differ = ['imdb_id', 'tmdb_id', 'wikidata_id'].map((name) => `kept.${name} <> other.${name}`);
  await sql.query(
    `/* reject matches apart */
    UPDATE match SET status = 'REJECTED', actor = $3, decided_at = now()
    FROM ${table} AS kept, ${table} AS other
    WHERE kind = $1 AND status = 'WAITING' AND ${present('subject_id')} = $2 AND kept.id = $2
      AND other.id = ${present('candidate_id')} AND (${differ.join(' OR ')})`,
    [kind, id, actor],
  );
}

/** @returns those of the reviews that were about this film. */
export async function moveReviews(
  sql: SqlExecutor,
  { reviewIds, from, to }: { reviewIds: readonly number[]; from: number; to: number },
): Promise<number[]> {
  const moved = await sql.query<{ id: number }>(
    '/* move reviews */ UPDATE review SET film_id = $3 WHERE id = ANY($1::int[]) AND film_id = $2 RETURNING id',
    [reviewIds, from, to],
  );
  return moved.map(({ id }) => id);
}

/** @param role all of them unless told. @returns the films where the one had credits, which the other has now. */
export async function moveCredits(
  sql: SqlExecutor,
  {
    filmIds,
    from,
    to,
    role = null,
  }: { filmIds: readonly number[]; from: number; to: number; role?: CreditRole | null },
): Promise<number[]> {
  const moved = await sql.query<{ filmId: number }>(
    `/* move credits */
    UPDATE credit SET person_id = $3
    WHERE film_id = ANY($1::int[]) AND person_id = $2 AND coalesce(role = $4::credit_role, true)
    RETURNING film_id AS "filmId"`,
    [filmIds, from, to, role],
  );
  return [...new Set(moved.map(({ filmId }) => filmId))];
}

/** @returns by slug, those that are there, or that were merged into one that is. */
export async function idsOfSlugs(
  sql: SqlExecutor,
  table: 'film' | 'person' | 'review',
  slugs: readonly string[],
): Promise<Map<string, number>> {
  const former =
    table === 'review' ? '' : ` UNION ALL SELECT slug, ${table}_id FROM former_${table} WHERE slug = ANY($1)`;
  const found = await sql.query<{ slug: string; id: number }>(
    `/* ids of slugs */ SELECT slug, id FROM ${table} WHERE slug = ANY($1::text[])${former}`,
    [slugs],
  );
  return new Map(found.map(({ slug, id }) => [slug, id]));
}

export async function slugsOfNumbers(
  sql: SqlExecutor,
  table: 'film' | 'person' | 'review',
  ids: readonly number[],
): Promise<Map<number, string>> {
  const found = await sql.query<{ slug: string; id: number }>(
    `/* slugs of numbers */ SELECT slug, id FROM ${table} WHERE id = ANY($1::int[])`,
    [ids],
  );
  return new Map(found.map(({ slug, id }) => [id, slug]));
}
