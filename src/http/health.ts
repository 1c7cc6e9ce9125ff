import type { FastifyInstance } from 'fastify';

/** What the service still lacks before it can answer; empty when nothing does. */
export type FindFaults = () => Promise<string[]>;

/** `/healthz`: the process runs. `/readyz`: it can answer, with the store and the index at hand. */
export function serveHealth(http: FastifyInstance, findFaults: FindFaults): void {
  http.get('/healthz', () => ({ status: 'ok' }));
  http.get('/readyz', async (_request, reply) => {
    const faults = await findFaults();
    return reply
      .code(faults.length === 0 ? 200 : 503)
      .send(faults.length === 0 ? { status: 'ready' } : { status: 'not ready', faults });
  });
}
