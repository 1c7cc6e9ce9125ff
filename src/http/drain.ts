import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config';
import type { Listening } from './listen';

/** A connection is closed unasked when nothing has come in and nothing has been answered on it for so long. */
const quietMs = 250;
const lookEveryMs = 25;
/** A turn of the event loop that takes no longer had next to nothing to do. */
const shortTurnMs = 1;
const mostTurns = 50;

/** What of a connection must be known to end it at the right time. */
interface Connection {
  /** In the order of the requests; more than one where a client does not wait for the last answer. */
  unanswered: Set<ServerResponse>;
  bytesRead: number;
  quietSince: number;
}

/**
 * Ends a server without losing a request. Every request is answered whose bytes have come in before its connection
 * was closed, and a connection is closed only behind an answer that says so (`Connection: close`), or when it has
 * been quiet for a while: a client that waits longer between two requests may, rarely, send one just then. HTTP/1.1
 * has no way to agree on that; such a request, as one on a connection that was just being made, has not been looked
 * at, and may be sent again. To be made before the server listens.
 */
export class Drain {
  /** From then on each answer is the last on its connection. */
  isStopping = false;
  private readonly connections = new Map<Socket, Connection>();

  constructor(
    private readonly http: FastifyInstance,
    private readonly settings: Pick<Config, 'stopDelayMs' | 'stopTimeoutMs'>,
  ) {
    http.server.on('connection', (socket: Socket) => {
      this.connections.set(socket, { unanswered: new Set(), bytesRead: 0, quietSince: performance.now() });
      socket.once('close', () => this.connections.delete(socket));
    });
    // Before Fastify has it, which may answer at once.
    http.server.prependListener('request', ({ socket }: IncomingMessage, answer: ServerResponse) => {
      const connection = this.connections.get(socket);
      if (!connection) return;
      connection.unanswered.add(answer);
      answer.once('close', () => {
        connection.unanswered.delete(answer);
        connection.quietSince = performance.now();
      });
      if (this.isStopping) announceClose(connection);
    });
  }

  /** @returns when no connection is left: STOP_DELAY_MS and STOP_TIMEOUT_MS after the call at the latest. */
  async run(listening: Listening): Promise<void> {
    this.isStopping = true;
    for (const connection of this.connections.values()) announceClose(connection);
    if (this.settings.stopDelayMs > 0) await sleep(this.settings.stopDelayMs);
    const deadline = performance.now() + this.settings.stopTimeoutMs;
    await connectionsTakenIn();
    listening.stop();
    while (this.connections.size > 0 && performance.now() < deadline) {
      this.closeQuiet();
      await sleep(lookEveryMs);
      await nextTurn(); // right behind what has just come in
    }
    this.cut();
  }

  private closeQuiet(): void {
    const now = performance.now();
    for (const [socket, connection] of this.connections) {
      if (socket.bytesRead !== connection.bytesRead) {
        connection.bytesRead = socket.bytesRead;
        connection.quietSince = now;
      }
      if (connection.unanswered.size === 0 && now - connection.quietSince >= quietMs) socket.destroy();
    }
  }

  private cut(): void {
    const connections = this.connections.size;
    if (connections === 0) return;
    this.http.log.warn({ connections }, 'stopped before all was answered: STOP_TIMEOUT_MS is over');
    for (const socket of this.connections.keys()) socket.destroy();
  }
}

/** Behind the last answer only: those to requests sent before it are still to be read. */
function announceClose({ unanswered }: Connection): void {
  const answers = [...unanswered];
  for (const answer of answers) {
    if (!answer.headersSent)
      answer.setHeader('connection', answer === answers.at(-1) ? 'close' : 'keep-alive');
  }
}

/**
 * Connections that the kernel has made already would be lost with the socket that they are taken from: it is to be
 * closed behind a turn of the event loop in which there was time for few.
 */
async function connectionsTakenIn(): Promise<void> {
  for (let turns = 0, isShort = false; turns < mostTurns && !isShort; turns++) {
    const startedAt = performance.now();
    await nextTurn();
    isShort = turns > 0 && performance.now() - startedAt < shortTurnMs;
  }
}
