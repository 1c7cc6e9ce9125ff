import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { sessionOptions } from '../database/data-source';
import { giveUpOnSilence } from '../database/silence';
import { StoreUnavailableError, storeFault } from '../errors';
import { takeIn, writerSettings } from './engagement.store';
import type { EngagementEvent } from './engagement-event';

/** Beacons that come within this time are written together. */
const gatherMs = 100;
const mostInBatch = 1_000;
/** Seconds of the heaviest load; some 10 MB. */
const mostQueued = 20_000;
/** A store that takes longer than this over a batch, or a connection to it, is away. */
const answerTimeoutMs = 2_000;

/** More is sent than can be written. What was refused may be sent again. */
export class IntakeFull extends StoreUnavailableError {
  override name = 'IntakeFull';
}

export interface BatchReading {
  /** New events and those that were there already. */
  added: number;
  repeated: number;
  seconds: number;
}

export interface IntakeOptions {
  url: string;
  /** Told of each batch that has been committed. */
  onBatch?: (batch: BatchReading) => void;
  /** Told of each batch that could not be written. */
  onError: (error: unknown) => void;
}

/** Some events that came together, and whoever waits until they are written. */
interface Waiting {
  events: readonly EngagementEvent[];
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Writes what readers do, many events in one transaction, over a connection of its own: queries never wait for it.
 * Whoever brings events is told when they are committed, and otherwise that nothing of them is kept.
 */
export class Intake {
  private waiting: Waiting[] = [];
  private queued = 0;
  private client: Client | undefined;
  private writing: Promise<void> | undefined;
  private isStopped = false;
  private endGathering: () => void = () => undefined;

  constructor(private readonly options: IntakeOptions) {}

  /** How many events wait to be written. */
  get queueLength(): number {
    return this.queued;
  }

  /**
   * @returns when the events are committed.
   * @throws IntakeFull, or whatever error kept them from being written.
   */
  take(events: readonly EngagementEvent[]): Promise<void> {
    if (this.isStopped) return Promise.reject(new StoreUnavailableError('the intake has been stopped'));
    if (this.queued + events.length > mostQueued)
      return Promise.reject(new IntakeFull('more is sent than can be written'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, resolve, reject });
      this.queued += events.length;
      if (this.queued >= mostInBatch) this.endGathering();
      this.writing ??= this.writeAll();
    });
  }

  /** Takes no more. @returns when all that was taken is written, or known not to be. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.endGathering();
    await this.writing;
    await this.disconnect();
  }

  private async writeAll(): Promise<void> {
    try {
      while (this.queued > 0) {
        await this.gather();
        const batch = this.nextBatch();
        try {
          await this.write(batch.flatMap(({ events }) => events));
          for (const { resolve } of batch) resolve();
        } catch (error) {
          this.options.onError(error);
          // The others wait for the same store: to have each batch find that out would take them too long.
          const lost = storeFault(error) ? [...batch, ...this.waiting.splice(0)] : batch;
          for (const { reject } of lost) reject(error);
          this.queued = this.waiting.reduce((sum, { events }) => sum + events.length, 0);
        }
      }
    } finally {
      this.writing = undefined; // with the last look at the queue: who comes in between would wait for nobody
    }
  }

  /** Until it is time to write, or there is enough of it. */
  private async gather(): Promise<void> {
    if (this.isStopped || this.queued >= mostInBatch) return;
    const enough = new AbortController();
    this.endGathering = () => enough.abort();
    await sleep(gatherMs, undefined, { signal: enough.signal }).catch(() => undefined);
  }

  private nextBatch(): Waiting[] {
    let length = 0;
    let count = 0;
    while (count < this.waiting.length && length < mostInBatch)
      length += this.waiting[count++]!.events.length;
    this.queued -= length;
    return this.waiting.splice(0, count);
  }

  /** A connection that was kept may be gone by now: then once more, over a new one. To write twice changes nothing. */
  private async write(events: EngagementEvent[]): Promise<void> {
    const begun = performance.now();
    const kept = this.client;
    let added: number;
    try {
      added = await this.writeOver(kept ?? (await this.connect()), events);
    } catch (error) {
      await this.disconnect();
      if (!kept || !storeFault(error)) throw error;
      added = await this.writeOver(await this.connect(), events);
    }
    const repeated = events.length - added;
    this.options.onBatch?.({ added, repeated, seconds: (performance.now() - begun) / 1000 });
  }

  private writeOver(client: Client, events: EngagementEvent[]): Promise<number> {
    return giveUpOnSilence(client, answerTimeoutMs, () => takeIn(client, events));
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: 'reelgraph engagement',
      connectionTimeoutMillis: answerTimeoutMs,
      keepAlive: true,
      options: sessionOptions({
        ...writerSettings,
        lock_timeout: answerTimeoutMs / 2,
        // An instance that hangs in the midst of a batch keeps the others from writing theirs.
        idle_in_transaction_session_timeout: answerTimeoutMs / 2,
      }),
    });
    client.on('error', () => {
      if (this.client === client) this.client = undefined;
    });
    try {
      await client.connect();
    } catch (error) {
      client.connection.stream.destroy();
      throw error;
    }
    this.client = client;
    return client;
  }

  private async disconnect(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    // One that hangs would not end either.
    await Promise.race([
      client?.end().catch(() => undefined),
      sleep(answerTimeoutMs / 2, undefined, { ref: false }),
    ]);
    client?.connection.stream.destroy();
  }
}
