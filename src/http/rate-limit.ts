import type { FastifyInstance, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Viewer } from '../access/viewer';
import type { Config } from '../config';
import { type Budget, boundless } from '../graphql/context';
import { type Allowance, Allowances } from './allowance';
import { comesFrom } from './client';
import type { Metrics } from './metrics';

/** Some 7 MB of them. Whoever has more addresses than this gets by any limit on addresses. */
const mostClients = 50_000;
/** They tell whether the service can be asked at all, however much it is asked. */
const unlimitedPaths = ['/healthz', '/readyz'];

declare module 'fastify' {
  interface FastifyRequest {
    /** What the client may still ask for; null for one without a limit. */
    allowance: Allowance | null;
  }
}

export type BudgetOf = (viewer: Viewer | null) => Budget;

/**
 * Lets each client spend so many points in a minute: each request takes one at the door, before its body is read,
 * and operations take their cost. At the door a client is its address, since a token has yet to be looked up, and
 * that costs; from there on it is its token, if it has one.
 * @returns the budget of whoever asks.
 */
export function limitRate(
  http: FastifyInstance,
  { rateLimit: points, rateLimitExempt }: Config,
  metrics: Metrics,
): (request: FastifyRequest) => BudgetOf {
  http.decorateRequest('allowance', null);
  if (points === 0) return () => () => boundless;
  const isExempt = comesFrom(rateLimitExempt);
  const onRefusal = () => metrics.countLimit('RATE_LIMIT');
  const allowances = new Allowances({ points, mostClients, onRefusal, now: () => performance.now() });
  http.addHook('onRequest', (request, _reply, next) => {
    if (!unlimitedPaths.includes(request.routeOptions.url ?? '') && !isExempt(request)) {
      request.allowance = allowances.of(clientAt(request.ip));
      request.allowance.spend(1);
    }
    next();
  });
  // As https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers has it, from its eighth version on.
  http.addHook('onSend', ({ allowance }, reply, _payload, next) => {
    if (allowance) {
      reply.header('ratelimit-policy', `"points";q=${points};w=60`);
      reply.header('ratelimit', `"points";r=${allowance.left};t=${allowance.endsInSeconds}`);
    }
    next();
  });
  return (request) => (viewer) => {
    if (request.allowance && viewer) request.allowance = allowances.of(`token ${viewer.tokenId}`);
    return request.allowance ?? boundless;
  };
}

/**
 * An IPv4 address, however it is written, is a client. So is a network of 2^64 IPv6 addresses: that many a household
 * is given. What is no address, from a proxy that is believed, is one client altogether.
 */
export function clientAt(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':');
}
