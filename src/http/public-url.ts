import type { FastifyRequest } from 'fastify';
import type { Config } from '../config';

/** What a host can be made of, and what means nothing in HTML, XML and headers. */
const sane = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Where readers find this service, as their addresses begin: https://reviews.example.com
 *
 * What PUBLIC_URL says, or where the request came to, by what a trusted proxy says of it. Whoever asks may write any
 * host, so one that is no host is not repeated in pages and headers: then it is the address of the socket.
 */
export function publicUrl(
  { protocol, host, socket }: Pick<FastifyRequest, 'protocol' | 'host' | 'socket'>,
  config: Pick<Config, 'publicUrl' | 'host'>,
): string {
  if (config.publicUrl) return config.publicUrl;
  const origin = `${protocol === 'https' ? 'https' : 'http'}://${host}`;
  return sane.test(host) && URL.canParse(origin)
    ? new URL(origin).origin
    : localUrl({ host: config.host, port: socket.localPort ?? 80 });
}

/** Where whoever is on this machine finds what listens there: http://localhost:4000 */
export function localUrl({ host, port }: { host: string; port: number }): string {
  const reachable = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
