import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { limits } from '../config';
import type { PoolFigures } from '../database/sql';
import type { StatementReading } from '../database/statement-name';
import type { BatchReading } from '../engagement/intake';
import { type ErrorCode, errorCodes } from '../errors';
import { projectRoot } from '../project';

/** What the relatedness index says of itself; null while there is none. */
export interface IndexFigures {
  films: number;
  reviews: number;
  /** Directors and billed actors. */
  people: number;
  bytes: number;
}

export interface IndexReadings {
  /** Everything committed so many seconds ago, or earlier, is in the index; Infinity while there is none. */
  lagSeconds(): number;
  figures(): IndexFigures | null;
}

/** The settings that refuse something, or give it up, each time that they do. */
export const limitsThatAreHit = [
  'MAX_ALIASES',
  'MAX_BATCH',
  'MAX_BODY_BYTES',
  'MAX_COST',
  'MAX_COST_AT_ONCE',
  'MAX_DEPTH',
  'MAX_DIRECTIVES',
  'MAX_PAGE_SIZE',
  'MAX_TOKENS',
  'RATE_LIMIT',
  'RECEIVE_TIMEOUT_MS',
  'REQUEST_TIMEOUT_MS',
  'STATEMENT_TIMEOUT_MS',
] as const satisfies (keyof typeof limits)[];
export type LimitThatIsHit = (typeof limitsThatAreHit)[number];

/** Refused is what callers can mend; failed is what they cannot. */
export type Outcome = 'ok' | 'refused' | 'failed';

/** Each operation has a series for each of its buckets and outcomes. */
const mostOperations = 50;
const mostStatements = 300;

/** What one service counts and measures. Source of the names: https://prometheus.io/docs/practices/naming */
export class Metrics {
  readonly registry = new Registry();
  private readonly operationNames = new FirstNames(mostOperations);
  private readonly statementNames = new FirstNames(mostStatements);

  private readonly operations = new Histogram({
    name: 'reelgraph_operation_duration_seconds',
    help: `Time from an operation to its answer. The first ${mostOperations} names have a label of their own.`,
    labelNames: ['operation', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });

  private readonly errors = new Counter({
    name: 'reelgraph_errors_total',
    help: 'Errors that callers were told, by extensions.code.',
    labelNames: ['code'],
    registers: [this.registry],
  });

  readonly requests = new Counter({
    name: 'reelgraph_http_requests_total',
    help: 'HTTP requests by route and class of status; aborted where the client left before its answer.',
    labelNames: ['route', 'status'],
    registers: [this.registry],
  });

  readonly requestsInFlight = new Gauge({
    name: 'reelgraph_http_requests_in_flight',
    help: 'HTTP requests that are not answered yet.',
    registers: [this.registry],
  });

  private readonly statements = new Histogram({
    name: 'reelgraph_sql_statement_duration_seconds',
    help: 'Time from a statement to its rows, without the wait for a connection that is free.',
    labelNames: ['statement'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5],
    registers: [this.registry],
  });

  private readonly failedStatements = new Counter({
    name: 'reelgraph_sql_statement_failures_total',
    help: 'Statements that gave no rows but an error.',
    labelNames: ['statement'],
    registers: [this.registry],
  });

  private readonly limitsHit = new Counter({
    name: 'reelgraph_limits_hit_total',
    help: 'What a limit has refused or given up, by the setting that holds it.',
    labelNames: ['limit'],
    registers: [this.registry],
  });

  private readonly events = new Counter({
    name: 'reelgraph_engagement_events_total',
    help: 'Impressions and clicks that were committed: added, or repeated where they were there already.',
    labelNames: ['outcome'],
    registers: [this.registry],
  });

  private readonly batchSize = new Histogram({
    name: 'reelgraph_engagement_batch_events',
    help: 'Impressions and clicks in one transaction.',
    buckets: [1, 10, 50, 100, 250, 500, 1000],
    registers: [this.registry],
  });

  private readonly batchDuration = new Histogram({
    name: 'reelgraph_engagement_batch_duration_seconds',
    help: 'Time from the first statement of such a transaction to its commit.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
    registers: [this.registry],
  });

  readonly refusedBeacons = new Counter({
    name: 'reelgraph_engagement_refused_total',
    help: 'Beacons of which nothing was taken in, by the reason.',
    labelNames: ['reason'],
    registers: [this.registry],
  });

  constructor() {
    // What has not come yet counts as none, so that its first shows as an increase.
    for (const code of Object.keys(errorCodes)) this.errors.inc({ code }, 0);
    for (const limit of limitsThatAreHit) this.limitsHit.inc({ limit }, 0);
  }

  /** A name is kept by being of use: those that are refused are as many as callers like. */
  observeOperation({ name, outcome, seconds }: { name: string; outcome: Outcome; seconds: number }): void {
    const operation = this.operationNames.labelOf(name, { mayBeNew: outcome !== 'refused' });
    this.operations.observe({ operation, outcome }, seconds);
  }

  observeStatement({ name, seconds, failed }: StatementReading): void {
    const statement = this.statementNames.labelOf(name, { mayBeNew: true });
    this.statements.observe({ statement }, seconds);
    if (failed) this.failedStatements.inc({ statement });
  }

  observeBatch({ added, repeated, seconds }: BatchReading): void {
    this.events.inc({ outcome: 'added' }, added);
    this.events.inc({ outcome: 'repeated' }, repeated);
    this.batchSize.observe(added + repeated);
    this.batchDuration.observe(seconds);
  }

  countError(code: ErrorCode): void {
    this.errors.inc({ code });
  }

  countLimit(limit: LimitThatIsHit): void {
    this.limitsHit.inc({ limit });
  }
}

/** Names become labels as they come, up to so many: each label is a series, here and wherever they are collected. */
class FirstNames {
  private readonly names = new Set<string>();

  constructor(private readonly most: number) {}

  labelOf(name: string, { mayBeNew }: { mayBeNew: boolean }): string {
    if (mayBeNew && this.names.size < this.most) this.names.add(name);
    return this.names.has(name) ? name : 'other';
  }
}

export interface MetricsReadings {
  index: IndexReadings;
  pool(): PoolFigures;
  /** How many events wait to be written. */
  engagementQueue(): number;
}

/** `/metrics`, as Prometheus reads them: all of it is at hand in this process, and nothing waits for the store. */
export function serveMetrics(
  http: FastifyInstance,
  metrics: Metrics,
  { index, pool, engagementQueue }: MetricsReadings,
): void {
  const { registry } = metrics;
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `reelgraph_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('index_lag_seconds', 'What was committed so long ago, or earlier, is in the relatedness index.', () =>
    index.lagSeconds(),
  );
  gauge('index_films', 'Films in the relatedness index.', () => index.figures()?.films ?? 0);
  gauge('index_reviews', 'Published reviews in the relatedness index.', () => index.figures()?.reviews ?? 0);
  gauge(
    'index_people',
    'Directors, billed actors and other people in the relatedness index.',
    () => index.figures()?.people ?? 0,
  );
  gauge('index_size_bytes', 'Memory of the relatedness index.', () => index.figures()?.bytes ?? 0);
  gauge('pool_connections', 'Connections to PostgreSQL, at work or idle.', () => pool().total);
  gauge('pool_idle_connections', 'Connections to PostgreSQL that nothing uses.', () => pool().idle);
  gauge('pool_waiting', 'What waits for a connection to PostgreSQL.', () => pool().waiting);
  gauge('engagement_queue_events', 'Impressions and clicks that wait to be written.', engagementQueue);
  new Gauge({
    name: 'reelgraph_build_info',
    help: '1, with the version of this service and of Node.js.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version: readVersion(), node: process.version }, 1);

  http.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

/**
 * To be called first, as what another hook refuses counts too. By the end of the response, which comes where a client
 * has gone away as well; Fastify tells of that only when it answers.
 */
export function countRequests(http: FastifyInstance, { requests, requestsInFlight }: Metrics): void {
  http.addHook('onRequest', ({ routeOptions }, { raw }, done) => {
    requestsInFlight.inc();
    raw.once('close', () => {
      requestsInFlight.dec();
      const status = raw.writableFinished ? `${Math.floor(raw.statusCode / 100)}xx` : 'aborted';
      requests.inc({ route: routeOptions.url ?? 'none', status });
    });
    done();
  });
}

function readVersion(): string {
  return JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version;
}
