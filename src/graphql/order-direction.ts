import { registerEnumType } from 'type-graphql';
import type { ListOrder } from '../database/keyset';

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Upwards or downwards.',
  valuesConfig: {
    ASC: { description: 'Smallest, oldest or A first.' },
    DESC: { description: 'Largest, newest or Z first.' },
  },
});

/** @returns undefined for none: the list then has the order that it usually has. */
export function toListOrder<Field>(
  order: { field: Field; direction: OrderDirection } | null | undefined,
): ListOrder<Field> | undefined {
  return order ? { field: order.field, isDescending: order.direction === OrderDirection.DESC } : undefined;
}
