import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError } from 'graphql';
import { BeingCountedError, type ErrorCode, storeFault } from '../errors';
import { type FaultLog, inMs } from '../http/log';
import type { Metrics, Outcome } from '../http/metrics';
import type { RequestContext } from './context';

const longestName = 80;
const longestPath = 200;

/** What is not the caller's to mend. */
const codesOfOurs: readonly unknown[] = [
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
  'TIMEOUT',
] satisfies ErrorCode[];

export interface ReportOptions {
  metrics: Metrics;
  log: FastifyBaseLogger;
  faultLog: FaultLog;
  /** @returns what failed here, where the error stands for that; undefined for a mistake of the caller's. */
  faultBehind(error: GraphQLError): unknown;
}

/**
 * Notes what became of each operation: its time and outcome in the metrics, a line of level info in the log, and
 * one of level error for each fault of ours. The last of the plugins, to see answers as they are sent.
 */
export function reportOperations({
  metrics,
  log,
  faultLog,
  faultBehind,
}: ReportOptions): ApolloServerPlugin<RequestContext> {
  // To put a line together that nobody reads takes longer than all else here.
  const isLogged = ['info', 'debug', 'trace'].includes(log.level);
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async willSendResponse(answered) {
          const ms = performance.now() - startedAt;
          const { operationName, operation, errors, request, response, contextValue } = answered;
          const codes = codesOf(answered);
          const outcome = isUnfinished(errors ?? []) ? 'refused' : outcomeOf(codes);
          metrics.observeOperation({
            name: operation ? metricName(operationName) : 'other',
            outcome,
            seconds: ms / 1000,
          });
          if (!isLogged && !errors) return;
          const about = {
            requestId: contextValue.requestId,
            operation: plainName(operationName ?? request.operationName),
            ms: inMs(ms),
          };
          const faults = distinctFaults(errors ?? [], faultBehind);
          if (outcome === 'failed' && faults.length === 0) faultLog.noteGivenUp(about);
          for (const { error, path, times } of faults) {
            if (storeFault(error)?.code === 'TIMEOUT') metrics.countLimit('STATEMENT_TIMEOUT_MS');
            faultLog.note(error, { ...about, path, times });
          }
          log.info(
            {
              ...about,
              method: request.http?.method,
              status: response.http.status ?? 200,
              cost: costOf(answered),
              codes: codes.length > 0 ? codes : undefined,
              token: contextValue.viewer?.tokenId,
            },
            'operation',
          );
        },
      };
    },
    async unexpectedErrorProcessingRequest({ requestContext: { contextValue, operationName }, error }) {
      faultLog.note(error, { requestId: contextValue.requestId, operation: plainName(operationName) });
    },
  };
}

/** A name of GraphQL's form and of a sensible length: what else a caller sends in its place is not to be logged. */
function plainName(name: string | null | undefined): string | undefined {
  return name && name.length <= longestName && /^[_a-z]\w*$/i.test(name) ? name : undefined;
}

function metricName(name: string | null | undefined): string {
  return name ? (plainName(name) ?? 'other') : 'anonymous';
}

/** Each once. */
function codesOf({ response: { body } }: GraphQLRequestContext<RequestContext>): unknown[] {
  const { errors } = body?.kind === 'single' ? body.singleResult : {};
  if (!errors) return [];
  return [...new Set(errors.map(({ extensions }) => extensions?.code))];
}

function outcomeOf(codes: readonly unknown[]): Outcome {
  if (codes.length === 0) return 'ok';
  return codes.some((code) => codesOfOurs.includes(code)) ? 'failed' : 'refused';
}

/** It goes on: nobody need look into it. */
function isUnfinished(errors: readonly GraphQLError[]): boolean {
  return errors.length > 0 && errors.every(({ originalError }) => originalError instanceof BeingCountedError);
}

function costOf({ response: { body } }: GraphQLRequestContext<RequestContext>) {
  const { cost } = (body?.kind === 'single' ? body.singleResult.extensions : undefined) ?? {};
  if (!cost) return undefined;
  const { requestedQueryCost, actualQueryCost } = cost as Record<string, unknown>;
  return { requested: requestedQueryCost, actual: actualQueryCost };
}

/** A fault in a list shows once for each of its entries: it is told once. */
function distinctFaults(
  errors: readonly GraphQLError[],
  faultBehind: ReportOptions['faultBehind'],
): { error: unknown; path: string | undefined; times: number | undefined }[] {
  const found = new Map<unknown, { error: unknown; path: string | undefined; times: number | undefined }>();
  for (const graphqlError of errors) {
    const error = faultBehind(graphqlError);
    if (error === undefined) continue;
    const sort = error instanceof Error ? error.stack : error;
    const known = found.get(sort);
    if (known) known.times = (known.times ?? 1) + 1;
    else
      found.set(sort, { error, path: graphqlError.path?.join('.').slice(0, longestPath), times: undefined });
  }
  return [...found.values()];
}
