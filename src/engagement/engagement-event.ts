import type { EventKind, ForemostKind, ListSource } from './dimensions';
import { kindSetOf, type List } from './list-id';

/** An impression or a click, as it is stored. */
export interface EngagementEvent {
  /** A UUID. With slot and kind it says which event this is: what has these three again is the same. */
  view: string;
  slot: number;
  kind: EventKind;
  occurredAt: Date;
  receivedAt: Date;
  reviewId: number;
  targetId: number;
  source: ListSource;
  foremost: ForemostKind;
  /** As `kindSetOf` gives them. */
  kinds: number;
  profile: string;
}

/** @param slot of an entry that the list has. */
export function eventOf(
  list: List,
  event: Pick<EngagementEvent, 'view' | 'slot' | 'kind' | 'occurredAt' | 'receivedAt'>,
): EngagementEvent {
  const entry = list.entries[event.slot]!;
  return {
    ...event,
    reviewId: list.reviewId,
    targetId: entry.reviewId,
    source: entry.source,
    foremost: entry.kinds[0] ?? 'NONE',
    kinds: kindSetOf(entry.kinds),
    profile: list.profile,
  };
}

/** Events that occurred longer ago are not taken in: on the days of a week an event is looked for before it counts. */
export const oldestEventMs = 7 * 24 * 3_600_000;
