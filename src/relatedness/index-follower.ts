import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import {
  changeLogChannel,
  changesSince,
  type LogPosition,
  logPosition,
  pruneChangeLog,
} from '../database/change-log';
import { StoreUnavailableError } from '../errors';
import { collectGarbage } from '../memory';
import type { Profile } from './core/profile';
import { Ranking } from './core/rank';
import { RelatednessIndex } from './core/relatedness-index';
import { readCatalogue, readFilms } from './relatedness.store';

/** PostgreSQL wakes a follower with each commit; should the notice be lost, it looks by itself so often. */
const pollMs = 500;
const firstRetryMs = 100;
const slowestRetryMs = 5_000;
/** A connection that a firewall has dropped says nothing; one that does not answer for so long is given up. */
const answerTimeoutMs = 5_000;
/** While a whole store is read, which may have to wait for whoever is changing its tables. */
const loadTimeoutMs = 60_000;
const pruneEveryMs = 600_000;
const retentionSeconds = 3_600;
const nothing = { films: [], goneIds: [] };
/** More changed films than this, and it is better to read everything anew aside, while the index goes on answering. */
const mostFilmsInPlace = 5_000;
/** For so long at a time requests wait while films are put into a new index; what comes after that is not sliced. */
const sliceMs = 10;

/**
 * Keeps an index of the store in memory and applies to it what is committed, transaction by transaction: it
 * reads the change log from where it last stood, then the films named there, both in one snapshot, and changes
 * the index in one go. So a question sees all of a transaction or nothing of it. It never gives up: what it
 * cannot read now it reads later, from the same place in the log.
 */
export class IndexFollower {
  private ranking: Ranking | undefined;
  private position: LogPosition | undefined;
  private client: Client | undefined;
  private starting: Promise<void> | undefined;
  private following: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private isWoken = false;
  private endPause: () => void = () => undefined;
  private readonly waiting: (() => void)[] = [];
  private currentAt: number | undefined;
  private prunedAt = Date.now();

  constructor(
    private readonly options: {
      url: string;
      profile: Profile;
      onError: (error: unknown) => void;
    },
  ) {}

  get isReady(): boolean {
    return this.ranking !== undefined;
  }

  /** @throws StoreUnavailableError before the first index is there. */
  get relatedness(): Ranking {
    if (!this.ranking) throw new StoreUnavailableError('the relatedness index is not loaded yet');
    return this.ranking;
  }

  get index(): RelatednessIndex {
    return this.relatedness.index;
  }

  /** How much there is in the index; null before the first is there. */
  get figures(): { films: number; reviews: number; people: number; bytes: number } | null {
    if (!this.ranking) return null;
    const { filmCount, reviews, features, byteLength } = this.index;
    return { films: filmCount, reviews: reviews.size, people: features.size, bytes: byteLength };
  }

  /** Everything that was committed so many seconds ago, or earlier, is in the index; Infinity without one. */
  get lagSeconds(): number {
    return this.currentAt === undefined ? Number.POSITIVE_INFINITY : (Date.now() - this.currentAt) / 1000;
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
    if (!this.position) return this.load(client);
    const begun = Date.now();
    const since = this.position;
    const read = await inTransaction(client, answerTimeoutMs, async () => {
      const { position, filmIds } = await changesSince(client, since);
      const isTooMuch = !filmIds || filmIds.length > mostFilmsInPlace;
      if (isTooMuch) return { position, changes: null };
      return { position, changes: filmIds.length === 0 ? nothing : await readFilms(client, filmIds) };
    });
    if (!read.changes) return this.load(client);
    this.apply(read.changes);
    this.position = read.position;
    this.currentAt = begun;
    this.prune();
  }

  /** In one go: nothing else runs until it is done. */
  private apply({ films, goneIds }: Awaited<ReturnType<typeof readFilms>>): void {
    if (films.length === 0 && goneIds.length === 0) return;
    const { index } = this;
    try {
      for (const id of goneIds) index.remove(id);
      for (const film of films) index.put(film);
      index.settle();
    } catch (error) {
      // It is neither old nor new now: nobody may ask it, and another is to be read.
      this.ranking = undefined;
      this.position = undefined;
      throw error;
    }
  }

  /** Builds an index aside, in slices, and puts it in the place of the one that has answered meanwhile. */
  private async load(client: Client): Promise<void> {
    const begun = Date.now();
    const { position, catalogue } = await inTransaction(client, loadTimeoutMs, async () => ({
      position: await logPosition(client),
      catalogue: await readCatalogue(client),
    }));
    const index = new RelatednessIndex(this.options.profile);
    index.reserve(catalogue.counts);
    let sliceEnd = Date.now() + sliceMs;
    for (const film of catalogue.filmFacts()) {
      index.put(film);
      if (Date.now() < sliceEnd) continue;
      await nextTurn();
      if (this.stopping.signal.aborted) return;
      sliceEnd = Date.now() + sliceMs;
    }
    index.settle();
    index.compact();
    this.ranking = new Ranking(index);
    this.position = position;
    this.currentAt = begun;
    collectGarbage();
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

/** What is read in `work` is all as it was at one moment. @throws if the store falls silent meanwhile. */
function inTransaction<Result>(
  client: Client,
  silenceMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  return giveUpOnSilence(client, silenceMs, async () => {
    // The locks come before the snapshot: a table that is rewritten or truncated between the two would look empty.
    await client.query(`
      BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SET LOCAL lock_timeout = ${silenceMs - 1_000};
      LOCK TABLE film, film_genre, credit, review, change_log, change_log_pruning IN ACCESS SHARE MODE`);
    const result = await work();
    await client.query('COMMIT');
    return result;
  });
}

/** A connection that a firewall has dropped says nothing: it is torn down, and what waits for it fails. */
async function giveUpOnSilence<Result>(
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
