import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HttpAnswer, readAnswers } from '../support/http-answers';

export interface RawAnswer extends HttpAnswer {
  /** Those that came behind it, to further requests on the connection. */
  others: HttpAnswer[];
  /** From the connection to its end. */
  ms: number;
}

/** What is sent: a text, bytes, or a pause in ms. */
export type Piece = string | Buffer | number;

/**
 * Sends these bytes as they are and waits until the server ends the connection.
 * @param halfClose say that nothing more will come when all has been sent.
 * @returns the answer; null where there was none.
 */
export async function sendRaw(
  url: string,
  pieces: Piece[],
  { halfClose = false } = {},
): Promise<RawAnswer | null> {
  const { hostname: host, port } = new URL(url);
  const startedAt = performance.now();
  const socket = connect({ host, port: Number(port), allowHalfOpen: true });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.on('end', resolve).on('close', resolve);
  });
  for (const piece of pieces) {
    if (typeof piece === 'number') await Promise.race([sleep(piece), ended]);
    else if (socket.writable) socket.write(piece);
  }
  if (halfClose) socket.end();
  await ended;
  socket.destroy();
  const [answer, ...others] = readAnswers(Buffer.concat(chunks), { isOver: true }).answers;
  return answer ? { ...answer, others, ms: performance.now() - startedAt } : null;
}

/** The head of a request, and what comes with it, but for what is left out by null. */
export function request(
  line: string,
  { headers = {}, body = '' }: { headers?: Record<string, string | null>; body?: string } = {},
): string {
  const all: Record<string, string | null> = {
    host: 'localhost',
    ...(body && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}\r\n`],
  );
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
