import { describeOrder, type ListDefinition, type ListOrder, numberKey } from '../database/keyset';
import type { SqlExecutor } from '../database/sql';
import { CreditOrderField } from './credit-order';
import type { CreditRole } from './credit-role';
import type { Credit } from './film.type';
import { yearKey } from './film-facts';

const creditColumns = `
  credit.film_id AS "filmId", credit.person_id AS "personId", credit.role, credit."character", credit.billing`;

/** Which of a person's credits on a film is the most prominent: in the order in which `CreditRole` names them. */
export function mostProminentCredits(
  sql: SqlExecutor,
  pairs: readonly { filmId: number; personId: number }[],
): Promise<Credit[]> {
  return sql.query<Credit>(
    `/* most prominent credits */
    SELECT DISTINCT ON (credit.film_id, credit.person_id) ${creditColumns}
    FROM unnest($1::int[], $2::int[]) AS pair(film_id, person_id) JOIN credit USING (film_id, person_id)
    ORDER BY credit.film_id, credit.person_id, credit.role`,
    [pairs.map(({ filmId }) => filmId), pairs.map(({ personId }) => personId)],
  );
}

/** Who plays in a film, top billed first; the unbilled follow as they were entered. */
export const castOfFilm: ListDefinition = {
  name: 'cast of a film',
  columns: creditColumns,
  from: 'credit',
  where: ['credit.film_id = parent.id', `credit.role = 'ACTOR'`],
  sortKeys: [
    { expression: 'coalesce(credit.billing, 32767)::int', type: 'int' },
    { expression: 'credit.id', type: 'int' },
  ],
};

const newestFirst = { field: CreditOrderField.RELEASE_YEAR, isDescending: true };

/** What a person worked on, newest film first unless told. */
export function creditsOfPerson(
  role: CreditRole | null,
  order: ListOrder<CreditOrderField> = newestFirst,
): ListDefinition {
  return {
    name: `credits of a person${order.isDescending ? '' : ` ${describeOrder(order)}`}`,
    columns: creditColumns,
    from: 'credit JOIN film ON film.id = credit.film_id',
    where: ['credit.person_id = parent.id', ...(role ? ['credit.role = $1'] : [])],
    values: role ? [role] : [],
    ...(role && { filter: role }),
    sortKeys: [
      numberKey(yearKey('film.release_year'), 'int', order.isDescending),
      { expression: 'credit.id', type: 'int' },
    ],
  };
}
