import type { FastifyInstance, FastifyReply } from 'fastify';
import type { IndexReadings } from './metrics';

/** What the service still lacks before it can answer; empty when nothing does. */
export type FindFaults = () => Promise<string[]>;

/**
 * The index is a second behind at most, and longer only while whoever imports much is at it: an instance that is
 * still so far behind follows no more, or cannot reach the store.
 */
const mostLagSeconds = 30;
const storeAskedEveryMs = 1_000;

export interface HealthReadings {
  /** Whether a stop has been asked for. */
  isStopping(): boolean;
  index: Pick<IndexReadings, 'lagSeconds'>;
  doesStoreAnswer(): Promise<boolean>;
}

/** The store is asked once a second at most, however often the faults are looked for. */
export function faultsBy({ isStopping, index, doesStoreAnswer }: HealthReadings): FindFaults {
  const doesAnswer = askedAtMostEvery(storeAskedEveryMs, doesStoreAnswer);
  return async () => {
    const isStoreThere = await doesAnswer();
    const lag = index.lagSeconds();
    const faults: [isSo: boolean, fault: string][] = [
      [isStopping(), 'the service is stopping'],
      [lag === Number.POSITIVE_INFINITY, 'the relatedness index is not loaded'],
      [
        lag > mostLagSeconds && Number.isFinite(lag),
        `the relatedness index is ${Math.round(lag)} s behind the store`,
      ],
      [!isStoreThere, 'the store does not answer'],
    ];
    return faults.filter(([isSo]) => isSo).map(([, fault]) => fault);
  };
}

/** @returns the answer that is being waited for, or that came less than `ms` milliseconds ago. */
function askedAtMostEvery<Answer>(ms: number, ask: () => Promise<Answer>): () => Promise<Answer> {
  let latest: Promise<Answer> | undefined;
  const forget = () => {
    latest = undefined;
  };
  return () => {
    latest ??= ask().finally(() => setTimeout(forget, ms).unref());
    return latest;
  };
}

/** `/healthz`: the process runs, and its event loop turns. `/readyz`: it can answer, with store and index at hand. */
export function serveHealth(http: FastifyInstance, findFaults: FindFaults): void {
  const tell = (reply: FastifyReply, status: number, body: object) =>
    reply.code(status).header('cache-control', 'no-store').send(body);
  http.get('/healthz', (_request, reply) => tell(reply, 200, { status: 'ok' }));
  http.get('/readyz', async (_request, reply) => {
    const faults = await findFaults();
    return faults.length === 0
      ? tell(reply, 200, { status: 'ready' })
      : tell(reply, 503, { status: 'not ready', faults });
  });
}
