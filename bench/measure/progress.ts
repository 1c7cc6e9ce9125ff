import { SingleBar } from 'cli-progress';
import { coloursFor } from '../../src/colours';

const pc = coloursFor(process.stderr);

/** Tells of the step that is being done: with a bar on a terminal, in a line when it is over where it is piped. */
export class Progress {
  private bar: SingleBar | undefined;
  private step = '';
  private startedAt = 0;

  /** @param total of the units that `advance` counts; left out where none are counted. */
  begin(step: string, total?: number): void {
    this.step = step;
    this.startedAt = performance.now();
    if (!process.stderr.isTTY) return;
    if (total === undefined) process.stderr.write(`  ${pc.dim(`${step} …`)}`);
    else {
      this.bar = new SingleBar({
        format: `  {bar} ${step} · {eta_formatted} left`,
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
      });
      this.bar.start(total, 0);
    }
  }

  advance(units: number): void {
    this.bar?.increment(units);
  }

  /** @param outcome what has come out, in a few words. */
  end(outcome?: string): void {
    if (this.bar) this.bar.stop();
    else if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    this.bar = undefined;
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(1);
    console.error(`  ${this.step}${outcome ? `: ${outcome}` : ''} ${pc.dim(`(${seconds} s)`)}`);
  }

  heading(text: string): void {
    console.error(`\n${pc.bold(text)}`);
  }
}
