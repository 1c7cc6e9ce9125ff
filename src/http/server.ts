import Fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config';
import { createApollo } from '../graphql/apollo';
import { readKnownOperations } from '../graphql/operations';
import { PersistedQueries } from '../graphql/persisted-query';
import { listed } from '../setting-kinds';
import { takeJsonBodies } from './body';
import { comesFrom } from './client';
import { serveDashboard } from './dashboard';
import { type EngagementServices, serveEngagement } from './engagement';
import { answerBadUrl, answerFaults, nothingHere, refuseMissing } from './faults';
import { serveGraphQL } from './graphql-route';
import { addSecurityHeaders, allowOrigins, checkHeads, requestId } from './headers';
import { type FindFaults, serveHealth } from './health';
import { createListener } from './listener';
import { FaultLog, logging } from './log';
import { findAssets, sendFaultPage, serveMagazine } from './magazine';
import { countRequests, type Metrics, type MetricsReadings, serveMetrics } from './metrics';
import { limitRate } from './rate-limit';
import { serveSyndication } from './syndication';
import { type CreateContext, contextsFor } from './terms';
import { serveWidget } from './widget';

export interface ServerOptions {
  config: Config;
  schema: GraphQLSchema;
  createContext: CreateContext;
  findFaults: FindFaults;
  engagement: EngagementServices;
  readings: MetricsReadings;
  metrics: Metrics;
}

/** The whole HTTP side, ready to listen. `close()` answers the requests in flight first. */
export async function createServer({
  config,
  schema,
  createContext,
  findFaults,
  engagement,
  readings,
  metrics,
}: ServerOptions): Promise<FastifyInstance> {
  const http: FastifyInstance = Fastify({
    ...logging(config),
    forceCloseConnections: 'idle',
    genReqId: requestId,
    trustProxy: listed(config.trustProxy),
    serverFactory: (handler) =>
      createListener(handler, {
        headMs: config.receiveTimeoutMs,
        answerMs: config.requestTimeoutMs,
        onRefusal: ({ statusCode: status, code }, requestId) => {
          http.log.info({ requestId, status, code }, 'refused');
          metrics.countError(code);
          if (code === 'TIMEOUT') metrics.countLimit('RECEIVE_TIMEOUT_MS');
        },
      }),
    clientErrorHandler: () => undefined, // the listener has answered already
    frameworkErrors: answerBadUrl,
  });
  const assets = await findAssets();
  answerFaults(http, metrics, (request, reply) => sendFaultPage(request, reply, { assets, config }));
  countRequests(http, metrics); // before anything is refused
  checkHeads(http);
  await addSecurityHeaders(http);
  await allowOrigins(http, config);
  const budgetOf = limitRate(http, config, metrics);
  takeJsonBodies(http, config, metrics);
  hideMetrics(http, config);
  refuseMissing(http);
  const faultLog = new FaultLog(http.log);
  const queries = new PersistedQueries(readKnownOperations());
  const apollo = createApollo({ schema, config, queries, metrics, log: http.log, faultLog });
  await apollo.start();
  http.addHook('onClose', () => apollo.stop()); // runs when the requests in flight have been answered

  serveHealth(http, findFaults);
  serveMetrics(http, metrics, readings);
  await serveEngagement(http, { config, metrics, ...engagement });
  await serveWidget(http, config);
  const contextOf = contextsFor({ config, createContext, budgetOf, faultLog, metrics });
  await serveGraphQL(http, { apollo, queries, contextOf });
  await serveMagazine(http, { apollo, assets, config, metrics, contextOf });
  await serveDashboard(http);
  await serveSyndication(http, { apollo, config, metrics, contextOf });
  return http;
}

/** Whoever may not read the metrics does not learn that there are any. */
function hideMetrics(http: FastifyInstance, { metricsAccess }: Config): void {
  const mayRead = comesFrom(metricsAccess);
  http.addHook('onRequest', (request, _reply, next) => {
    const paths = [request.routeOptions.url, request.url.split('?')[0]];
    if (paths.includes('/metrics') && !mayRead(request)) throw nothingHere();
    next();
  });
}
