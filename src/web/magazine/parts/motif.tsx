import type { VNode } from 'preact';

/** Draws on a square of 300 by 300. `chance(n)` is a whole number from 0 to n - 1, the same for the same film. */
export type Motif = (chance: (n: number) => number) => VNode;

export const range = (length: number) => Array.from({ length }, (_, index) => index);

/** The three colours of a poster beside its ground are the classes a, b and c. */
export const dot = (cx: number, cy: number, r: number, colour: string) => (
  <circle cx={cx} cy={cy} r={r} class={colour} />
);
