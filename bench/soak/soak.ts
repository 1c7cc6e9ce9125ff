import { openDataSource } from '../../src/database/data-source';
import { poolExecutor } from '../../src/database/sql';
import { startService } from '../http/service-process';
import { type Distribution, distributionOf } from '../measure/distribution';
import type { Setting } from '../part';
import { withCopyOf } from '../store/bench-store';
import { Random } from '../store/random';
import { Client } from './client';
import { findCapacity, holdLoad } from './load';
import { prepareReads } from './reads';
import { Tally } from './tally';
import { growthOf, type Vital, Vitals } from './vitals';
import { startWriters } from './writers';

const shareOfCapacity = 0.7;
const capacitySeconds = 20;
/** Of the load, before anything is counted: until then the heap grows to what it needs. */
const mostWarmUpSeconds = 120;

export interface SoakFigures {
  reviews: number;
  minutes: number;
  /** Requests a second, closed loop, without writers. */
  capacity: number;
  requestsPerSecond: number;
  byMinute: Minute[];
  /** Readers' and writers' together, by code. */
  faults: Map<string, number>;
  tally: Tally;
  growthMbPerMinute: number;
  peakMb: number;
}

export interface Minute {
  /** From the time when each was to be asked. */
  latency: Distribution;
  residentMb: number;
  longestDelayMs: number;
}

/** A service held at 70 % of what it can answer, beside writers, for minutes: does it stay as it was? */
export function measureSoak(setting: Setting): Promise<SoakFigures> {
  return withCopyOf(setting.store.url, (url) => soak(url, setting));
}

async function soak(databaseUrl: string, { store, seed, minutes, progress }: Setting): Promise<SoakFigures> {
  const dataSource = await openDataSource({ url: databaseUrl, poolSize: 1 });
  const sql = poolExecutor(dataSource);
  progress.begin('the service starts');
  const service = await startService('src/main.js', databaseUrl);
  progress.end();
  const { graphqlUrl } = service;
  const client = new Client(graphqlUrl);
  try {
    const reads = await prepareReads(sql, { graphqlUrl, seed });
    progress.begin('its capacity is looked for');
    await findCapacity(client, reads, { seconds: capacitySeconds / 2 }); // code that is not warm yet
    const capacity = await findCapacity(client, reads, { seconds: capacitySeconds });
    progress.end(`${Math.round(capacity)} requests/s`);

    const requestsPerSecond = capacity * shareOfCapacity;
    const warmUpSeconds = Math.min(mostWarmUpSeconds, minutes * 12);
    const seconds = warmUpSeconds + minutes * 60;
    const tally = new Tally();
    const latencies: number[][] = Array.from({ length: minutes }, () => []);
    progress.begin(`${Math.round(requestsPerSecond)} requests/s beside writers`, Math.round(seconds));
    const vitals = new Vitals(service, () => progress.advance(1));
    const writers = await startWriters(sql, { graphqlUrl, databaseUrl, seed, tally });
    await holdLoad(client, reads, {
      requestsPerSecond,
      seconds,
      random: new Random(`${seed}/arrivals`),
      onAnswer: ({ fault, ms }, atSeconds) => {
        if (fault) tally.failed(fault);
        latencies[Math.floor((atSeconds - warmUpSeconds) / 60)]?.push(ms);
      },
    });
    vitals.stop();
    await writers.stop();
    progress.end();

    const seen = vitals.seen.filter(({ atSeconds }) => atSeconds >= warmUpSeconds);
    return {
      reviews: store.reviews,
      minutes,
      capacity,
      requestsPerSecond,
      byMinute: latencies.map((ofMinute, minute) => ({
        latency: distributionOf(ofMinute),
        ...summarize(seen.filter((vital) => Math.floor((vital.atSeconds - warmUpSeconds) / 60) === minute)),
      })),
      faults: tally.faults,
      tally,
      growthMbPerMinute: growthOf(seen),
      peakMb: Math.max(...seen.map(({ residentMb }) => residentMb)),
    };
  } finally {
    client.close();
    await service.stop();
    await dataSource.destroy();
  }
}

function summarize(seen: Vital[]): Pick<Minute, 'residentMb' | 'longestDelayMs'> {
  return {
    residentMb: seen.reduce((sum, { residentMb }) => sum + residentMb, 0) / seen.length,
    longestDelayMs: Math.max(...seen.map(({ longestDelayMs }) => longestDelayMs)),
  };
}
