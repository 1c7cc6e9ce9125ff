import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { OperatorError, unreadable } from '../errors';
import { checkProfile, figureOf, figureRanges, type Profile } from './core/profile';
import { faultyLineOf } from './json-fault';

/**
 * @param path - for standard input.
 * @throws OperatorError, one line that begins with the path.
 */
export async function readProfileFile(path: string): Promise<Profile> {
  const text = await (path === '-' ? readAll(process.stdin) : readFile(path, 'utf8')).catch((error) => {
    throw unreadable(path, error);
  });
  try {
    return parseProfile(text);
  } catch (error) {
    throw error instanceof OperatorError ? new OperatorError(`${path}: ${error.message}`) : error;
  }
}

/**
 * Read a profile as it is written to a file: JSON with exactly the fields of `Profile`, all of them.
 * @throws OperatorError, one line that names the field that is wrong, missing or not known.
 */
export function parseProfile(text: string): Profile {
  return toProfile(objectIn(text));
}

/** The same of what is no text any more. @throws OperatorError */
export function toProfile(fields: Readonly<Record<string, unknown>>): Profile {
  const known = Object.keys(figureRanges);
  expectFields('', fields, ['name', 'version', ...known.map((name) => name.split('.')[0]!)]);
  if (!isObject(fields.weights))
    throw new OperatorError('weights must be an object with a number for each kind');
  expectFields(
    'weights.',
    fields.weights,
    known.filter(isWeight).map((name) => name.split('.')[1]!),
  );

  if (!isProfileName(fields.name)) {
    throw new OperatorError('name must be of small letters, digits and dashes, a letter first, 40 at most');
  }
  const { version } = fields;
  if (!Number.isSafeInteger(version) || (version as number) < 1) {
    throw new OperatorError('version must be a whole number, 1 or more');
  }
  const profile = fields as unknown as Profile;
  for (const name of known) {
    if (typeof figureOf(profile, name) !== 'number') throw new OperatorError(`${name} must be a number`);
  }
  try {
    checkProfile(profile);
  } catch (error) {
    throw error instanceof RangeError ? new OperatorError(error.message) : error;
  }
  // Nothing would be related to anything: nearness of years counts only beside something shared.
  if (profile.weights.DIRECTOR + profile.weights.ACTOR + profile.weights.GENRE === 0) {
    throw new OperatorError('one of weights.DIRECTOR, weights.ACTOR and weights.GENRE must be above 0');
  }
  return profile;
}

export function isProfileName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(name);
}

/** A profile as `parseProfile` reads it. */
export function printProfile(profile: Profile): string {
  return `${JSON.stringify(profile, null, 2)}\n`;
}

type Fields = Readonly<Record<string, unknown>>;

function objectIn(text: string): Fields {
  const json = text.replace(/^\uFEFF/, ''); // a byte order mark
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // What programs write for a figure that has none, and JSON cannot hold.
    const [, field, noNumber] = /"(\w+)"\s*:\s*(-?(?:NaN|Infinity))\b/i.exec(json) ?? [];
    throw new OperatorError(
      field
        ? `${fullNameOf(field)} must be a number, not ${noNumber}`
        : `a profile must be JSON: line ${faultyLineOf(json)} is at fault`,
    );
  }
  if (!isObject(value)) throw new OperatorError('a profile must be a JSON object');
  return value;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** "weights.DIRECTOR" of "DIRECTOR". */
function fullNameOf(field: string): string {
  return Object.keys(figureRanges).find((figure) => figure.split('.').at(-1) === field) ?? field;
}

function isWeight(figure: string): boolean {
  return figure.startsWith('weights.');
}

function expectFields(prefix: string, fields: Fields, expected: string[]): void {
  const unknown = Object.keys(fields).find((name) => !expected.includes(name));
  if (unknown !== undefined) throw new OperatorError(`${prefix}${unknown} is no field of a profile`);
  const missing = expected.find((name) => !Object.hasOwn(fields, name));
  if (missing !== undefined) throw new OperatorError(`${prefix}${missing} is missing`);
}
