import type { Config } from '../../config';
import { overloaded } from '../../errors';
import { Queue } from '../../queue';

/** What any operation takes beside what it asks for: to be received, read, checked and answered. */
const pointsOfEach = 10;

/**
 * Lets operations of so many points run at once. All that come would wait for one another in the same process and on
 * the same connections: past what can be done within REQUEST_TIMEOUT_MS, not one of them would be answered in time.
 */
export class Gate {
  readonly #points: number;
  readonly #longestWaitMs: number;
  readonly #queue: Queue;
  readonly #inside = new WeakMap<object, number>();

  /** @param onRefusal is told of each operation that has waited too long. */
  constructor(
    { maxCostAtOnce, requestTimeoutMs }: Pick<Config, 'maxCostAtOnce' | 'requestTimeoutMs'>,
    private readonly onRefusal: () => void,
  ) {
    this.#points = maxCostAtOnce;
    this.#queue = new Queue(maxCostAtOnce);
    // Whoever is let in later would hardly be done in time.
    this.#longestWaitMs = requestTimeoutMs / 2;
  }

  /**
   * @param operation leaves in the end. One that is larger than all that may run at once runs alone.
   * @throws GraphQLError SERVICE_UNAVAILABLE where it would wait too long; the signal's reason if it aborts first.
   */
  async enter(operation: object, points: number, signal: AbortSignal | undefined): Promise<void> {
    const room = Math.min(points + pointsOfEach, this.#points);
    if (!this.#queue.tryToEnter(room)) await this.#wait(room, signal);
    this.#inside.set(operation, room);
  }

  /** Does nothing for one that is not inside. */
  leave(operation: object): void {
    const room = this.#inside.get(operation);
    if (room !== undefined && this.#inside.delete(operation)) this.#queue.leave(room);
  }

  async #wait(room: number, signal: AbortSignal | undefined): Promise<void> {
    const waiting = new AbortController();
    const giveUp = () => waiting.abort(signal?.reason);
    const timer = setTimeout(() => {
      this.onRefusal();
      waiting.abort(overloaded());
    }, this.#longestWaitMs);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      if (signal?.aborted) throw signal.reason;
      await this.#queue.enter({ room, signal: waiting.signal });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }
}
