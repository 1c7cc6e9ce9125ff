import type { Socket } from 'node:net';
import type { Client } from 'pg';
import { StoreUnavailableError } from '../errors';

/** A connection that a firewall has dropped says nothing: it is torn down, and what waits for it fails. */
export async function giveUpOnSilence<Result>(
  client: Client,
  silenceMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const socket = client.connection.stream as Socket;
  const giveUp = () => socket.destroy(new StoreUnavailableError('the store does not answer in time'));
  socket.setTimeout(silenceMs, giveUp);
  try {
    return await work();
  } finally {
    socket.setTimeout(0, giveUp);
  }
}
