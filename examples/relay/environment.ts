import { Environment, type FetchFunction, Network, RecordSource, Store } from 'relay-runtime';

/** The service answers, but not with what was asked for. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export class Unreachable extends Error {}

const url = process.env.REELGRAPH_URL ?? 'http://localhost:4000/graphql';

const ask: FetchFunction = async ({ text }, variables) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text, variables }),
  }).catch(() => {
    throw new Unreachable('The service does not answer. Is it started?');
  });
  const { data, errors } = await response.json();
  if (errors) throw new Refusal(errors[0].message, errors[0].extensions.code);
  return { data };
};

export const environment = new Environment({
  network: Network.create(ask),
  store: new Store(new RecordSource()),
  // Else it keeps what was rendered for five minutes, and the process with it.
  isServer: typeof window === 'undefined',
});
