import { type SqlExecutor, selectList } from '../database/sql';
import { personColumns } from './person.columns';
import type { Person } from './person.type';

const columns = selectList('person', personColumns);

export function peopleByIds(sql: SqlExecutor, ids: readonly number[]): Promise<Person[]> {
  return sql.query<Person>(
    `/* people by ids */ SELECT ${columns} FROM person WHERE person.id = ANY($1::int[])`,
    [ids],
  );
}

/** Who was merged into another person leads to that one. */
export function peopleByFormerIds(
  sql: SqlExecutor,
  ids: readonly number[],
): Promise<(Person & { formerId: number })[]> {
  return sql.query(
    `/* people by former ids */
    SELECT former_person.id AS "formerId", ${columns}
    FROM former_person JOIN person ON person.id = former_person.person_id WHERE former_person.id = ANY($1::int[])`,
    [ids],
  );
}

/** By the slug that they have, else by that of a person who was merged into them. */
export async function findPersonBySlug(sql: SqlExecutor, slug: string): Promise<Person | null> {
  const [found] = await sql.query<Person>(
    `/* person by slug */ SELECT ${columns} FROM person WHERE person.slug = $1`,
    [slug],
  );
  if (found) return found;
  const [former] = await sql.query<Person>(
    `/* person by former slug */
    SELECT ${columns} FROM former_person JOIN person ON person.id = former_person.person_id
    WHERE former_person.slug = $1`,
    [slug],
  );
  return former ?? null;
}

/** Who directed each film, in the order in which the film names them. */
export function directorsByFilm(
  sql: SqlExecutor,
  filmIds: readonly number[],
): Promise<(Person & { parentId: number })[]> {
  return sql.query(
    `/* directors by film */
    SELECT credit.film_id AS "parentId", ${columns}
    FROM credit JOIN person ON person.id = credit.person_id
    WHERE credit.film_id = ANY($1::int[]) AND credit.role = 'DIRECTOR'
    ORDER BY credit.film_id, credit.id`,
    [filmIds],
  );
}
