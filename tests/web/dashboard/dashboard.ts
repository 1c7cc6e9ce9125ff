import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { addToken } from '../../../src/access/access-token.store';
import { Role } from '../../../src/access/role';
import { sharedSecret } from '../../../src/access/secret.store';
import { hashOf, makeToken } from '../../../src/access/token';
import { takeIn } from '../../../src/engagement/engagement.store';
import type { EngagementEvent } from '../../../src/engagement/engagement-event';
import { kindSetOf, type List, openListId } from '../../../src/engagement/list-id';
import { connectTo } from '../../engagement/events';
import type { TestService } from '../../support/service';

export async function tokenOf(
  { store }: TestService,
  { role, expiresAt = null }: { role: Role; expiresAt?: Date | null },
): Promise<string> {
  const token = makeToken();
  await addToken(store.sql, { name: `the ${role.toLowerCase()}`, role, hash: hashOf(token), expiresAt });
  return token;
}

/** No figure is being asked for any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .waiting'));
}

const dayMs = 24 * 3_600_000;
/** So often each list is seen; one in five is followed, after the dead end none. */
const views = 40;
export const deadEnd = 'pig';

/**
 * What readers did on this day and, half as followed, thirty days before: with every list of the store.
 * @returns the events of this day.
 */
export async function makeReaders({ store, url }: TestService): Promise<EngagementEvent[]> {
  const lists = await listsOf({ url, key: await sharedSecret(store.sql, 'list ids') });
  const client = await connectTo(store.url);
  const now = new Date();
  const before = new Date(now.getTime() - 30 * dayMs);
  const today = lists.flatMap(({ list, slug }) =>
    eventsUnder(list, { at: now, followed: slug === deadEnd ? 0 : 5, times: slug === deadEnd ? 5 : 1 }),
  );
  const earlier = lists.flatMap(({ list }) => eventsUnder(list, { at: before, followed: 10, times: 1 }));
  for (const events of [today, earlier]) {
    for (let start = 0; start < events.length; start += 5_000)
      await takeIn(client, events.slice(start, start + 5_000));
  }
  await client.end();
  return today;
}

async function listsOf({ url, key }: { url: string; key: Buffer }): Promise<{ list: List; slug: string }[]> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: '{ reviews(first: 100) { nodes { slug related(first: 6) { listId } } } }',
    }),
  });
  const { data } = (await response.json()) as {
    data: { reviews: { nodes: { slug: string; related: { listId: string } }[] } };
  };
  return data.reviews.nodes.map(({ slug, related }) => ({ slug, list: openListId(key, related.listId)! }));
}

/** @param followed every so manyth list is, at one place after the other; 0 for none. */
function eventsUnder(
  list: List,
  { at, followed, times }: { at: Date; followed: number; times: number },
): EngagementEvent[] {
  return Array.from({ length: views * times }, (_, number) => {
    const view = randomUUID();
    const eventOn = (slot: number, kind: EngagementEvent['kind']): EngagementEvent => {
      const { reviewId: targetId, source, kinds } = list.entries[slot]!;
      const { reviewId, profile } = list;
      const placed = { source, foremost: kinds[0] ?? ('NONE' as const), kinds: kindSetOf(kinds), profile };
      return { view, slot, kind, occurredAt: at, receivedAt: at, reviewId, targetId, ...placed };
    };
    const impressions = list.entries.map((_entry, slot) => eventOn(slot, 'IMPRESSION'));
    const isFollowed = followed > 0 && number % followed === 0;
    return isFollowed
      ? [...impressions, eventOn((number / followed) % list.entries.length, 'CLICK')]
      : impressions;
  }).flat();
}
