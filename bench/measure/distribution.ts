/** What a set of measurements comes to, in the unit they came in. */
export interface Distribution {
  count: number;
  mean: number;
  median: number;
  p95: number;
  p99: number;
  p999: number;
  max: number;
}

/** @param samples any order, at least one. Percentiles are the nearest rank's. */
export function distributionOf(samples: readonly number[]): Distribution {
  const sorted = Float64Array.from(samples).sort();
  const percentile = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return {
    count: sorted.length,
    mean: sorted.reduce((sum, sample) => sum + sample, 0) / sorted.length,
    median: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    p999: percentile(0.999),
    max: sorted.at(-1)!,
  };
}

/** @returns how long each call took, in milliseconds. Source of the clock: process.hrtime. */
export async function timeEach<Item>(
  items: readonly Item[],
  call: (item: Item) => unknown,
  onDone: () => void = () => undefined,
): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const startedAt = process.hrtime.bigint();
    await call(item);
    times.push(Number(process.hrtime.bigint() - startedAt) / 1e6);
    onDone();
  }
  return times;
}
