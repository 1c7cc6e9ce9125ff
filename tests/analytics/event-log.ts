import { Random } from '../../bench/store/random';
import type { ForemostKind, ListSource } from '../../src/engagement/dimensions';
import type { EngagementEvent } from '../../src/engagement/engagement-event';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface LogOptions {
  seed: string;
  views: number;
  from: string;
  days: number;
  reviewIds: readonly number[];
}

/**
 * What readers might do: lists of up to six entries under articles, popular ones more often, that are seen from the
 * top down and followed now and then, under some articles never. As it arrives: each event up to a week late, some of
 * them twice or thrice, in no order.
 */
export function eventLog({ seed, views, from, days, reviewIds }: LogOptions): EngagementEvent[] {
  const random = new Random(seed);
  const log: EngagementEvent[] = [];
  const someReview = () => reviewIds[Math.floor(random.next() ** 2 * reviewIds.length)]!;
  for (let place = 0; place < views; place++) {
    const reviewId = someReview();
    const view = uuid(random);
    const profile = random.pick(['default@2', 'default@2', 'auteurs@1']);
    const shownAt = Date.parse(from) + random.next() * days * dayMs;
    const seen = 1 + random.below(6);
    for (let slot = 0; slot < seen; slot++) {
      const entry = {
        ...{ view, slot, reviewId, profile },
        ...howItCame(random),
        targetId: reviewIds[(reviewIds.indexOf(reviewId) + 1 + slot * 3) % reviewIds.length]!,
      };
      const at = (ms: number) => {
        const occurredAt = new Date(Math.round(shownAt + ms));
        const delay = random.chance(0.2) ? random.next() * 7 * dayMs : 0;
        return { occurredAt, receivedAt: new Date(occurredAt.getTime() + Math.floor(delay)) };
      };
      // A list that is shown before midnight may be read on after it.
      const seenAfter = random.chance(0.05) ? 4 * hourMs : slot * 2_000;
      if (!random.chance(0.02)) log.push({ ...entry, kind: 'IMPRESSION', ...at(seenAfter) });
      if (reviewId % 3 !== 0 && random.chance(0.5 / (1 + slot)))
        log.push({ ...entry, kind: 'CLICK', ...at(seenAfter + 1_500) });
    }
  }
  const again = log.filter(() => random.chance(0.1)).map((event) => ({ ...event }));
  return [...log, ...again]
    .map((event) => ({ event, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ event }) => event);
}

function howItCame(random: Random): { source: ListSource; foremost: ForemostKind; kinds: number } {
  const source = random.pick(['RELATED', 'RELATED', 'RELATED', 'PINNED', 'FALLBACK'] as const);
  if (source !== 'RELATED') return { source, foremost: 'NONE', kinds: 0 };
  const [foremost, kinds] = random.pick([
    ['DIRECTOR', 1],
    ['DIRECTOR', 13],
    ['ACTOR', 2],
    ['ACTOR', 6],
    ['GENRE', 4],
    ['ERA', 8],
  ] as const);
  return { source, foremost, kinds };
}

function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.below(16).toString(16)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
