import type { Period } from './clicks.store';

const dayMs = 86_400_000;

/** @returns so many days that end on this one. */
export function daysUpTo(to: string, days: number): Period {
  return { from: new Date(Date.parse(to) - (days - 1) * dayMs).toISOString().slice(0, 10), to };
}

export function daysIn({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs + 1;
}
