import type { Round } from './climb';
import type { Progress } from './progress';

/** So many lines, and the first, tell of a search where there is no terminal. */
const mostLines = 20;

/** Tells of a search as it goes on: with a bar on a terminal, in lines where it is piped. */
export class FitProgress {
  constructor(
    private readonly progress: Progress,
    private readonly rounds: number,
  ) {
    if (process.stderr.isTTY) progress.begin('searching', rounds);
  }

  report({ number, worth }: Round): void {
    this.progress.count(1);
    if (process.stderr.isTTY) return;
    const isTold =
      number === 1 || number === this.rounds || number % Math.ceil(this.rounds / mostLines) === 0;
    if (isTold) {
      console.error(`round ${number} of ${this.rounds}: ${worth.toFixed(4)}`);
    }
  }
}
