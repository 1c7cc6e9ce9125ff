import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

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

/** `/metrics`, as Prometheus reads them. Source of the names: https://prometheus.io/docs/practices/naming */
export function serveMetrics(http: FastifyInstance, index: IndexReadings): void {
  const registry = new Registry();
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
