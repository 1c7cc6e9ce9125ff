import { LineFault } from './lines';

export type Fields = Record<string, unknown>;

/** The largest that an id can be in the store and in the index. */
const largestId = 2 ** 31 - 1;

/** @throws LineFault as all functions here. */
export function objectIn(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineFault('is no JSON');
  }
  if (!isObject(value)) throw new LineFault('is no JSON object');
  return value;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function idIn(fields: Fields, name: string): number {
  if (!isId(fields[name])) throw new LineFault(`${name} must be a whole number from 1 to ${largestId}`);
  return fields[name];
}

/** Each once. */
export function idsIn(fields: Fields, name: string): number[] {
  const ids = fields[name];
  if (!Array.isArray(ids) || !ids.every(isId)) throw new LineFault(`${name} must be a list of whole numbers`);
  const seen = new Set<number>();
  for (const id of ids) {
    if (seen.has(id)) throw new LineFault(`${name} holds ${id} twice`);
    seen.add(id);
  }
  return ids;
}

export function textIn(fields: Fields, name: string): string {
  const text = fields[name];
  if (typeof text !== 'string' || text.trim() === '') throw new LineFault(`${name} must be a text`);
  return text;
}

export function listIn(fields: Fields, name: string): unknown[] {
  const list = fields[name];
  if (!Array.isArray(list)) throw new LineFault(`${name} must be a list`);
  return list;
}

interface Range {
  least: number;
  most: number;
}

/** @returns null where it is not given. */
export function numberIn(
  fields: Fields,
  name: string,
  { least, most }: Range,
  form: 'number' | 'whole number' = 'number',
): number | null {
  const value = fields[name] ?? null;
  if (value === null) return null;
  const isOfForm = form === 'number' ? typeof value === 'number' : Number.isInteger(value);
  if (!isOfForm || !((value as number) >= least && (value as number) <= most)) {
    throw new LineFault(`${name} must be a ${form} from ${least} to ${most}`);
  }
  return value as number;
}

/** @returns null where it is not given. */
export function wholeNumberIn(fields: Fields, name: string, range: Range): number | null {
  return numberIn(fields, name, range, 'whole number');
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= largestId;
}
