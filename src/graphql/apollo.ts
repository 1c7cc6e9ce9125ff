import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Config } from '../config';
import type { ErrorCode } from '../errors';
import { type FaultLog, withoutErrorTexts } from '../http/log';
import type { Metrics } from '../http/metrics';
import { tellWhoMayKeepAnswers } from './cacheability';
import type { RequestContext } from './context';
import { DocumentStore } from './document-store';
import { formatError } from './error-format';
import { statusOfAnswers } from './http-status';
import { documentRefusal, parseLimits, validationLimits } from './limits/document-limits';
import { limitOperations } from './limits/limits';
import { hashesAreTexts, type PersistedQueries } from './persisted-query';
import { reportOperations } from './report.plugin';

export interface ApolloOptions {
  schema: GraphQLSchema;
  config: Config;
  queries: PersistedQueries;
  metrics: Metrics;
  log: FastifyBaseLogger;
  faultLog: FaultLog;
}

/** What takes an operation in, refuses what is too large or too costly, and runs the rest. */
export function createApollo({
  schema,
  config,
  queries,
  metrics,
  log,
  faultLog,
}: ApolloOptions): ApolloServer<RequestContext> {
  // Found where an error is put into words for callers, written down where it is known which operation it is of.
  const faults = new WeakMap<object, unknown>();
  const toCaller = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const message = documentRefusal(formatted.message, config.maxTokens);
    if (message) return { message, extensions: { code: 'LIMIT_EXCEEDED' satisfies ErrorCode } };
    return formatError(formatted, error, (cause) => faults.set(error as GraphQLError, cause));
  };
  return new ApolloServer<RequestContext>({
    schema,
    persistedQueries: { cache: queries },
    csrfPrevention: config.csrfPrevention,
    introspection: config.introspection,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: config.maxBatch > 1,
    documentStore: new DocumentStore(),
    parseOptions: parseLimits(config.maxTokens),
    // Suggestions would give away bit by bit what introspection does not.
    validationOptions: { ...validationLimits, hideSuggestions: !config.introspection },
    formatError: (formatted, error) => {
      const told = toCaller(formatted, error);
      metrics.countError(told.extensions?.code as ErrorCode);
      return told;
    },
    logger: withoutErrorTexts(log),
    // Cache hints are given nowhere, and looking for them costs a call for each field of each answer.
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      hashesAreTexts,
      limitOperations(schema, config, metrics),
      tellWhoMayKeepAnswers(config, queries),
      statusOfAnswers,
      reportOperations({ metrics, log, faultLog, faultBehind: (error) => faults.get(error) }),
    ],
    stopOnTerminationSignals: false,
  });
}
