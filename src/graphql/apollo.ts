import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config';
import type { Metrics } from '../http/metrics';
import type { RequestContext } from './context';
import { formatError } from './error-format';

export interface ApolloOptions {
  schema: GraphQLSchema;
  config: Config;
  metrics: Metrics;
  log: FastifyBaseLogger;
}

/** What takes an operation in, refuses what is too large or too costly, and runs the rest. */
export function createApollo({ schema, config, log }: ApolloOptions): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema,
    csrfPrevention: config.csrfPrevention,
    introspection: config.introspection,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) =>
      formatError(formatted, error, (cause) => log.error({ err: cause, path: formatted.path }, 'failed')),
    // Cache hints are given nowhere, and looking for them costs a call for each field of each answer.
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
    stopOnTerminationSignals: false,
  });
}
