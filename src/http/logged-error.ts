import { codeOf, OperatorError, StoreUnavailableError } from '../errors';

/**
 * What the log holds of an error: a closed list. All else of it, its message first, may quote what a caller sent:
 * a value that PostgreSQL could not take, the JSON that did not parse, the parameters of a statement.
 */
export interface LoggedError {
  /** The name of its class. */
  type: string;
  /** Of Node or PostgreSQL: `ECONNREFUSED`, `23505` … */
  code?: string;
  /** Only where its text is known to quote nothing. */
  message?: string;
  /** What PostgreSQL says of where it happened, by names of the schema. */
  table?: string;
  column?: string;
  constraint?: string;
  routine?: string;
  /** Its frames, a line each, without the message that stands before them. */
  stack?: string;
  cause?: LoggedError;
}

const deepestCause = 3;

/**
 * What PostgreSQL says of itself, of its connections or of the schema. Not of values (classes 22 and 23), of a
 * search that it could not read (42601), nor what a trigger makes up (P0).
 */
const quotesNoValue = /^(08|0A|25|28|3D|40|53|55|57|58|XX)|^(42501|42703|42883|42P01)$/;
/** Of pg itself. */
const isOfConnections =
  /^(Connection terminated( unexpectedly| due to connection timeout)?|timeout exceeded when trying to connect|Client was closed and is not queryable)$/;

/** @param error whatever was thrown. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { table, column, constraint, routine } = error as { [name: string]: unknown } & Error;
  const { cause = (error as AggregateError).errors?.[0] } = error;
  const entries: [keyof LoggedError, unknown][] = [
    ['code', asName(codeOf(error))],
    ['message', hasPlainMessage(error) ? error.message : undefined],
    ['table', asName(table)],
    ['column', asName(column)],
    ['constraint', asName(constraint)],
    ['routine', asName(routine)],
    ['stack', framesOf(error)],
    ['cause', cause !== undefined && depth < deepestCause ? loggedError(cause, depth + 1) : undefined],
  ];
  return {
    type: asName(error.constructor.name) ?? 'Error',
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
  };
}

function hasPlainMessage(error: Error): boolean {
  const isOurs = error instanceof OperatorError || error instanceof StoreUnavailableError;
  const isOfSystem = 'syscall' in error && 'errno' in error;
  return (
    isOurs || isOfSystem || quotesNoValue.test(codeOf(error) ?? '') || isOfConnections.test(error.message)
  );
}

function asName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,100}$/.test(value) ? value : undefined;
}

function framesOf({ stack, message }: Error): string | undefined {
  if (typeof stack !== 'string') return undefined;
  // The message may have lines that look like frames.
  const frames = stack.slice(Math.max(0, stack.indexOf(message)) + message.length).split('\n');
  return frames.filter((line) => /^ {4}at .+:\d+:\d+\)?$/.test(line)).join('\n');
}
