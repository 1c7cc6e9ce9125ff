import type { FastifyRequest } from 'fastify';
import { matcherOf } from '../setting-kinds';

/**
 * @param setting addresses, networks and their names, between commas.
 * @returns whether a request comes from one of them. What a proxy hands on that is not believed comes from anybody,
 *          be the proxy itself one of them, as a proxy in the same network is by default.
 */
export function comesFrom(setting: string): (request: FastifyRequest) => boolean {
  const isListed = matcherOf(setting);
  return (request) => isListed(request.ip) && !isHandedOnByStranger(request);
}

/** The header names who asked, then each proxy but the last; `ips` has those that are believed, and who asked them. */
function isHandedOnByStranger({ headers, ips = [] }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'];
  return forwarded !== undefined && [forwarded].flat().join().split(',').length > ips.length - 1;
}
