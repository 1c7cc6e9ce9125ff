import { setImmediate } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';

/** How long, in milliseconds, may go by before the bar is drawn anew and signals are heard. */
const longestWithoutPause = 50;
/** Where there is no terminal, a line is enough so often, in milliseconds; what is over sooner needs none. */
const tellEvery = 10_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface Step {
  name: string;
  total: number;
  done: number;
  toldAt: number;
  bar: SingleBar | undefined;
}

/**
 * Shows how far a long step is: with a bar on a terminal, in lines now and then where it is piped. An interruption
 * leaves the terminal as it was.
 */
export class Progress {
  private step: Step | undefined;
  private pausedAt = 0;

  constructor(
    private readonly options: {
      /** Where somebody else ends the process, who has something to close first. */
      isEndedByOthers?: boolean;
      tellEvery?: number;
    } = {},
  ) {}

  /** @param total of the units that `advance` counts. */
  begin(name: string, total: number): void {
    this.end();
    this.step = { name, total: Math.max(1, total), done: 0, toldAt: performance.now(), bar: undefined };
    if (!process.stderr.isTTY) return;
    this.step.bar = new SingleBar({
      format: `  {bar} ${name} · {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false, // it would swallow the signal
    });
    this.step.bar.start(this.step.total, 0);
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
    const { step } = this;
    if (!step) return;
    step.done += units;
    if (step.bar) step.bar.increment(units);
    else if (performance.now() - step.toldAt >= (this.options.tellEvery ?? tellEvery)) {
      step.toldAt = performance.now();
      console.error(`${step.name}: ${Math.floor(Math.min(1, step.done / step.total) * 100)} %`);
    }
  }

  end(): void {
    this.step?.bar?.stop();
    this.step = undefined;
    for (const signal of signals) process.off(signal, this.interrupt);
  }

  private readonly interrupt = (signal: NodeJS.Signals) => {
    this.end();
    if (!this.options.isEndedByOthers) process.kill(process.pid, signal);
  };
}
