import { createHash } from 'node:crypto';
import { mixBits, normal, randomNumbers } from '../../relatedness/quality/seeded';
import type { ForemostKind } from '../dimensions';
import { type EngagementEvent, eventOf } from '../engagement-event';
import type { List, ListEntry } from '../list-id';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A published review, as far as it matters to who reads it. */
export interface DemoArticle {
  reviewId: number;
  filmId: number;
  /** In milliseconds since 1970; -Infinity where nothing is known. */
  recency: number;
}

export interface DemoPlan {
  /** The same seed gives the same readers. */
  seed: string;
  articles: readonly DemoArticle[];
  /** Days of UTC, one after the other, each by its first moment in milliseconds since 1970. */
  days: readonly number[];
  /** What stands under an article on a day. */
  listOn: (article: DemoArticle, day: number) => List;
}

/** How likely an entry is to be followed that somebody looks at, by the foremost of its reasons. */
const attraction: Record<ForemostKind, number> = {
  DIRECTOR: 0.11,
  ACTOR: 0.08,
  GENRE: 0.045,
  ERA: 0.03,
  NONE: 0.02,
};
const pinnedAttraction = 1.3;
/** What is left of it under an article that leads on to nothing. */
const deadEndAttraction = 0.12;
/** Of the articles by how much they are read, the fourth of each dozen is one of these. */
const isDeadEnd = (rank: number) => rank % 12 === 3;

/** How likely somebody who sees a list scrolls down to a slot, and there looks at the entry. */
const isSeen = (slot: number) => 1 / (1 + 0.12 * slot);
const isLookedAt = (slot: number) => 0.9 / (1 + 0.35 * slot);

/** By day of the week, Sunday first, and by hour. Both are taken relative to their mean. */
const weekShape = [1.25, 0.9, 0.85, 0.9, 0.95, 1.05, 1.3];
const dayShape = [5, 3, 2, 1, 1, 2, 4, 7, 9, 9, 9, 10, 12, 11, 10, 10, 11, 13, 16, 19, 22, 21, 16, 10];
/** How much more is read on the last day than on the first. */
const growth = 0.6;

/**
 * Made-up readers. Popularity falls off by Zipf's law, and with an article's age; whoever sees a list sees its first
 * entry, and the others the less the further down they stand; what is seen is followed by a position-based model.
 * Source: Craswell, Zoeter, Taylor, Ramsey 2008, "An experimental comparison of click position-bias models".
 */
export class DemoReaders {
  private readonly seed: number;
  /** Most popular first. */
  private readonly ranked: readonly DemoArticle[];

  constructor(private readonly plan: DemoPlan) {
    this.seed = createHash('sha256').update(plan.seed).digest().readInt32BE();
    this.ranked = plan.articles
      .map((article) => ({ article, lot: mixBits(this.seed ^ mixBits(article.reviewId)) }))
      .sort((a, b) => a.lot - b.lot || a.article.reviewId - b.article.reviewId)
      .map(({ article }) => article);
  }

  /** How many lists are seen on each day, where it is so many on average. */
  viewsByDay(average: number): number[] {
    const { days } = this.plan;
    const random = this.randomFor(-1);
    const shape = days.map(
      (day, place) =>
        weekShape[new Date(day).getUTCDay()]! *
        (1 + (growth * place) / Math.max(1, days.length - 1)) *
        Math.exp(0.08 * normal(random)),
    );
    const mean = shape.reduce((sum, part) => sum + part, 0) / days.length;
    return shape.map((part) => Math.round((average * part) / mean));
  }

  /** How many events a view makes, on average: from a sample of what is read on the last day. */
  eventsPerView(): number {
    const sampleSize = 500;
    const day = this.plan.days.length - 1;
    const [pick, random] = [this.pickerOn(day), this.randomFor(-2)];
    let events = 0;
    for (let view = 0; view < sampleSize; view++) {
      const rank = pick(random());
      this.listOf(rank, day).entries.forEach((entry, slot) => {
        events += isSeen(slot) * (1 + this.chanceToFollow(entry, { slot, rank }));
      });
    }
    return events / sampleSize;
  }

  /** @param place of the day among those of the plan. @returns the events of so many views, view by view. */
  *eventsOn(place: number, views: number): Generator<EngagementEvent> {
    const [pick, pickHour, random] = [this.pickerOn(place), pickerOf(dayShape), this.randomFor(place)];
    for (let number = 0; number < views; number++) {
      const rank = pick(random());
      const list = this.listOf(rank, place);
      const view = this.viewId(place, number);
      const shownAt = this.plan.days[place]! + (pickHour(random()) + random()) * hourMs;
      const depth = random();
      for (const [slot, entry] of list.entries.entries()) {
        if (depth >= isSeen(slot)) break;
        const seenAt = shownAt + 1_000 + slot * 1_500;
        yield eventAt(seenAt, list, { view, slot, kind: 'IMPRESSION' });
        if (random() >= this.chanceToFollow(entry, { slot, rank })) continue;
        yield eventAt(seenAt + 1_000 + random() * 40_000, list, { view, slot, kind: 'CLICK' });
      }
    }
  }

  private listOf(rank: number, place: number): List {
    return this.plan.listOn(this.ranked[rank]!, this.plan.days[place]!);
  }

  private chanceToFollow(entry: ListEntry, { slot, rank }: { slot: number; rank: number }): number {
    const charm = Math.exp(0.3 * normal(randomNumbers(this.seed ^ mixBits(entry.reviewId))));
    return Math.min(
      1,
      isLookedAt(slot) *
        attraction[entry.kinds[0] ?? 'NONE'] *
        charm *
        (entry.source === 'PINNED' ? pinnedAttraction : 1) *
        (isDeadEnd(rank) ? deadEndAttraction : 1),
    );
  }

  /** From a number from 0 up to 1 to the rank of an article. What is published later is not read yet. */
  private pickerOn(place: number): (random: number) => number {
    const dayEnd = this.plan.days[place]! + dayMs;
    return pickerOf(
      this.ranked.map(({ recency }, rank) => {
        const age = recency === Number.NEGATIVE_INFINITY ? unknownAge : (dayEnd - recency) / dayMs;
        return age > 0 ? (rank + 1) ** -0.8 * (1 + age / 30) ** -0.5 : 0;
      }),
    );
  }

  private randomFor(place: number): () => number {
    return randomNumbers(this.seed ^ mixBits(place + 1));
  }

  /** Never the same for two views of one seed, which random numbers of 32 bits would give. */
  private viewId(place: number, number: number): string {
    const day = Math.floor(this.plan.days[place]! / dayMs);
    const hex = (value: number, digits: number) => (value >>> 0).toString(16).padStart(digits, '0');
    return `${hex(this.seed, 8)}-0000-4000-${hex(0x8000 | (day & 0x7fff), 4)}-${hex(number, 12)}`;
  }
}

function eventAt(
  at: number,
  list: List,
  event: Pick<EngagementEvent, 'view' | 'slot' | 'kind'>,
): EngagementEvent {
  const when = new Date(Math.floor(at));
  return eventOf(list, { ...event, occurredAt: when, receivedAt: when });
}

/** In days: of an article of which nothing is known. */
const unknownAge = 3_650;

/** @returns a place in the array for a number from 0 up to 1: as often as its weight says. All 0 is an error. */
function pickerOf(weights: readonly number[]): (random: number) => number {
  const upTo = new Float64Array(weights.length);
  let sum = 0;
  for (let place = 0; place < weights.length; place++) upTo[place] = sum += weights[place]!;
  if (sum === 0) throw new RangeError('nothing to pick from');
  return (random) => {
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! > random * sum) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
