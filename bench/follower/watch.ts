import { setImmediate as nextTurn } from 'node:timers/promises';

/** A change that is not seen for so long is lost. */
const lostAfterMs = 30_000;

interface Awaited {
  name: string;
  isSeen: () => boolean;
  since: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** Looks at each turn of the event loop whether what is awaited has come. */
export class Watch {
  /** How long each took to come, in milliseconds. */
  readonly lags: number[] = [];
  private awaited: Awaited[] = [];
  private isLooking = false;

  /** To be called when the change has just been committed. @returns when it is seen. @throws if it never is. */
  for(name: string, isSeen: () => boolean): Promise<void> {
    const since = performance.now();
    const seen = new Promise<void>((resolve, reject) => {
      this.awaited.push({ name, isSeen, since, resolve, reject });
    });
    if (!this.isLooking) void this.look();
    return seen;
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    while (this.awaited.length > 0) {
      const now = performance.now();
      this.awaited = this.awaited.filter(({ name, isSeen, since, resolve, reject }) => {
        if (isSeen()) {
          this.lags.push(now - since);
          resolve();
          return false;
        }
        if (now - since < lostAfterMs) return true;
        reject(new Error(`after ${lostAfterMs / 1000} s the index has not seen that ${name}`));
        return false;
      });
      await nextTurn();
    }
    this.isLooking = false;
  }
}
