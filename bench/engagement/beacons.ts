import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type List, signListId } from '../../src/engagement/list-id';
import type { Random } from '../store/random';

const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
/** A beacon waits for a commit, a tenth of a second mostly; readers have a connection each. */
const connections = 2_000;
const entriesInList = 6;
const tickMs = 5;

/** Signed lists of related reviews, the entries drawn from all reviews alike: so the counts are spread as they can be. */
export function makeLists(
  listKey: Buffer,
  { reviews, random }: { reviews: number; random: Random },
): string[] {
  const reviewId = () => 1 + random.below(reviews);
  return Array.from({ length: 2_000 }, () => {
    const list: List = {
      reviewId: reviewId(),
      profile: 'default@2',
      entries: Array.from({ length: entriesInList }, () => ({
        reviewId: reviewId(),
        source: 'RELATED',
        kinds: random.below(2) === 0 ? ['GENRE'] : ['DIRECTOR', 'GENRE', 'ERA'],
      })),
    };
    return signListId(listKey, list);
  });
}

export interface Sent {
  /** Of beacons that were answered 204, as the store has them. */
  acknowledgedViews: string[];
  /** Milliseconds from when each of these was due to its answer. */
  latencies: number[];
  /** What else came of beacons, by status or code of an error. */
  faults: Map<string, number>;
  /** From the first that was due to the last answer. */
  seconds: number;
}

/**
 * Send beacons at times that are fixed beforehand, each of a view of its own and an entry for each event; the last
 * event of some is a click.
 */
export async function sendBeacons(
  url: string,
  lists: readonly string[],
  {
    beaconsPerSecond,
    eventsEach,
    seconds,
  }: { beaconsPerSecond: number; eventsEach: number; seconds: number },
): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' });
  const sent: Sent = { acknowledgedViews: [], latencies: [], faults: new Map(), seconds: 0 };
  const startedAt = performance.now();
  const pending = new Set<Promise<void>>();
  const total = Math.round(beaconsPerSecond * seconds);
  for (let place = 0; place < total; ) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAt) / 1000) * beaconsPerSecond));
    for (; place < due; place++) {
      const dueAt = startedAt + (place / beaconsPerSecond) * 1000;
      const view = randomBytes(16);
      const answered: Promise<void> = post(
        agent,
        url,
        beaconOf(view, lists[place % lists.length]!, eventsEach, place),
      ).then((outcome) => {
        pending.delete(answered);
        if (outcome === '204') {
          sent.acknowledgedViews.push(view.toString('hex'));
          sent.latencies.push(performance.now() - dueAt);
        } else sent.faults.set(outcome, (sent.faults.get(outcome) ?? 0) + 1);
      });
      pending.add(answered);
    }
    await sleep(tickMs);
  }
  await Promise.all(pending);
  agent.destroy();
  return { ...sent, seconds: (performance.now() - startedAt) / 1000 };
}

function beaconOf(view: Buffer, list: string, eventsEach: number, place: number): string {
  const events = Array.from({ length: eventsEach }, (_, event) => ({
    kind: place % 10 === 0 && event === eventsEach - 1 ? 'CLICK' : 'IMPRESSION',
    slot: event % entriesInList,
    ageMs: 100 + event,
  }));
  return JSON.stringify({ view: view.toString('base64url'), list, events });
}

/** @returns the status, or what became of the connection. */
function post(agent: Agent, url: string, body: string): Promise<string> {
  const headers = {
    'content-type': 'text/plain;charset=UTF-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': userAgent,
  };
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message);
    request(url, { method: 'POST', agent, headers }, (response) => {
      response.on('end', () => resolve(String(response.statusCode))).on('error', failed);
      response.resume();
    })
      .on('error', failed)
      .end(body);
  });
}
