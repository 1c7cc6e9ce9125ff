import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from '../config';
import { listed } from '../setting-kinds';
import { Refusal } from './faults';
import { endGently } from './listener';

/** The caller's own id of its request if it is fit to be logged, or a new one. */
export function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Before anything else is asked of a request. */
export function checkHeads(http: FastifyInstance): void {
  http.addHook('onRequest', (request, reply, next) => {
    reply.header('x-request-id', request.id);
    const { headers, httpVersion } = request.raw;
    if (httpVersion !== '1.1') headers.host ??= 'localhost';
    // Requests of HTTP/1.1 must have a Host, and one that is one: https://www.rfc-editor.org/rfc/rfc9112#section-3.2
    if (!URL.canParse(`${request.protocol}://${request.host}/`))
      throw new Refusal(400, 'The header Host is missing, or names no host.');
    next();
  });
  http.addHook('onSend', ({ raw }, reply, _payload, next) => {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = raw.headers;
    // What has been answered already need not arrive in whole.
    if (!raw.complete && (length !== '0' || encoding !== undefined)) {
      reply.header('connection', 'close');
      raw.socket.destroySoon = () => endGently(raw.socket);
    }
    next();
  });
}

/**
 * What the pages from here may do: what GraphiQL does. Its editor has styles of its own beside its elements.
 * A route that needs another policy has `helmet: { contentSecurityPolicy: … }` among its options.
 */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    workerSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

export async function addSecurityHeaders(http: FastifyInstance): Promise<void> {
  await http.register(helmet, {
    contentSecurityPolicy,
    xFrameOptions: { action: 'deny' },
    // It is whoever ends TLS that knows whether plain HTTP is to be given up.
    strictTransportSecurity: false,
  });
}

/** For the routes of a scope. GraphQL's answers go as they are: to compress one takes as long as to make it. */
export async function compressAnswers(scope: FastifyInstance): Promise<void> {
  await scope.register(compress, { encodings: ['br', 'gzip'] });
}

/** Tells caches that the answer depends on these headers of the request too. */
export function varyBy(reply: FastifyReply, ...names: string[]): FastifyReply {
  return reply.header('vary', [reply.getHeader('vary') ?? [], ...names].flat().join(', '));
}

/** Lets the pages of these sites read answers, without what a browser knows of the reader. */
export async function allowOrigins(http: FastifyInstance, { corsOrigins }: Config): Promise<void> {
  const allowed = listed(corsOrigins);
  if (allowed.length === 0) return;
  await http.register(cors, {
    origin: allowed.includes('*')
      ? '*'
      : (origin, decide) => decide(null, origin !== undefined && allowed.includes(origin)),
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after', 'x-request-id', 'ratelimit', 'ratelimit-policy'],
    maxAge: 7200, // the most that Chromium keeps
    strictPreflight: false,
  });
}
