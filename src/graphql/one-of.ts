import { badUserInput } from '../errors';

/**
 * For lookups that take exactly one of several keys.
 * @returns the name and value of the one that is given.
 * @throws GraphQLError BAD_USER_INPUT for none and for more than one.
 */
export function oneOf<Name extends string>(keys: Record<Name, string | null | undefined>): [Name, string] {
  const given = Object.entries<string | null | undefined>(keys).filter(([, value]) => value != null);
  if (given.length !== 1) throw badUserInput(`Give exactly one of ${Object.keys(keys).join(', ')}.`);
  return given[0] as [Name, string];
}
