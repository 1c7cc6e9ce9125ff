import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/**
 * Asks the public API, as a reader without a token.
 * @returns the answer; a field that came to nothing for want of a connection (NOT_CONNECTED) is null in it.
 * @throws AskingError for every other error of the API.
 */
export type Ask = <Answer, Variables>(
  operation: TypedDocumentNode<Answer, Variables>,
  variables: Variables,
) => Promise<Answer>;

/** The API did not answer. */
export class AskingError extends Error {
  override name = 'AskingError';
  constructor(
    /** One of the table of codes in the README. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
