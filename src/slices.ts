import { setImmediate as nextTurn } from 'node:timers/promises';

const usualSliceMs = 3;

/** Long work of many short steps, done a slice at a time, so that requests are answered in between. */
export class Slices {
  private end: number;

  /** @param sliceMs for so long at a time requests wait; at 0 each step is a slice. */
  constructor(private readonly sliceMs = usualSliceMs) {
    this.end = Date.now() + sliceMs;
  }

  /** To be asked between two steps: where it is so, `next` is to be waited for. */
  get isOver(): boolean {
    return Date.now() >= this.end;
  }

  async next(): Promise<void> {
    await nextTurn();
    this.end = Date.now() + this.sliceMs;
  }
}
