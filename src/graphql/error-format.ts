import { ApolloServerValidationErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { codeOf, type ErrorCode, isErrorCode, storeFault, UnansweredError } from '../errors';

/** The text holds a character that PostgreSQL cannot store: U+0000. */
const untranslatable = /^(22021|22P05)$/;

/**
 * What a caller is told of an error. Only codes of the closed table leave the process, and only messages that
 * were written for callers: of all else the caller learns that it happened, and the log learns the rest.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: (error: unknown) => void,
): GraphQLFormattedError {
  const original = error instanceof UnansweredError ? error.reason : unwrapResolverError(error);
  const { locations, path } = formatted;
  const answer = (message: string, code: ErrorCode): GraphQLFormattedError => ({
    message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code },
  });

  if (original instanceof ArgumentValidationError) {
    return answer(describeViolations(original), 'BAD_USER_INPUT');
  }
  if (formatted.extensions?.validationErrorCode === ApolloServerValidationErrorCode.INTROSPECTION_DISABLED) {
    return answer(
      'Introspection is off here: __schema and __type are not answered.',
      'GRAPHQL_VALIDATION_FAILED',
    );
  }
  const code = formatted.extensions?.code;
  const isWrittenForCallers = original instanceof GraphQLError;
  // graphql-js itself refuses what the schema has not, such as a mutation, before anything runs. What has a status
  // is of Apollo Server: a persisted query that is none.
  if (isWrittenForCallers && !formatted.path && original.extensions.code === undefined) {
    return answer(
      formatted.message,
      original.extensions.http === undefined ? 'GRAPHQL_VALIDATION_FAILED' : 'BAD_REQUEST',
    );
  }
  const [, variable] = /^Variable "(\$\w+)" got invalid value /.exec(formatted.message) ?? [];
  if (variable) return answer(`The value of ${variable} does not fit its type.`, 'BAD_USER_INPUT');
  if (isWrittenForCallers && isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
    return answer(formatted.message, code);
  }
  if (untranslatable.test(codeOf(original) ?? '')) {
    return answer('A text holds the character U+0000, which no text here can hold.', 'BAD_USER_INPUT');
  }
  log(original);
  const fault = storeFault(original);
  if (fault) return answer(fault.message, fault.code);
  return answer('Something went wrong here. It has been logged.', 'INTERNAL_SERVER_ERROR');
}

/** "first must not be greater than 100": the rules that were broken, never the value that broke them. */
function describeViolations({ extensions }: ArgumentValidationError): string {
  type Violation = { constraints?: Record<string, string>; children?: Violation[] };
  const list = (violations: Violation[]): string[] =>
    violations.flatMap(({ constraints = {}, children = [] }) => [
      ...Object.values(constraints),
      ...list(children),
    ]);
  return list(extensions.validationErrors as Violation[]).join('; ');
}
