import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * To be called before the server listens.
 * @param timeoutMs how long the requests in flight may take.
 * @returns what closes the server when the requests in flight are answered. Node waits for a connection that
 * has sent nothing yet as for a request, up to a minute, and browsers hold such connections open.
 */
export function draining(http: FastifyInstance, timeoutMs: number): () => Promise<void> {
  const sockets = new Set<Socket>();
  http.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    const closed = http.close();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    const deadline = setTimeout(() => http.server.closeAllConnections(), timeoutMs);
    await closed;
    clearTimeout(deadline);
  };
}
