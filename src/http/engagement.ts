import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { type Flaw, FlawedBeacon, readBeacon } from '../engagement/beacon';
import { isCrawler } from '../engagement/crawlers';
import type { EngagementEvent } from '../engagement/engagement-event';
import { IntakeFull } from '../engagement/intake';
import { type ErrorCode, storeFault } from '../errors';
import { listed } from '../setting-kinds';
import { takeJsonBodies } from './body';
import { Refusal } from './faults';
import { varyBy } from './headers';
import type { Metrics } from './metrics';

const path = '/engagement';
const maxBodyBytes = 16_384;
/** In the form that browsers send beacons in without asking first, and as JSON. */
const bodyTypes = ['text/plain', 'application/json'];
const ofEachAnswer = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin', // else browsers call a beacon from elsewhere blocked
};
const preflightSeconds = 7_200; // the most that Chromium keeps

export interface EngagementServices {
  /** What the ids of lists are signed with. */
  listKey: Buffer;
  /** @returns when the events are committed. @throws IntakeFull, or what kept them from being written. */
  take(events: readonly EngagementEvent[]): Promise<void>;
}

type Reason = Flaw | 'origin' | 'crawler' | 'oversized' | 'full' | 'store';

class RefusedBeacon extends Refusal {
  constructor(
    readonly reason: Reason,
    ...refusal: ConstructorParameters<typeof Refusal>
  ) {
    super(...refusal);
  }
}

const codes: Record<Flaw, ErrorCode> = {
  malformed: 'BAD_REQUEST',
  'too many': 'LIMIT_EXCEEDED',
  forged: 'BAD_USER_INPUT',
  'no such slot': 'BAD_USER_INPUT',
  'too old': 'BAD_USER_INPUT',
};

/**
 * What readers see and follow, as their browsers tell it: answered when it is in the store, so that what was
 * acknowledged is not lost. A page elsewhere may send it as well, and no cookie or address is looked at.
 */
export async function serveEngagement(
  http: FastifyInstance,
  {
    config,
    metrics,
    listKey,
    take,
  }: EngagementServices & {
    config: Pick<Config, 'engagementOrigins' | 'receiveTimeoutMs'>;
    metrics: Metrics;
  },
): Promise<void> {
  const mayTell = originsIn(config.engagementOrigins);
  await http.register(async (scope) => {
    takeJsonBodies(scope, { ...config, maxBodyBytes }, metrics, bodyTypes);
    scope.addHook('onError', async (_request, _reply, error) => {
      metrics.refusedBeacons.inc({ reason: reasonOf(error) });
    });
    // From the cheapest to the dearest: the head, before a body is read; its form; the signature.
    scope.addHook('onRequest', async (request, reply) => {
      varyBy(reply, 'origin').headers(ofEachAnswer);
      if (!mayTell(request)) {
        const message =
          'Pages of this origin may not send this here: ENGAGEMENT_ORIGINS names those that may.';
        throw new RefusedBeacon('origin', 403, message, { code: 'FORBIDDEN' });
      }
      answerOrigin(request, reply);
      if (request.method === 'POST' && isCrawler(request.headers['user-agent'])) {
        throw new RefusedBeacon('crawler', 403, 'Only what readers see counts.', { code: 'FORBIDDEN' });
      }
    });
    // ENGAGEMENT_ORIGINS in the place of CORS_ORIGINS. And what keeps a page safe is of no use to answers without one,
    // but takes a good part of the time of a request.
    const options = { config: { cors: false as const }, helmet: false as const };
    scope.options(path, options, (_request, reply) =>
      reply
        .headers({
          allow: 'POST, OPTIONS',
          'access-control-allow-methods': 'POST',
          'access-control-allow-headers': 'content-type',
          'access-control-max-age': String(preflightSeconds),
        })
        .code(204)
        .send(),
    );
    scope.post(path, options, async ({ body }, reply) => {
      await take(eventsIn(body, listKey)).catch((error) => {
        throw refusalOfWriting(error);
      });
      return reply.code(204).send();
    });
  });
}

/** @returns whether a page may send beacons: one of this service, or of an origin that is listed. */
function originsIn(setting: string): (request: FastifyRequest) => boolean {
  const allowed = new Set(listed(setting));
  return ({ headers: { origin }, protocol, host }) =>
    allowed.has('*') || (origin !== undefined && (allowed.has(origin) || origin === `${protocol}://${host}`));
}

/** A beacon is sent with the cookies that the browser has for this host, which are not looked at; so it must be told. */
function answerOrigin({ headers: { origin } }: FastifyRequest, reply: FastifyReply): void {
  if (origin !== undefined)
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' });
}

function eventsIn(body: unknown, listKey: Buffer): EngagementEvent[] {
  try {
    return readBeacon(body, { listKey, receivedAt: new Date() });
  } catch (error) {
    if (!(error instanceof FlawedBeacon)) throw error;
    throw new RefusedBeacon(error.flaw, 400, error.message, { code: codes[error.flaw] });
  }
}

function refusalOfWriting(error: unknown): unknown {
  const told = storeFault(error);
  if (!told) return error;
  const isFull = error instanceof IntakeFull;
  return new RefusedBeacon(
    isFull ? 'full' : 'store',
    503,
    'Nothing of this was written. Send it again later.',
    {
      code: 'SERVICE_UNAVAILABLE',
      headers: { 'retry-after': isFull ? '1' : '5' },
    },
  );
}

function reasonOf(error: Error & { statusCode?: number }): Reason | 'rate' | 'failed' {
  if (error instanceof RefusedBeacon) return error.reason;
  if (error.statusCode === 413) return 'oversized';
  if ('extensions' in error) return 'rate';
  return (error.statusCode ?? 500) < 500 ? 'malformed' : 'failed';
}
