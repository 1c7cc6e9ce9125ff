import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';
import { codeOf } from '../errors';
import { tooSlow } from './body';
import { fault, Refusal } from './faults';

/** How long a connection that sends nothing is kept: browsers open some beforehand. */
const silentMs = 10_000;
/** Longer than the minute that load balancers keep theirs: they must be the ones to close, or requests are lost. */
const keepAliveMs = 72_000;
/** How often heads that take too long are looked for. */
const checkMs = 50;
/** How long a client may read nothing of an answer that is there. */
const unreadMs = 10_000;
/** How long an answer is still made when nothing more can come in: most take far less. */
const halfClosedMs = 500;
/** How long what is still sent is thrown away after the last answer. */
const lingerMs = 500;

export interface ListenerOptions {
  /** How long a head may take, from its first byte. */
  headMs: number;
  /** How long an answer may take to be made. */
  answerMs: number;
  /** Told of what is refused here, and of the request id that the answer has. */
  onRefusal(refusal: Refusal, requestId: string): void;
}

/** Node's server, which refuses what is no HTTP in the form of GraphQL too. */
export function createListener(
  answer: RequestListener,
  { headMs, answerMs, onRefusal }: ListenerOptions,
): Server {
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: 0, // bodies have a limit of their own
      connectionsCheckingInterval: checkMs,
      keepAliveTimeout: keepAliveMs,
      requireHostHeader: false, // Node's own refusal has no body
    },
    answer,
  );
  server.timeout = answerMs + unreadMs;
  // A client that has said all that it has to say may still read the answer; or it has gone, which looks the same.
  // Not in Node's types.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('connection', (socket: Socket) =>
    socket.once('end', () => setTimeout(() => socket.destroy(), halfClosedMs).unref()),
  );
  const refused = new WeakSet<Socket>();
  const refuse = (socket: Socket, refusal: Refusal) => {
    if (refused.has(socket)) return; // the parser complains of each packet that follows
    refused.add(socket);
    const requestId = randomUUID();
    onRefusal(refusal, requestId);
    endWith(refusal, { requestId, socket });
  };
  server.on('connect', (_request: IncomingMessage, socket: Socket) =>
    refuse(socket, new Refusal(405, 'CONNECT is not understood here.', { headers: { allow: 'GET, POST' } })),
  );
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const refusal = new Refusal(417, 'The header Expect may only say 100-continue.');
    const requestId = randomUUID();
    onRefusal(refusal, requestId);
    const { head, body } = lastAnswer(refusal, requestId);
    response.writeHead(refusal.statusCode, head).end(body);
  });
  server.on('clientError', (error: Error, socket: Socket) => {
    const refusal = refusalOf(error);
    if (refusal.statusCode === 408 && socket.bytesRead === 0) {
      setTimeout(() => socket.bytesRead === 0 && socket.destroy(), silentMs - headMs).unref();
      return;
    }
    if (codeOf(error) === 'ECONNRESET') socket.destroy();
    else refuse(socket, refusal);
  });
  return server;
}

/** @param error what Node's parser says of a request; https://nodejs.org/api/http.html#event-clienterror */
function refusalOf(error: Error): Refusal {
  switch (codeOf(error)) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return tooSlow('head');
    case 'HPE_HEADER_OVERFLOW':
      return new Refusal(431, 'The head of a request may have 16 kB.', { code: 'LIMIT_EXCEEDED' });
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return new Refusal(413, 'The chunks of a body may have extensions of 16 kB.', {
        code: 'LIMIT_EXCEEDED',
      });
    case 'HPE_INVALID_EOF_STATE':
      return new Refusal(400, 'The request ended before all of it was sent.');
    default:
      return new Refusal(400, 'This is no HTTP request that is understood here.');
  }
}

/** Answers what Fastify is not asked about, and ends the connection. */
function endWith(refusal: Refusal, { requestId, socket }: { requestId: string; socket: Socket }): void {
  socket.on('error', () => undefined);
  const { _httpMessage: begun } = socket as { _httpMessage?: ServerResponse | null };
  if (begun?.req.complete) {
    begun.once('finish', () => endWith(refusal, { requestId, socket })); // what came before it is answered first
    return;
  }
  // In the midst of another answer this one would be taken for a part of it.
  if (!socket.writable || begun?.headersSent) {
    socket.destroy();
    return;
  }
  const { head, body } = lastAnswer(refusal, requestId);
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  const { statusCode } = refusal;
  socket.write(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.join('')}\r\n${body}`);
  endGently(socket);
}

function lastAnswer({ message, code, headers }: Refusal, requestId: string) {
  const body = JSON.stringify(fault(message, code));
  const head = {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    date: new Date().toUTCString(),
    'x-request-id': requestId,
    connection: 'close',
  };
  return { head, body };
}

/**
 * A socket that is closed while something comes in makes the system reset the connection, and the client may lose
 * the answer. So the answer is ended first, and what comes in is thrown away for a while.
 */
export function endGently(socket: Socket): void {
  socket.end();
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
