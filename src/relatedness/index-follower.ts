import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import {
  changeLogChannel,
  changesSince,
  type LogPosition,
  logPosition,
  pruneChangeLog,
} from '../database/change-log';
import { giveUpOnSilence } from '../database/silence';
import { OperatorError, StoreUnavailableError } from '../errors';
import { buildIndex } from './build-index';
import type { Profile } from './core/profile';
import { Ranking } from './core/rank';
import type { RelatednessIndex } from './core/relatedness-index';
import {
  inTransaction,
  readActiveProfile,
  readActiveProfileId,
  readCatalogue,
  readFilms,
} from './relatedness.store';

/** PostgreSQL wakes a follower with each commit; should the notice be lost, it looks by itself so often. */
const pollMs = 500;
const firstRetryMs = 100;
const slowestRetryMs = 1_000;
/** A connection that a firewall has dropped says nothing; one that does not answer for so long is given up. */
const answerTimeoutMs = 5_000;
/** While a whole store is read, which may have to wait for whoever is changing its tables. */
const loadTimeoutMs = 60_000;
const pruneEveryMs = 600_000;
const retentionSeconds = 3_600;
const nothing = { films: [], goneIds: [] };
/** More changed films than this, and it is better to read everything anew aside, while the index goes on answering. */
const mostFilmsInPlace = 5_000;

/** An index, and what of the store is in it. */
interface Followed {
  ranking: Ranking;
  position: LogPosition;
  profileId: number;
  /** When the log was read that far, in milliseconds since 1970. */
  currentAt: number;
}

/** In the place of the id of a profile of the store. */
const givenProfileId = -1;

/**
 * Keeps an index of the store in memory and applies to it what is committed, transaction by transaction: it
 * reads the change log from where it last stood, then the films named there, both in one snapshot, and changes
 * the index in one go. So a question sees all of a transaction or nothing of it. It never gives up: what it
 * cannot read now it reads later, from the same place in the log. When another profile becomes the active one, an
 * index by it is built aside, brought up to date, and put in the place of the present one, which is followed until then.
 */
export class IndexFollower {
  private followed: Followed | undefined;
  /** By another profile, to take the place of `followed` when it has caught up. */
  private builtAside: Followed | undefined;
  private building: Promise<void> | undefined;
  private client: Client | undefined;
  private starting: Promise<void> | undefined;
  private following: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private isWoken = false;
  private endPause: () => void = () => undefined;
  private readonly waiting: (() => void)[] = [];
  private prunedAt = Date.now();

  constructor(
    private readonly options: {
      url: string;
      /** Instead of the store's active one, whatever that is. */
      profile?: Profile;
      onError: (error: unknown) => void;
    },
  ) {}

  get isReady(): boolean {
    return this.followed !== undefined;
  }

  /** @throws StoreUnavailableError before the first index is there. */
  get relatedness(): Ranking {
    if (!this.followed) throw new StoreUnavailableError('the relatedness index is not loaded yet');
    return this.followed.ranking;
  }

  get index(): RelatednessIndex {
    return this.relatedness.index;
  }

  /** How much there is in the index; null before the first is there. */
  get figures(): { films: number; reviews: number; people: number; bytes: number } | null {
    if (!this.followed) return null;
    const { filmCount, reviews, features, byteLength } = this.index;
    return { films: filmCount, reviews: reviews.size, people: features.size, bytes: byteLength };
  }

  /** Everything that was committed so many seconds ago, or earlier, is in the index; Infinity without one. */
  get lagSeconds(): number {
    return this.followed ? (Date.now() - this.followed.currentAt) / 1000 : Number.POSITIVE_INFINITY;
  }

  /** @returns when the first index is there. @throws if the store cannot be read. */
  start(): Promise<void> {
    this.starting = this.connect()
      .then((client) => this.load(client))
      .then(() => {
        this.following = this.follow();
      });
    return this.starting;
  }

  /** @returns when nothing of it is at work any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.disconnect();
    await this.starting?.catch(() => undefined);
    await this.following;
    await this.building;
  }

  /** @returns when everything committed before the call is in the index, or the follower has stopped. */
  catchUp(): Promise<void> {
    return new Promise((resolve) => {
      if (this.stopping.signal.aborted) return resolve();
      this.waiting.push(resolve);
      this.wake();
    });
  }

  /** The one loop: look at the log, apply, wait for more. */
  private async follow(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!this.stopping.signal.aborted) {
      this.isWoken = false;
      const waiting = this.waiting.splice(0);
      try {
        const client = this.client ?? (await this.connect());
        await this.step(client);
        for (const resolve of waiting) resolve();
        retryMs = firstRetryMs;
        await this.pauseUntilWoken();
      } catch (error) {
        this.waiting.push(...waiting);
        if (this.stopping.signal.aborted) break;
        this.report(error);
        await this.disconnect();
        await sleep(retryMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        retryMs = Math.min(retryMs * 2, slowestRetryMs);
      }
    }
    for (const resolve of this.waiting) resolve();
  }

  /** Whoever is told must not end the following. */
  private report(error: unknown): void {
    try {
      this.options.onError(error);
    } catch {
      // It is theirs to mend.
    }
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.options.url,
      application_name: 'reelgraph index follower',
      connectionTimeoutMillis: answerTimeoutMs,
    });
    client.on('error', (error) => {
      this.report(error);
      this.wake(); // to find it gone, and to connect again
    });
    client.on('notification', () => this.wake());
    this.client = client; // stop() ends it, however far it has come
    try {
      await client.connect();
      await giveUpOnSilence(client, answerTimeoutMs, () => client.query(`LISTEN ${changeLogChannel}`));
      return client;
    } catch (error) {
      await this.disconnect();
      throw error;
    }
  }

  private async disconnect(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    // A connection that hangs would not end either.
    await Promise.race([
      client?.end().catch(() => undefined),
      sleep(answerTimeoutMs, undefined, { ref: false }),
    ]);
  }

  /** Applies what has been committed since the last step. */
  private async step(client: Client): Promise<void> {
    const followed = this.builtAside ?? this.followed;
    if (!followed) return this.load(client);
    const begun = Date.now();
    const read = await inTransaction(client, answerTimeoutMs, async () => {
      const { position, filmIds } = await changesSince(client, followed.position);
      const isTooMuch = !filmIds || filmIds.length > mostFilmsInPlace;
      const profileId = this.options.profile ? givenProfileId : await readActiveProfileId(client);
      if (isTooMuch) return { position, profileId, changes: null };
      return {
        position,
        profileId,
        changes: filmIds.length === 0 ? nothing : await readFilms(client, filmIds),
      };
    });
    // Another may have been built while this was read: it stays for the next step.
    if (this.builtAside === followed || !read.changes) this.builtAside = undefined;
    if (!read.changes) return this.load(client);
    this.apply(followed.ranking.index, read.changes);
    followed.position = read.position;
    followed.currentAt = begun;
    this.followed = followed;
    if (read.profileId !== followed.profileId) this.buildAside();
    this.prune();
  }

  /** In one go: nothing else runs until it is done. */
  private apply(index: RelatednessIndex, { films, goneIds }: Awaited<ReturnType<typeof readFilms>>): void {
    if (films.length === 0 && goneIds.length === 0) return;
    try {
      for (const id of goneIds) index.remove(id);
      for (const film of films) index.put(film);
      index.settle();
    } catch (error) {
      // It is neither old nor new now: nobody may ask it, and another is to be read.
      this.followed = undefined;
      throw error;
    }
  }

  /** Reads everything anew, and puts it in the place of what has answered meanwhile. */
  private async load(client: Client): Promise<void> {
    this.followed = (await this.build(client)) ?? this.followed;
  }

  /** Over a connection of its own, while the present index is followed. Should it fail, the next step tries again. */
  private buildAside(): void {
    if (this.building || this.builtAside || this.stopping.signal.aborted) return;
    const client = new Client({
      connectionString: this.options.url,
      application_name: 'reelgraph index builder',
      connectionTimeoutMillis: answerTimeoutMs,
    });
    client.on('error', () => undefined); // the statement that it fails says so
    const giveUp = () => (client.connection.stream as Socket).destroy();
    this.stopping.signal.addEventListener('abort', giveUp);
    this.building = client
      .connect()
      .then(() => this.build(client))
      .then((built) => {
        this.builtAside = built;
      })
      .catch((error) => {
        if (!this.stopping.signal.aborted) this.report(error);
      })
      .finally(() => {
        this.stopping.signal.removeEventListener('abort', giveUp);
        this.building = undefined;
        this.wake();
        return client.end().catch(() => undefined);
      });
  }

  /** @returns undefined if the follower has stopped. */
  private async build(client: Client): Promise<Followed | undefined> {
    const currentAt = Date.now();
    const { position, profileId, profile, catalogue } = await inTransaction(
      client,
      loadTimeoutMs,
      async () => ({
        position: await logPosition(client),
        ...(await this.profileToFollow(client)),
        catalogue: await readCatalogue(client),
      }),
    );
    const index = await buildIndex(profile, catalogue, this.stopping.signal);
    return index && { ranking: new Ranking(index), position, profileId, currentAt };
  }

  /** The active one; should that be of no use here, the one that is in use: a list is better than none. */
  private async profileToFollow(client: Client): Promise<{ profileId: number; profile: Profile }> {
    if (this.options.profile) return { profileId: givenProfileId, profile: this.options.profile };
    try {
      const { id, profile } = await readActiveProfile(client);
      return { profileId: id, profile };
    } catch (error) {
      if (!(error instanceof OperatorError) || !this.followed) throw error;
      this.report(error);
      return { profileId: await readActiveProfileId(client), profile: this.followed.ranking.profile };
    }
  }

  /** Beside the following, over a connection of its own: it may have to wait for others who write to the log. */
  private prune(): void {
    if (Date.now() - this.prunedAt < pruneEveryMs) return;
    this.prunedAt = Date.now();
    const client = new Client({ connectionString: this.options.url, statement_timeout: pruneEveryMs / 2 });
    client.on('error', () => undefined); // the statement that it fails says so
    client
      .connect()
      .then(() => pruneChangeLog(client, { retentionSeconds }))
      .catch((error) => this.report(error))
      .finally(() => client.end().catch(() => undefined));
  }

  /** Has the log looked at now; at once again, if that is being done. */
  private wake(): void {
    this.isWoken = true;
    this.endPause();
  }

  private async pauseUntilWoken(): Promise<void> {
    if (this.isWoken) return;
    const woken = new AbortController();
    this.endPause = () => woken.abort();
    await sleep(pollMs, undefined, { signal: woken.signal }).catch(() => undefined);
  }
}
