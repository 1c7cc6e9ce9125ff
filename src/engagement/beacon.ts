import { type EventKind, eventKinds } from './dimensions';
import { type EngagementEvent, eventOf, oldestEventMs } from './engagement-event';
import { openListId } from './list-id';

/** Why a beacon is refused; `refusals` in src/http/engagement.ts says what the sender is told. */
export type Flaw = 'malformed' | 'too many' | 'forged' | 'no such slot' | 'too old';

/** Nothing of the beacon is taken in. The message must not repeat what was sent. */
export class FlawedBeacon extends Error {
  override name = 'FlawedBeacon';

  constructor(
    readonly flaw: Flaw,
    message: string,
  ) {
    super(message);
  }
}

export const mostEvents = 50;
/** As `crypto.getRandomValues` fills 16 bytes, in base64url. */
const viewFormat = /^[\w-]{22}$/;

interface ReportedEvent {
  kind: EventKind;
  slot: number;
  ageMs: number;
}

/**
 * @param body `{view, list, events: [{kind, slot, ageMs}]}`; what else is in it is left alone.
 * @returns an event for each that is reported. They occurred `ageMs` before they were received.
 * @throws FlawedBeacon if anything is wrong with any of them.
 */
export function readBeacon(
  body: unknown,
  { listKey, receivedAt }: { listKey: Buffer; receivedAt: Date },
): EngagementEvent[] {
  const { view, list: listId, events } = (body ?? {}) as Record<string, unknown>;
  if (typeof view !== 'string' || !viewFormat.test(view))
    throw malformed('"view" must be 16 random bytes in base64url.');
  if (typeof listId !== 'string') throw malformed('"list" must be the listId of a list.');
  if (Array.isArray(events) && events.length > mostEvents)
    throw new FlawedBeacon('too many', `A beacon may have ${mostEvents} events.`);
  if (!Array.isArray(events) || events.length === 0 || !events.every(isReported)) {
    throw malformed(
      `"events" must be 1 to ${mostEvents} of {"kind": "IMPRESSION" or "CLICK", "slot": from 0, "ageMs": from 0}.`,
    );
  }
  if (events.some(({ ageMs }) => ageMs > oldestEventMs))
    throw new FlawedBeacon('too old', 'Events are taken for 7 days after they occurred.');
  const list = openListId(listKey, listId);
  if (!list)
    throw new FlawedBeacon('forged', 'This is no listId of this service: send it as the API gave it.');
  if (events.some(({ slot }) => slot >= list.entries.length))
    throw new FlawedBeacon('no such slot', 'The list has no such slot: they count from 0.');
  const viewId = Buffer.from(view, 'base64url').toString('hex');
  return events.map(({ kind, slot, ageMs }) =>
    eventOf(list, {
      view: viewId,
      slot,
      kind,
      occurredAt: new Date(receivedAt.getTime() - Math.round(ageMs)),
      receivedAt,
    }),
  );
}

function isReported(event: unknown): event is ReportedEvent {
  const { kind, slot, ageMs } = (event ?? {}) as Record<string, unknown>;
  return (
    eventKinds.includes(kind as EventKind) &&
    Number.isInteger(slot) &&
    (slot as number) >= 0 &&
    typeof ageMs === 'number' &&
    ageMs >= 0
  );
}

function malformed(message: string): FlawedBeacon {
  return new FlawedBeacon('malformed', message);
}
