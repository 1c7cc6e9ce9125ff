import type { Operation } from '../ask';

/** The operation and its variables, ready to run in GraphiQL; the token stays out of the address. */
export function queryAddress<Variables>(
  { text }: Operation<unknown, Variables>,
  variables: Variables | null,
): string {
  const asked = new URLSearchParams({ query: text, variables: JSON.stringify(variables ?? {}, null, 2) });
  return `/graphql?${asked}`;
}
