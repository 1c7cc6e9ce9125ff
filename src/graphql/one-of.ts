import { badUserInput } from '../errors';

/** In characters: longer than any id or slug that the API gives. */
const longestKey = 200;

/**
 * For lookups that take exactly one of several keys.
 * @param longest in characters, for keys that may be longer than others.
 * @returns the name and value of the one that is given.
 * @throws GraphQLError BAD_USER_INPUT for none, for more than one, and for one that is too long.
 */
export function oneOf<Name extends string>(
  keys: Record<Name, string | null | undefined>,
  longest: { [Each in Name]?: number } = {},
): [Name, string] {
  const given = Object.entries<string | null | undefined>(keys).filter(([, value]) => value != null);
  if (given.length !== 1) throw badUserInput(`Give exactly one of ${Object.keys(keys).join(', ')}.`);
  const [name, value] = given[0] as [Name, string];
  const most = longest[name] ?? longestKey;
  if (value.length > most) throw badUserInput(`${name} must have ${most} characters or fewer.`);
  return [name, value];
}
