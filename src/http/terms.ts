import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Config } from '../config';
import { UnansweredError } from '../errors';
import type { RequestContext } from '../graphql/context';
import { checkBatch } from '../graphql/limits/batch';
import { deadlineOf } from './deadline';
import { type FaultLog, inMs } from './log';
import type { Metrics } from './metrics';
import type { BudgetOf } from './rate-limit';

/** On which a request is answered. */
export interface Terms {
  /** What whoever turns out to ask may still spend. */
  budgetOf: BudgetOf;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export type CreateContext = (request: FastifyRequest, terms: Terms) => Promise<RequestContext>;

export type ContextOf = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

/** @returns what makes the context that a request is answered in, be it an operation or a page. */
export function contextsFor({
  config,
  createContext,
  budgetOf,
  faultLog,
  metrics,
}: {
  config: Config;
  createContext: CreateContext;
  budgetOf(request: FastifyRequest): BudgetOf;
  faultLog: FaultLog;
  metrics: Metrics;
}): ContextOf {
  return async (request, reply) => {
    const signal = deadlineOf(reply.raw, {
      timeoutMs: config.requestTimeoutMs,
      onTimeout: () => metrics.countLimit('REQUEST_TIMEOUT_MS'),
    });
    try {
      checkBatch(request.body, config, metrics);
      return await createContext(request, { budgetOf: budgetOf(request), signal });
    } catch (error) {
      if (mayTell(error)) {
        const { code, http } = error.extensions;
        request.log.info({ status: http.status, code }, 'refused');
        throw error;
      }
      // Of which no operation came about, to be written down with.
      faultLog.note(error, { requestId: request.id, ms: inMs(reply.elapsedTime) });
      throw new UnansweredError(error as Error);
    }
  };
}

/** It says by itself what the HTTP status is. */
function mayTell(error: unknown): error is GraphQLError & { extensions: { http: { status: number } } } {
  return error instanceof GraphQLError && 'http' in error.extensions;
}
