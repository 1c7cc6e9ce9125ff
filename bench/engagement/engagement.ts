import { sharedSecret } from '../../src/access/secret.store';
import { openDataSource } from '../../src/database/data-source';
import { poolExecutor, type SqlExecutor } from '../../src/database/sql';
import { names, prepareQuestions, type Question } from '../http/questions';
import { cpuMsOf, type ServiceProcess, startService } from '../http/service-process';
import { type Distribution, distributionOf } from '../measure/distribution';
import type { Setting } from '../part';
import { Client } from '../soak/client';
import { holdLoad } from '../soak/load';
import { withCopyOf } from '../store/bench-store';
import { Random } from '../store/random';
import { makeLists, type Sent, sendBeacons } from './beacons';
import { type Findings, lookIntoStore } from './findings';

const queriesPerSecond = 200;
const eventsPerSecond = 5_000;
const warmUpSeconds = 5;

export interface EngagementFigures {
  reviews: number;
  seconds: number;
  runs: Run[];
}

/** Widget queries at a fixed rate, beside beacons or alone. */
export interface Run {
  /** 0 where no beacons are sent. */
  eventsEach: number;
  queries: Distribution;
  queryFaults: number;
  /** Of one core, by the service. */
  cpuShare: number;
  beacons?: Beacons | undefined;
}

export interface Beacons extends Findings {
  eventsPerSecond: number;
  latency: Distribution;
  faults: Map<string, number>;
}

/** Beacons in the numbers of a large site beside its widgets: what do queries feel of it, and is all of it there? */
export function measureEngagement(setting: Setting): Promise<EngagementFigures> {
  return withCopyOf(setting.store.url, (url) => measure(url, setting));
}

async function measure(
  databaseUrl: string,
  { store, seed, seconds, progress }: Setting,
): Promise<EngagementFigures> {
  const dataSource = await openDataSource({ url: databaseUrl, poolSize: 1 });
  const sql = poolExecutor(dataSource);
  const service = await startService('src/main.js', databaseUrl);
  try {
    const questions = await prepareQuestions(sql, { graphqlUrl: service.graphqlUrl, seed });
    const widget = questions.find(({ name }) => name === names.widget)!;
    const lists = makeLists(await sharedSecret(sql, 'list ids'), {
      reviews: store.reviews,
      random: new Random(`${seed}/lists`),
    });
    const load = { service, sql, widget, lists, seed };
    await run({ ...load, seconds: warmUpSeconds, eventsEach: 5 });
    const runs: Run[] = [];
    for (const eventsEach of [0, 5, 1]) {
      const what = eventsEach === 0 ? 'queries alone' : `queries and beacons of ${eventsEach}`;
      progress.begin(what);
      runs.push(await run({ ...load, seconds, eventsEach }));
      progress.end();
    }
    return { reviews: store.reviews, seconds, runs };
  } finally {
    await service.stop();
    await dataSource.destroy();
  }
}

interface Load {
  service: ServiceProcess;
  sql: SqlExecutor;
  widget: Question;
  lists: string[];
  seed: string;
  seconds: number;
  eventsEach: number;
}

async function run({ service, sql, widget, lists, seed, seconds, eventsEach }: Load): Promise<Run> {
  const client = new Client(service.graphqlUrl);
  const latencies: number[] = [];
  let queryFaults = 0;
  const cpuBefore = await cpuMsOf(service.pid);
  const [, sent] = await Promise.all([
    holdLoad(client, widget, {
      requestsPerSecond: queriesPerSecond,
      seconds,
      random: new Random(`${seed}/arrivals`),
      onAnswer: ({ fault, ms }) => {
        latencies.push(ms);
        if (fault) queryFaults++;
      },
    }),
    eventsEach === 0
      ? undefined
      : sendBeacons(new URL('/engagement', service.graphqlUrl).href, lists, {
          beaconsPerSecond: eventsPerSecond / eventsEach,
          eventsEach,
          seconds,
        }),
  ]);
  const cpuShare = ((await cpuMsOf(service.pid)) - cpuBefore) / (seconds * 1000);
  client.close();
  return {
    eventsEach,
    queries: distributionOf(latencies),
    queryFaults,
    cpuShare,
    beacons: sent && (await figuresOf(sql, sent, eventsEach)),
  };
}

async function figuresOf(sql: SqlExecutor, sent: Sent, eventsEach: number): Promise<Beacons> {
  const { acknowledgedViews: views, latencies, faults, seconds } = sent;
  return {
    eventsPerSecond: (views.length * eventsEach) / seconds,
    latency: distributionOf(latencies),
    faults,
    ...(await lookIntoStore(sql, { views, eventsEach })),
  };
}
