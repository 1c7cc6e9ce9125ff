import type { SqlExecutor } from '../database/sql';
import type { CreditRole } from '../films/credit-role';

/** What a person did on a film. */
export interface WrittenCredit {
  filmId: number;
  personId: number;
  role: CreditRole;
  character: string | null;
  billing: number | null;
}

/** Of a film or of a person, in the order in which they were entered. */
export function creditsOf(sql: SqlExecutor, table: 'film' | 'person', id: number): Promise<WrittenCredit[]> {
  return sql.query<WrittenCredit>(
    `/* credits of a ${table} */
    SELECT film_id AS "filmId", person_id AS "personId", role, "character", billing
    FROM credit WHERE ${table}_id = $1 ORDER BY id`,
    [id],
  );
}

/** Adds or changes credits. @param credits no two of one person on one film in one role; entered in this order. */
export async function writeCredits(sql: SqlExecutor, credits: readonly WrittenCredit[]): Promise<void> {
  await sql.query(
    `/* write credits */
    INSERT INTO credit (film_id, person_id, role, "character", billing)
    SELECT film_id, person_id, role, "character", billing
    FROM unnest($1::int[], $2::int[], $3::credit_role[], $4::text[], $5::smallint[]) WITH ORDINALITY
      AS written (film_id, person_id, role, "character", billing, place)
    ORDER BY place
    ON CONFLICT ON CONSTRAINT credit_once
      DO UPDATE SET "character" = excluded."character", billing = excluded.billing`,
    [...keysOf(credits), credits.map(({ character }) => character), credits.map(({ billing }) => billing)],
  );
}

export async function removeCredits(sql: SqlExecutor, credits: readonly WrittenCredit[]): Promise<void> {
  await sql.query(
    `/* remove credits */
    DELETE FROM credit USING unnest($1::int[], $2::int[], $3::credit_role[]) AS gone (film_id, person_id, role)
    WHERE (credit.film_id, credit.person_id, credit.role) = (gone.film_id, gone.person_id, gone.role)`,
    keysOf(credits),
  );
}

function keysOf(credits: readonly WrittenCredit[]) {
  return [
    credits.map(({ filmId }) => filmId),
    credits.map(({ personId }) => personId),
    credits.map(({ role }) => role),
  ];
}

/** @returns those of the numbers that are of people in the store. */
export async function knownPeople(sql: SqlExecutor, ids: readonly number[]): Promise<Set<number>> {
  const found = await sql.query<{ id: number }>(
    '/* known people */ SELECT id FROM person WHERE id = ANY($1::int[]) FOR KEY SHARE',
    [ids],
  );
  return new Set(found.map(({ id }) => id));
}

export interface Namesake {
  id: number;
  /** Under which the spellings of the name meet. */
  key: string;
  birthYear: number | null;
  /** Has a credit on the film that is asked about. */
  isColleague: boolean;
}

/** Everyone who has one of these names; lowest id first. */
export function namesakes(
  sql: SqlExecutor,
  { filmId, keys }: { filmId: number; keys: readonly string[] },
): Promise<Namesake[]> {
  return sql.query<Namesake>(
    `/* namesakes */
    SELECT id, match_key(name) AS key, birth_year AS "birthYear",
      EXISTS (SELECT FROM credit WHERE credit.film_id = $2 AND credit.person_id = person.id) AS "isColleague"
    FROM person WHERE match_key(name) = ANY($1::text[]) ORDER BY id`,
    [keys, filmId],
  );
}

export interface NewPerson {
  name: string;
  birthYear: number | null;
}

/** @returns their numbers, in order. */
export async function addPeople(
  sql: SqlExecutor,
  people: readonly (NewPerson & { slug: string })[],
): Promise<number[]> {
  const added = await sql.query<{ id: number; slug: string }>(
    `/* add people */
    INSERT INTO person (slug, name, birth_year)
    SELECT slug, name, birth_year
    FROM unnest($1::text[], $2::text[], $3::smallint[]) WITH ORDINALITY AS new (slug, name, birth_year, place)
    ORDER BY place RETURNING id, slug`,
    [
      people.map(({ slug }) => slug),
      people.map(({ name }) => name),
      people.map(({ birthYear }) => birthYear),
    ],
  );
  const ids = new Map(added.map(({ id, slug }) => [slug, id]));
  return people.map(({ slug }) => ids.get(slug)!);
}
