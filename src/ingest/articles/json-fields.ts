import { UnreadableArticle } from './article';
import { readDay } from './day';

export type Json = Record<string, unknown>;

export type Reader<Value> = (value: unknown, name: string) => Value;

export function optional<Name extends string, Value>(
  from: Json,
  name: Name,
  read: Reader<Value>,
): { [key in Name]?: Value } {
  const value = from[name];
  return value === undefined || value === null
    ? {}
    : ({ [name]: read(value, name) } as { [key in Name]?: Value });
}

export function text(from: Json, name: string): string {
  return nonEmpty(from[name] ?? fail(`has no "${name}"`), name);
}

export function nonEmpty(value: unknown, name: string): string {
  const given = string(value, name);
  return given.trim() === '' ? fail(`has an empty "${name}"`) : given;
}

export function string(value: unknown, name: string): string {
  if (typeof value !== 'string') return fail(`has "${name}" that is no text`);
  if (value.includes('\0')) return fail(`has a NUL character in "${name}", which no text has`);
  return !/\p{Surrogate}/u.test(value) ? value : fail(`has half a character in "${name}"`);
}

export function slug(value: unknown, name: string): string {
  return matching(/^[^\s/?#]{1,200}$/)(value, name);
}

export function url(value: unknown, name: string): string {
  return matching(/^https?:\/\/\S+$/)(value, name);
}

export function matching(form: RegExp): Reader<string> {
  return (value, name) => {
    const given = string(value, name);
    return form.test(given) ? given : fail(`has "${name}" that cannot be one: ${given.slice(0, 40)}`);
  };
}

export function oneOf<Value extends string>(values: readonly Value[]): Reader<Value> {
  return (value, name) =>
    values.includes(value as Value)
      ? (value as Value)
      : fail(`has "${name}" that is none of ${values.join(', ')}`);
}

export function number(least: number, most: number): Reader<number> {
  return (value, name) =>
    typeof value === 'number' && value >= least && value <= most
      ? value
      : fail(`has "${name}" that is no number of ${least} to ${most}`);
}

export function whole(least: number, most: number): Reader<number> {
  return (value, name) =>
    Number.isInteger(value)
      ? number(least, most)(value, name)
      : fail(`has "${name}" that is no whole number`);
}

export function rating(value: unknown): { value: number; best: number } {
  const given = object(value, '"rating"');
  const best = number(Number.MIN_VALUE, 1000)(given.best, 'rating.best');
  return { value: number(0, best)(given.value, 'rating.value'), best };
}

export function date(value: unknown, name: string): string {
  const given = string(value, name);
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(given);
  const day = /^\d{4}-\d\d-\d\d(?:T|$)/.test(given) ? readDay(given.slice(0, 10)) : null;
  if (day === null || (given.length > 10 && (!isMoment || Number.isNaN(Date.parse(given)))))
    return fail(`has "${name}" that is no day or moment of the years 1870 to 2200: ${given.slice(0, 40)}`);
  return given.length > 10 ? new Date(given).toISOString() : given;
}

export function array(value: unknown, name: string): unknown[] {
  return Array.isArray(value)
    ? value
    : fail(value === undefined ? `has no "${name}"` : `has "${name}" that is no list`);
}

export function object(value: unknown, name: string): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : fail(`has no object as ${name}`);
}

export function fail(reason: string): never {
  throw new UnreadableArticle(reason);
}
