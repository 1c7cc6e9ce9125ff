import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 10;
const lostAfterMs = 10_000;

/** What the writers wrote, and how soon readers saw it. */
export class Tally {
  writes = 0;
  checks = 0;
  /** How often something was asked for too late to be excused, and was not as it had been written. */
  readonly stale = new Map<string, number>();
  /** What went wrong, by its code. */
  readonly faults = new Map<string, number>();
  /** Milliseconds until what had been committed by others was answered. */
  readonly lags: number[] = [];

  failed(fault: string): void {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
  }

  /**
   * To be called when it has just been written. @returns when readers see it, or when it is given up.
   * @param withinMs a question that is put so long after the write, or later, must show it.
   */
  async expect(
    name: string,
    { withinMs, isShown }: { withinMs: number; isShown: () => Promise<boolean> },
  ): Promise<void> {
    this.checks++;
    const writtenAt = performance.now();
    let isStale = false;
    for (;;) {
      const askedAfterMs = performance.now() - writtenAt;
      if (await isShown()) {
        if (withinMs > 0) this.lags.push(performance.now() - writtenAt);
        break;
      }
      isStale ||= askedAfterMs >= withinMs;
      if (askedAfterMs > lostAfterMs) break;
      await sleep(lookEveryMs);
    }
    if (isStale) this.stale.set(name, (this.stale.get(name) ?? 0) + 1);
  }
}
