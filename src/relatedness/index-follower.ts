import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { Profile } from './core/profile';
import { buildIndex, type RelatednessIndex } from './core/relatedness-index';
import { loadCatalogueFacts } from './relatedness.store';

const channel = 'relatedness_changed';
const firstRetryMs = 100;
const slowestRetryMs = 5_000;
/** A connection that a firewall has dropped says nothing; one that does not answer for so long is given up. */
const heartbeatMs = 1_000;
const answerTimeoutMs = 5_000;

/**
 * Keeps an index of the store in memory and builds it anew after each committed change. PostgreSQL sends the
 * notice with the commit, so nothing uncommitted is ever seen; a notice that comes while an index is being
 * built leads to one more build; and since a lost connection may have lost notices, each connection begins
 * with a build.
 */
export class IndexFollower {
  private latest: RelatednessIndex | undefined;
  private listener: Client | undefined;
  private following: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private isStale = false;
  private building: Promise<void> | undefined;

  constructor(
    private readonly options: {
      dataSource: DataSource;
      url: string;
      profile: Profile;
      onError: (error: unknown) => void;
    },
  ) {}

  get isReady(): boolean {
    return this.latest !== undefined;
  }

  /** The latest index. Never changed, only replaced: whoever holds it sees one state of the store. */
  get index(): RelatednessIndex {
    if (!this.latest) throw new Error('there is no index before start() has ended');
    return this.latest;
  }

  /** @returns when the first index is there. @throws if the store cannot be read. */
  async start(): Promise<void> {
    const listener = await this.listen();
    this.following = this.follow(listener);
  }

  /** @returns when nothing of it is at work any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.listener?.end().catch(() => undefined);
    await this.following;
    await this.building;
  }

  /** The one loop that owns the connection: wait until it is lost, get another, and so on. */
  private async follow(first: Client): Promise<void> {
    let listener: Client | undefined = first;
    let waitMs = firstRetryMs;
    while (!this.stopping.signal.aborted) {
      if (listener) {
        await this.untilLost(listener);
        listener = undefined;
        waitMs = firstRetryMs;
      }
      await this.pause(waitMs);
      if (this.stopping.signal.aborted) return;
      waitMs = Math.min(waitMs * 2, slowestRetryMs);
      listener = await this.listen().catch((error) => {
        this.options.onError(error);
        return undefined;
      });
    }
  }

  /** @returns a connection that listens, when an index has been built since it does. */
  private async listen(): Promise<Client> {
    const listener = new Client({
      connectionString: this.options.url,
      application_name: 'reelgraph index follower',
      connectionTimeoutMillis: answerTimeoutMs,
      query_timeout: answerTimeoutMs,
    });
    listener.on('error', this.options.onError);
    listener.on('notification', () => void this.rebuild());
    try {
      this.listener = listener; // stop() ends it, however far it has come
      await listener.connect();
      await listener.query(`LISTEN ${channel}`);
      await this.rebuild();
      return listener;
    } catch (error) {
      await listener.end().catch(() => undefined);
      throw error;
    }
  }

  private async untilLost(listener: Client): Promise<void> {
    let isLost = false;
    const lost = new Promise<void>((resolve) => {
      listener.once('end', () => {
        isLost = true;
        resolve();
      });
    });
    while (!isLost && !this.stopping.signal.aborted) {
      await Promise.race([lost, this.pause(heartbeatMs)]);
      if (isLost) return;
      const answers = await listener.query('SELECT').then(
        () => true,
        () => false,
      );
      if (!answers) return void listener.end().catch(() => undefined);
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** @returns when an index has been built from a state no older than this call. */
  private rebuild(): Promise<void> {
    this.isStale = true;
    this.building ??= this.buildWhileStale().finally(() => {
      this.building = undefined;
    });
    return this.building;
  }

  private async buildWhileStale(): Promise<void> {
    const { dataSource, profile, onError } = this.options;
    while (this.isStale && !this.stopping.signal.aborted) {
      this.isStale = false;
      try {
        this.latest = buildIndex(await loadCatalogueFacts(dataSource), profile);
      } catch (error) {
        if (!this.latest) throw error;
        // The index stays as it was, and what could not be read is read as soon as it can be.
        this.isStale = true;
        onError(error);
        await this.pause(firstRetryMs);
      }
    }
  }
}
