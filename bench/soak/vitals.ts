import { memoryOf, type ServiceProcess } from '../http/service-process';

const everyMs = 1_000;
/** Node's delay is that from one tick of its timer to the next, which itself takes so long. */
const tickMs = 10;

export interface Vital {
  atSeconds: number;
  residentMb: number;
  /** The longest that the event loop was held up since the last look, in milliseconds. */
  longestDelayMs: number;
}

/** Looks each second at the memory of a service and at how long its event loop is held up. */
export class Vitals {
  readonly seen: Vital[] = [];
  private readonly startedAt = performance.now();
  private readonly timer = setInterval(() => void this.look().catch(() => undefined), everyMs);

  constructor(
    private readonly service: ServiceProcess,
    private readonly onLook: () => void,
  ) {}

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    this.onLook();
    const atSeconds = (performance.now() - this.startedAt) / 1000;
    const { residentMb } = await memoryOf(this.service.pid);
    const metrics = await (await fetch(new URL('/metrics', this.service.graphqlUrl))).text();
    const [, seconds] = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics) ?? [];
    this.seen.push({
      atSeconds,
      residentMb,
      longestDelayMs: Math.max(0, Number(seconds) * 1000 - tickMs),
    });
  }
}

/** By least squares. @returns megabytes a minute. */
export function growthOf(seen: readonly Vital[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutes = seen.map(({ atSeconds }) => atSeconds / 60);
  const sizes = seen.map(({ residentMb }) => residentMb);
  const [meanMinutes, meanSize] = [mean(minutes), mean(sizes)];
  const covariance = mean(minutes.map((minute, i) => (minute - meanMinutes) * (sizes[i]! - meanSize)));
  return covariance / mean(minutes.map((minute) => (minute - meanMinutes) ** 2));
}
