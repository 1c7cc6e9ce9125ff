import { Client } from 'pg';
import { sessionOptions } from '../../database/data-source';
import type { SqlExecutor } from '../../database/sql';
import { OperatorError } from '../../errors';
import type { CatalogueColumns } from '../../relatedness/catalogue-columns';
import { type Profile, profileLabel } from '../../relatedness/core/profile';
import { rankingOf } from '../../relatedness/core/ranking-of';
import { activeProfile, formerProfile } from '../../relatedness/profiles/profile.store';
import type { Progress } from '../../relatedness/quality/progress';
import { readingList } from '../../relatedness/reading-list';
import { readCatalogueAtOnce } from '../../relatedness/relatedness.store';
import { takeIn, writerSettings } from '../engagement.store';
import type { EngagementEvent } from '../engagement-event';
import type { List } from '../list-id';
import { type DemoArticle, DemoReaders } from './demo-readers';
import { aloneWithDemo, demoDays, removeDemoDay } from './demo-traffic.store';

const dayMs = 24 * 3_600_000;
/** Larger ones take no less time an event, and beacons of readers wait for a batch. */
const batchSize = 2_000;
/** Lists of the former profile were shown for so much of the time. */
const formerShare = 0.6;

export interface DemoOptions {
  seed: string;
  /** How many days, 1 or more, up to the last one. */
  days: number;
  /** The last day, of UTC, as in 2026-11-23; what lies after `now` is left out. */
  until: string;
  now: number;
  /** How much is read: lists seen a day on average, or about so many events altogether. */
  amount: { viewsPerDay: number } | { events: number };
}

export interface DemoReport {
  removed: number;
  added: number;
  from: string;
  to: string;
  profiles: string[];
}

/**
 * Puts made-up events in the place of those that there are.
 * @throws OperatorError where nothing is published that could have been read, or while somebody else is at it.
 */
export function makeDemoTraffic(
  { sql, url, progress }: { sql: SqlExecutor; url: string; progress: Progress },
  options: DemoOptions,
): Promise<DemoReport> {
  return withClient(url, (client) =>
    aloneWithDemo(client, async () => {
      const { readers, days, views, profiles } = readersOf(await readStore(client, sql), options);
      const removed = await removeDemoEvents(client, progress);
      let added = 0;
      progress.begin('writing demo events', days.length);
      const end = Math.min(options.now, days.at(-1)! + dayMs - 1);
      const isPast = ({ occurredAt }: EngagementEvent) => occurredAt.getTime() <= end;
      for (const place of days.keys()) {
        for (const batch of batches(readers.eventsOn(place, views[place]!), isPast)) {
          added += await takeIn(client, batch, { isDemo: true });
          await progress.pause();
        }
        await progress.advance(1);
      }
      const [from, to] = [isoDay(days[0]!), isoDay(days.at(-1)!)];
      return { removed, added, from, to, profiles: profiles.map(profileLabel) };
    }),
  ).finally(() => progress.end());
}

/** @returns how many events were taken out. @throws OperatorError while somebody else is at it. */
export function removeDemoTraffic({ url, progress }: { url: string; progress: Progress }): Promise<number> {
  return withClient(url, (client) => aloneWithDemo(client, () => removeDemoEvents(client, progress))).finally(
    () => progress.end(),
  );
}

/** Day by day. Counts that are made anew meanwhile are gone through once more. */
async function removeDemoEvents(client: Client, progress: Progress): Promise<number> {
  let removed = 0;
  for (;;) {
    const days = await demoDays(client);
    if (days.length === 0) return removed;
    progress.begin('taking demo events out', days.length);
    for (const { day, events } of days) {
      await removeDemoDay(client, day);
      removed += events;
      await progress.advance(1);
    }
  }
}

interface StoreContents {
  catalogue: CatalogueColumns;
  /** In the order in which they were active: the former one, if there was one, and the active one. */
  profiles: Profile[];
}

async function readStore(client: Client, sql: SqlExecutor): Promise<StoreContents> {
  const former = await formerProfile(sql).catch((error) => {
    if (error instanceof OperatorError) return null; // of no use to this program, but nobody asked for it
    throw error;
  });
  const { profile } = await activeProfile(sql);
  return {
    catalogue: await readCatalogueAtOnce(client),
    profiles: [...(former ? [former.profile] : []), profile],
  };
}

function readersOf(
  { catalogue, profiles }: StoreContents,
  { seed, days: count, until, amount }: DemoOptions,
) {
  const articles: DemoArticle[] = [];
  for (const { id, reviews } of catalogue.filmFacts()) {
    for (const review of reviews) articles.push({ reviewId: review.id, filmId: id, recency: review.recency });
  }
  const lastDay = Date.parse(until);
  const oldest = articles.reduce((least, { recency }) => Math.min(least, recency), Number.POSITIVE_INFINITY);
  if (oldest >= lastDay + dayMs) {
    throw new OperatorError(
      `no review was published by ${until}: import some first, as in "reelgraph import article samples/reviews"`,
    );
  }
  const days = Array.from({ length: count }, (_, place) => lastDay - (count - 1 - place) * dayMs).filter(
    (day) => oldest < day + dayMs,
  );
  const listOn = listsBy({ catalogue, profiles }, days);
  const readers = new DemoReaders({ seed, articles, days, listOn });
  const eventsPerView = readers.eventsPerView();
  if (eventsPerView === 0) {
    throw new OperatorError(
      'there is nothing to read next: it takes two published reviews, of different films',
    );
  }
  const viewsPerDay = 'events' in amount ? amount.events / eventsPerView / days.length : amount.viewsPerDay;
  return { readers, days, views: readers.viewsByDay(viewsPerDay), profiles };
}

/** The lists that the store shows under its articles, by the profile of the day; each is made once. */
function listsBy({ catalogue, profiles }: StoreContents, days: readonly number[]) {
  const made = profiles.map((profile) => ({
    ranking: rankingOf(profile, catalogue.filmFacts(), catalogue.size),
    profile: profileLabel(profile),
    lists: new Map<number, List>(),
  }));
  const now = days.at(-1)!;
  const changeOver = profiles.length > 1 ? days[Math.floor(days.length * formerShare)]! : days[0]!;
  return ({ reviewId, filmId }: DemoArticle, day: number): List => {
    const { ranking, profile, lists } = made[day < changeOver ? 0 : made.length - 1]!;
    const known = lists.get(reviewId);
    if (known) return known;
    const { entries } = readingList(ranking, { review: { reviewId, filmId }, now });
    const list: List = {
      reviewId,
      profile,
      entries: entries.map(({ reviewId, source, reasons }) => ({
        reviewId,
        source,
        kinds: reasons.map(({ kind }) => kind),
      })),
    };
    lists.set(reviewId, list);
    return list;
  };
}

function* batches<Item>(items: Iterable<Item>, isWanted: (item: Item) => boolean): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    if (!isWanted(item)) continue;
    batch.push(item);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({
    connectionString: url,
    application_name: 'reelgraph demo traffic',
    options: sessionOptions(writerSettings),
  });
  client.on('error', () => undefined); // the statement that it fails says so
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const isoDay = (day: number) => new Date(day).toISOString().slice(0, 10);
