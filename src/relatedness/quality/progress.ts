import { setImmediate } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';

/** How long, in milliseconds, may go by before the bar is drawn anew and signals are heard. */
const longestWithoutPause = 50;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Shows how far a long step is, on a terminal only. An interruption leaves the terminal as it was. */
export class Progress {
  private bar: SingleBar | undefined;
  private pausedAt = 0;

  /** @param total of the units that `advance` counts. */
  begin(step: string, total: number): void {
    this.end();
    if (!process.stderr.isTTY) return;
    this.bar = new SingleBar({
      format: `  {bar} ${step} · {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false, // it would swallow the signal
    });
    this.bar.start(Math.max(1, total), 0);
    for (const signal of signals) process.once(signal, this.interrupt);
  }

  /** Counts, and pauses. */
  async advance(units: number): Promise<void> {
    this.count(units);
    await this.pause();
  }

  /** Lets the bar be drawn and signals arrive, if it is time. */
  async pause(): Promise<void> {
    if (performance.now() - this.pausedAt < longestWithoutPause) return;
    await setImmediate();
    this.pausedAt = performance.now();
  }

  /** Counts where files are read: that pauses by itself. */
  count(units: number): void {
    this.bar?.increment(units);
  }

  end(): void {
    this.bar?.stop();
    this.bar = undefined;
    for (const signal of signals) process.off(signal, this.interrupt);
  }

  private readonly interrupt = (signal: NodeJS.Signals) => {
    this.end();
    process.kill(process.pid, signal);
  };
}
