import { Random } from '../store/random';

/** Whole numbers from 1 to `end`, none twice, the same for the same seed, in no order. */
export function sampleIds(seed: string, { count, end }: { count: number; end: number }): number[] {
  const random = new Random(`${seed}/sample`);
  const found = new Set<number>();
  while (found.size < Math.min(count, end)) found.add(1 + random.below(end));
  return [...found];
}
