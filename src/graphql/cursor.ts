import { createHash } from 'node:crypto';
import type { ListDefinition, PageRequest, SortKey } from '../database/keyset';
import { badUserInput } from '../errors';
import { defaultPageSize, type PageArgs } from './page-args';

/** As much of a list as its cursors are made of. */
export type Order = Pick<ListDefinition, 'name' | 'filter' | 'sortKeys'>;

/** @throws GraphQLError BAD_USER_INPUT for arguments that contradict each other or a cursor of another list. */
export function pageRequest(list: Order, { first, after, last, before }: PageArgs): PageRequest {
  const isBackward = last != null || before != null;
  if (isBackward && (first != null || after != null)) {
    throw badUserInput('first and after lead forwards, last and before backwards: use one pair of them.');
  }
  if (before != null && last == null) throw badUserInput('before needs last: say how many.');
  const cursor = isBackward ? before : after;
  return {
    limit: last ?? first ?? defaultPageSize,
    isBackward,
    ...(cursor != null && { beyond: fromCursor(list, cursor) }),
  };
}

export function toCursor(list: Order, sortKey: string[]): string {
  return Buffer.from(JSON.stringify([nameOf(list), ...sortKey])).toString('base64url');
}

/** With the filter in it, but not at its length. */
function nameOf({ name, filter }: Order): string {
  return filter ? `${name} ${createHash('sha256').update(filter).digest('base64url').slice(0, 8)}` : name;
}

function fromCursor(list: Order, cursor: string): string[] {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    content = undefined;
  }
  const [name, ...sortKey] = Array.isArray(content) ? content : [];
  const fits =
    name === nameOf(list) &&
    sortKey.length === list.sortKeys.length &&
    sortKey.every((value, index) => isValueOf(list.sortKeys[index]!, value));
  if (!fits) {
    throw badUserInput(
      'This cursor is not one of this list in this order with this filter: start again without it.',
    );
  }
  return sortKey;
}

function isValueOf({ type }: SortKey, value: unknown): boolean {
  if (typeof value !== 'string' || value.includes('\0')) return false;
  switch (type) {
    case 'int':
      return /^-?\d{1,10}$/.test(value) && Math.abs(Number(value)) < 2 ** 31;
    case 'float8':
      return /^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/.test(value) && Number.isFinite(Number(value));
    case 'timestamptz':
      return value === '-infinity' || isTime(value);
    case 'text':
      return true;
  }
}

/** As PostgreSQL writes it: "2024-02-29 12:00:00.5+00". */
function isTime(value: string): boolean {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(value) ?? [];
  const date = new Date(`${day}T${time}Z`);
  // What is no day, the 31st of April, say, would be taken for the day after.
  return (
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(`${day}T${time}`) &&
    !day!.startsWith('0000')
  );
}
