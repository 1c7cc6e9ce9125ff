import type { SqlExecutor } from '../../database/sql';
import type { CreditRole } from '../../films/credit-role';
import { freeSlug, toSlug } from '../slug';
import { areSpellingsOfOneName, nameKey } from './name-likeness';

export interface FilmCredit {
  personId: number;
  name: string;
  role: CreditRole;
  billing: number | null;
}

export function creditsOfFilm(sql: SqlExecutor, filmId: number): Promise<FilmCredit[]> {
  return sql.query<FilmCredit>(
    `/* credits of a film */
    SELECT credit.person_id AS "personId", person.name, credit.role, credit.billing
    FROM credit JOIN person ON person.id = credit.person_id
    WHERE credit.film_id = $1
    ORDER BY credit.id`,
    [filmId],
  );
}

/** The person among a film's own credits whose name this is, be it in another spelling. */
export function findAmongCredits<C extends { name: string }>(
  credits: readonly C[],
  name: string,
): C | undefined {
  return (
    credits.find((credit) => nameKey(credit.name) === nameKey(name)) ??
    credits.find((credit) => areSpellingsOfOneName(credit.name, name))
  );
}

/**
 * Find a person by name at large, or make one. Of several people of one name, one who is known in this role
 * is taken to be meant, if there is just one; else it is somebody new.
 */
export async function upsertPerson(
  sql: SqlExecutor,
  { name, birthYear = null, role }: { name: string; birthYear?: number | null; role: CreditRole },
): Promise<{ id: number; doubt?: string }> {
  const namesakes = await sql.query<{ id: number; birthYear: number | null; isKnownInRole: boolean }>(
    `/* people by name */
    SELECT person.id, person.birth_year AS "birthYear",
      EXISTS (SELECT FROM credit WHERE credit.person_id = person.id AND credit.role = $2) AS "isKnownInRole"
    FROM person
    WHERE match_key(person.name) = match_key($1)
      AND ($3::int IS NULL OR person.birth_year IS NULL OR person.birth_year = $3)
    ORDER BY person.id`,
    [name, role, birthYear],
  );
  if (namesakes.length === 1) return { id: namesakes[0]!.id };
  const inRole = namesakes.filter((person) => person.isKnownInRole);
  if (inRole.length === 1) return { id: inRole[0]!.id };
  const [created] = await sql.query<{ id: number }>(
    `/* add person */ INSERT INTO person (slug, name, birth_year) VALUES ($1, $2, $3) RETURNING id`,
    [
      await freeSlug(sql, 'person', [toSlug(name), ...(birthYear ? [toSlug(name, birthYear)] : [])]),
      name,
      birthYear,
    ],
  );
  const doubt = `there are ${namesakes.length} people called ${name}, none of them clearly meant; one more was made`;
  return { id: created!.id, ...(namesakes.length > 1 && { doubt }) };
}
