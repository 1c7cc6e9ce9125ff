import {
  bindInto,
  conditionsFor,
  describeOrder,
  type ListDefinition,
  type ListOrder,
  numberKey,
  numberRange,
} from '../database/keyset';
import { selectList } from '../database/sql';
import { personColumns } from './person.columns';
import type { PersonCriteria } from './person-filter';
import { PersonOrderField } from './person-order';

const byName = { field: PersonOrderField.NAME, isDescending: false };

export function personList(
  criteria: PersonCriteria,
  order: ListOrder<PersonOrderField> = byName,
): ListDefinition {
  const values: unknown[] = [];
  const counted = criteria.role ? 'person_role' : 'person';
  const films = numberRange(
    `${counted}.film_count`,
    order.isDescending && order.field === PersonOrderField.FILM_COUNT,
  );
  const where = conditionsFor(
    criteria,
    {
      role: (role, bind) => `person_role.role = ${bind(role)}`,
      filmsFrom: films.atLeast,
      filmsTo: films.atMost,
    },
    bindInto(values),
  );
  const isUsual = order.field === byName.field && order.isDescending === byName.isDescending;
  return {
    name: isUsual ? 'people by name' : `people ${describeOrder(order)}`,
    columns: selectList('person', personColumns),
    from: counted,
    ...(criteria.role && { join: { sql: 'JOIN person ON person.id = person_role.person_id', values: [] } }),
    where,
    values,
    ...(where.length > 0 && { filter: JSON.stringify(criteria), plannedFor: 'its values' }),
    sortKeys:
      order.field === PersonOrderField.NAME
        ? [
            { expression: 'match_key(person.name)', type: 'text', isDescending: order.isDescending },
            { expression: 'person.id', type: 'int' },
          ]
        : [
            numberKey(`${counted}.film_count`, 'int', order.isDescending),
            // Of the table that has the count, for one index to have both.
            { expression: criteria.role ? 'person_role.person_id' : 'person.id', type: 'int' },
          ],
  };
}
