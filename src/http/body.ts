import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { Refusal } from './faults';
import type { LimitThatIsHit, Metrics } from './metrics';

/** 10 kB/s: whoever sends as fast as this may take as long as it takes. */
const slowestBytesPerMs = 10;

export interface BodyLimits {
  maxBytes: number;
  /** How long it may take until the slowest rate is asked for. */
  graceMs: number;
}

/** Takes JSON for a body and nothing else. @param types the content types that it may have. */
export function takeJsonBodies(
  http: FastifyInstance,
  { maxBodyBytes, receiveTimeoutMs }: Pick<Config, 'maxBodyBytes' | 'receiveTimeoutMs'>,
  metrics: Metrics,
  types = ['application/json'],
): void {
  const limits = { maxBytes: maxBodyBytes, graceMs: receiveTimeoutMs };
  const settings: Partial<Record<number, LimitThatIsHit>> = {
    408: 'RECEIVE_TIMEOUT_MS',
    413: 'MAX_BODY_BYTES',
  };
  http.removeAllContentTypeParsers();
  http.addContentTypeParser(types, async (request: FastifyRequest, payload: IncomingMessage) => {
    refuseEncoded(request);
    const bytes = await receive(payload, limits).catch((error: Refusal) => {
      const limit = settings[error.statusCode];
      if (limit) metrics.countLimit(limit);
      throw error;
    });
    if (isTooDeep(bytes)) {
      throw new Refusal(400, `The body has more than ${deepest} lists and objects within one another.`);
    }
    return parseJson(http, request, decode(bytes));
  });
}

function refuseEncoded({ headers }: FastifyRequest): void {
  const [, charset] = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(headers['content-type'] ?? '') ?? [];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw new Refusal(415, 'A request body must be in UTF-8.');
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')) {
    throw new Refusal(415, 'A request body must not be compressed.', {
      headers: { 'accept-encoding': 'identity' },
    });
  }
}

/**
 * @returns the whole body.
 * @throws Refusal if it is too large, too slow, or ends too early; what is still to come is then thrown away.
 */
function receive(payload: IncomingMessage, { maxBytes, graceMs }: BodyLimits): Promise<Buffer> {
  const tooLarge = () =>
    new Refusal(413, `The body of a request may have ${maxBytes} bytes (MAX_BODY_BYTES).`, {
      code: 'LIMIT_EXCEEDED',
    });
  if (Number(payload.headers['content-length']) > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const chunks: Buffer[] = [];
    let length = 0;
    const refuseSlow = () => {
      const leftMs = graceMs + length / slowestBytesPerMs - (performance.now() - startedAt);
      if (leftMs > 0) timer = setTimeout(refuseSlow, leftMs);
      else settle(() => reject(tooSlow('body')));
    };
    let timer = setTimeout(refuseSlow, graceMs);
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) settle(() => reject(tooLarge()));
      else chunks.push(chunk);
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks, length)));
    const onGone = () => settle(() => reject(new Refusal(400, 'The body ended before all of it was sent.')));
    const settle = (how: () => void) => {
      clearTimeout(timer);
      payload.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      payload.on('error', () => undefined).resume();
      how();
    };
    payload.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

/** What is told of a head or a body that takes too long. */
export function tooSlow(part: 'head' | 'body'): Refusal {
  return new Refusal(408, `The ${part} of the request took too long to arrive.`, { code: 'TIMEOUT' });
}

/** No variable of ours comes near. */
const deepest = 100;
const [quote, backslash, list, listEnd, object, objectEnd] = Buffer.from('"\\[]{}');

/** Before it is parsed: a megabyte of nothing but opening brackets takes the parser 65 MB. */
function isTooDeep(json: Buffer): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (byte === quote) isInText = !isInText;
    else if (isInText) at += byte === backslash ? 1 : 0;
    else if (byte === list || byte === object) depth++;
    else if (byte === listEnd || byte === objectEnd) depth--;
    if (depth > deepest) return true;
  }
  return false;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, 'The body is not UTF-8.');
  }
}

function parseJson(http: FastifyInstance, request: FastifyRequest, text: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    http.getDefaultJsonParser('error', 'error')(request, text, (error, value) =>
      error ? reject(new Refusal(400, whyRefused(text))) : resolve(value),
    );
  });
}

function whyRefused(text: string): string {
  if (text === '') return 'The body is empty. It must be JSON such as {"query": "…"}.';
  try {
    JSON.parse(text);
    return 'The body has a key "__proto__" or "constructor", which is not taken.';
  } catch {
    return 'The body is not JSON.';
  }
}
