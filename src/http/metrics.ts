import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

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

/** What one service counts and measures. Source of the names: https://prometheus.io/docs/practices/naming */
export class Metrics {
  readonly registry = new Registry();

  readonly limitsHit = new Counter({
    name: 'reelgraph_limits_hit_total',
    help: 'Requests refused by a limit, by the setting that holds it.',
    labelNames: ['limit'],
    registers: [this.registry],
  });
}

/** `/metrics`, as Prometheus reads them. */
export function serveMetrics(http: FastifyInstance, { registry }: Metrics, index: IndexReadings): void {
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `reelgraph_index_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge('lag_seconds', 'What was committed so long ago, or earlier, is in the relatedness index.', () =>
    index.lagSeconds(),
  );
  gauge('films', 'Films in the relatedness index.', () => index.figures()?.films ?? 0);
  gauge('reviews', 'Published reviews in the relatedness index.', () => index.figures()?.reviews ?? 0);
  gauge(
    'people',
    'Directors, billed actors and other people in the relatedness index.',
    () => index.figures()?.people ?? 0,
  );
  gauge('size_bytes', 'Memory of the relatedness index.', () => index.figures()?.bytes ?? 0);

  http.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
