import type { Progress } from './measure/progress';

/** A synthetic store that is ready to be measured on. */
export interface BenchStore {
  url: string;
  reviews: number;
  films: number;
}

/** What every part of the benchmarks is given. */
export interface Setting {
  store: BenchStore;
  seed: string;
  /** How long each question is put over HTTP, warm-up left aside. */
  seconds: number;
  /** How long the soak holds its load, warm-up left aside. */
  minutes: number;
  progress: Progress;
}
