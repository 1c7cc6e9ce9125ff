import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { sessionOptions } from '../database/data-source';
import { codeOf, OperatorError } from '../errors';

/** Enough for the sets of a catalogue of millions; the server has it, not this process. */
const session = sessionOptions({ work_mem: '128MB', temp_buffers: '64MB', jit: 'off', timezone: 'UTC' });

/** As PostgreSQL says it. */
const diskFull = '53100';
/** A connection that hangs would not end. */
const endTimeoutMs = 1_000;

/**
 * Runs an import on a connection of its own, which ends with it, or when the signal aborts.
 * @param url of the store.
 * @throws OperatorError where the disk of the store is full.
 */
export async function withImportConnection<Result>(
  { url, signal }: { url: string; signal?: AbortSignal | undefined },
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({
    connectionString: url,
    application_name: 'reelgraph import',
    options: session,
    keepAlive: true,
  });
  client.on('error', () => undefined); // the statement that it fails says so
  const giveUp = () => (client.connection.stream as Socket).destroy();
  signal?.addEventListener('abort', giveUp);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    if (codeOf(error) === diskFull) {
      throw new OperatorError(
        `the disk of the store is full (${(error as Error).message}); nothing was merged: make room, and import again`,
      );
    }
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    await Promise.race([client.end().catch(() => undefined), sleep(endTimeoutMs, undefined, { ref: false })]);
  }
}
