import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { Profile } from './core/profile';
import { buildIndex, type RelatednessIndex } from './core/relatedness-index';
import { loadCatalogueFacts } from './relatedness.store';

const channel = 'relatedness_changed';
const retryMs = 1_000;
const slowestRetryMs = 5_000;

/**
 * Keeps an index of the store in memory and builds it anew after each committed change. PostgreSQL sends the
 * notice with the commit, so nothing uncommitted is ever seen; a notice that comes while an index is being
 * built leads to one more build; and since a lost connection may have lost notices, each connection begins
 * with a build.
 */
export class IndexFollower {
  private latest: RelatednessIndex | undefined;
  private listener: Client | undefined;
  private isStopped = false;
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

  /** @returns when the first index is there. */
  async start(): Promise<void> {
    await this.listen();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.listener?.end().catch(() => undefined);
    await this.building?.catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const listener = new Client({
      connectionString: this.options.url,
      application_name: 'reelgraph index follower',
      keepAlive: true,
    });
    listener.on('error', this.options.onError);
    listener.once('end', () => {
      if (this.listener === listener) void this.listenAgain();
    });
    listener.on('notification', () => {
      this.rebuild().catch(this.options.onError);
    });
    await listener.connect();
    this.listener = listener;
    await listener.query(`LISTEN ${channel}`);
    await this.rebuild();
  }

  private async listenAgain(): Promise<void> {
    this.listener = undefined;
    for (let waitMs = 100; !this.isStopped; waitMs = Math.min(waitMs * 2, slowestRetryMs)) {
      await sleep(waitMs);
      if (this.isStopped) return;
      try {
        return await this.listen();
      } catch (error) {
        this.options.onError(error);
      }
    }
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
    while (this.isStale && !this.isStopped) {
      this.isStale = false;
      try {
        this.latest = buildIndex(await loadCatalogueFacts(this.options.dataSource), this.options.profile);
      } catch (error) {
        if (!this.latest) throw error;
        // The index stays as it was, and what could not be read is read as soon as it can be.
        this.isStale = true;
        this.options.onError(error);
        await sleep(retryMs);
      }
    }
  }
}
