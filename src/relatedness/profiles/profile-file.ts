import { OperatorError } from '../../errors';
import { checkProfile, defaultProfile, type Profile } from '../core/profile';

const { name: _name, version: _version, weights, ...figures } = defaultProfile;
const figureNames = Object.keys(figures) as (keyof typeof figures)[];
const kindNames = Object.keys(weights) as (keyof typeof weights)[];

/**
 * A profile as it is written down: JSON, all figures of `Profile` by their names and nothing else, the version
 * only where there is one already (1 is taken otherwise).
 * @throws OperatorError that names what is missing, unknown, not a number or out of its range.
 */
export function parseProfile(text: string): Profile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new OperatorError(`a profile is a JSON object, and this is not JSON: ${(error as Error).message}`);
  }
  return toProfile(content);
}

/** The same of what is no text any more. @throws OperatorError */
export function toProfile(content: unknown): Profile {
  const profile = objectOf(content, 'a profile', ['name', 'weights', ...figureNames], ['version']);
  const { name, version = 1 } = profile;
  if (!isProfileName(name)) {
    throw new OperatorError('name: small letters, digits and dashes, a letter first, 40 at most');
  }
  if (!Number.isInteger(version) || (version as number) < 1) {
    throw new OperatorError('version must be a whole number from 1 on');
  }
  const weightOf = objectOf(profile.weights, 'weights', kindNames);
  const checked = {
    ...profile,
    name,
    version,
    weights: Object.fromEntries(kindNames.map((kind) => [kind, numberOf(weightOf[kind], `weights.${kind}`)])),
    ...Object.fromEntries(figureNames.map((figure) => [figure, numberOf(profile[figure], figure)])),
  } as Profile;
  try {
    checkProfile(checked);
  } catch (error) {
    throw error instanceof RangeError ? new OperatorError(error.message) : error;
  }
  return checked;
}

export function isProfileName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(name);
}

function objectOf(
  content: unknown,
  what: string,
  needed: readonly string[],
  possible: readonly string[] = [],
): Record<string, unknown> {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new OperatorError(`${what} must be a JSON object`);
  }
  const unknown = Object.keys(content).find((name) => ![...needed, ...possible].includes(name));
  if (unknown !== undefined) {
    throw new OperatorError(`${what}: there is no "${unknown}"; known are ${needed.join(', ')}`);
  }
  const missing = needed.find((name) => !Object.hasOwn(content, name));
  if (missing !== undefined) throw new OperatorError(`${what}: "${missing}" is missing`);
  return content as Record<string, unknown>;
}

function numberOf(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new OperatorError(`${name} must be a number`);
  return value;
}
