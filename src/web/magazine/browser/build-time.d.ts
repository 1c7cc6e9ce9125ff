/** The SHA-256 of schema/operations/web/suggest.graphql, by which the service knows the operation. */
declare const SUGGEST_OPERATION: string;
