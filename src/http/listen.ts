import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config';
import { codeOf, OperatorError } from '../errors';

/** How long a port may still be held by an instance that is just being stopped. */
const portGraceMs = 3_000;

/** Where a server listens. */
export interface Listening {
  port: number;
  /** No connection is taken in from then on; those that are open stay open. */
  stop(): void;
}

/**
 * Listen on every address of the host, which for "localhost" can be two: a program that held the other one would be
 * shown to half of the callers.
 * @param port 0 takes any that is free.
 * @throws OperatorError if it cannot.
 */
export async function listen(
  http: FastifyInstance,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<Listening> {
  try {
    return await listenOn(http, { addresses: await addressesOf(host), port });
  } catch (error) {
    throw whyNotListening(error, { host, port });
  }
}

async function addressesOf(host: string): Promise<string[]> {
  if (host !== 'localhost') return [host];
  return [...new Set((await lookup(host, { all: true })).map(({ address }) => address))];
}

/**
 * The server itself listens on the first address that this machine has. What others there are hand their connections
 * to it (Fastify would give each a server of its own), so that one server knows of all: see Drain.
 */
export async function listenOn(
  http: FastifyInstance,
  { addresses, port }: { addresses: string[]; port: number },
): Promise<Listening> {
  const servers: Server[] = [];
  const stop = () => {
    // An HTTP server's own close() ends quiet connections too.
    for (const server of servers) Server.prototype.close.call(server);
  };
  let taken = port;
  let missing: unknown;
  try {
    for (const address of addresses) {
      try {
        const where = { host: address, port: taken };
        servers.push(
          await whenPortIsFree(() => (servers[0] ? listenBeside(http, where) : begin(http, where))),
        );
        taken = portOf(servers[0]!);
      } catch (error) {
        if (codeOf(error) !== 'EADDRNOTAVAIL') throw error;
        missing = error;
      }
    }
    if (servers.length === 0) throw missing;
    return { port: taken, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

async function begin(http: FastifyInstance, where: { host: string; port: number }): Promise<Server> {
  await http.listen(where);
  return http.server;
}

async function listenBeside(http: FastifyInstance, where: { host: string; port: number }): Promise<Server> {
  // As an HTTP server opens its sockets; Node documents that they may be handed over so.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket: Socket) =>
    http.server.emit('connection', socket),
  );
  await once(server.listen(where), 'listening');
  return server;
}

async function whenPortIsFree(bind: () => Promise<Server>): Promise<Server> {
  const deadline = Date.now() + portGraceMs;
  for (;;) {
    try {
      return await bind();
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('listens on no port');
  return address.port;
}

function whyNotListening(error: unknown, { host, port }: { host: string; port: number }): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new OperatorError(
        `PORT: ${port} is in use by another program; stop it, or set PORT to another number`,
      );
    case 'EACCES':
      return new OperatorError(`PORT: you may not listen on ${port}; set PORT to 1024 or more`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
      return new OperatorError(`HOST: ${host} is no address of this machine; try localhost or 0.0.0.0`);
    default:
      return error;
  }
}
