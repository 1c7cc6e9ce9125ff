import type { EventKind, ForemostKind, ListSource } from './dimensions';

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

/** Events that occurred longer ago are not taken in: on the days of a week an event is looked for before it counts. */
export const oldestEventMs = 7 * 24 * 3_600_000;
