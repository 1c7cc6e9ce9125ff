import { openDataSource } from '../../src/database/data-source';
import { poolExecutor } from '../../src/database/sql';
import { type Distribution, distributionOf } from '../measure/distribution';
import type { Setting } from '../part';
import { countStatements, type StatementCount } from './count-statements';
import { drive } from './drive';
import { ask, names, prepareQuestions, type Question } from './questions';
import { cpuMsOf, type ServiceProcess, startService } from './service-process';

const warmUpSeconds = 3;
const checked = 20;
/** A question's seconds are taken in turn with the others': what else the machine does falls on all of them. */
const roundSeconds = 2;

export interface HttpFigures {
  reviews: number;
  /** By the name of the question. */
  throughputs: Map<string, Throughput>;
  widgetStatements: StatementCount;
}

export interface Throughput {
  requestsPerSecond: number;
  /** Milliseconds from the request to the last byte of its answer. */
  latency: Distribution;
  /** Milliseconds of processor time that the service itself takes for a request. */
  cpuMs: number;
}

/** A question, and whom it is put to. */
interface Lane {
  question: Question;
  service: ServiceProcess;
}

/** The service as its callers find it: one process of it, eight connections, PostgreSQL on the same machine. */
export async function measureHttp(setting: Setting): Promise<HttpFigures> {
  const { store, seed, progress } = setting;
  const dataSource = await openDataSource({ url: store.url, poolSize: 1 });
  const services: ServiceProcess[] = [];
  const start = async (script: string) => {
    const service = await startService(script, store.url);
    services.push(service);
    return service;
  };
  try {
    progress.begin('the services start');
    const service = await start('src/main.js');
    const sqlService = await start('bench/http/sql-service.js');
    progress.end();
    const { graphqlUrl } = service;
    const questions = await prepareQuestions(poolExecutor(dataSource), { graphqlUrl, seed });
    const widget = questions.find(({ name }) => name === names.widget)!;
    const lanes: Lane[] = [
      ...questions.map((question) => ({ question, service })),
      { question: { ...widget, name: names.sqlWidget }, service: sqlService },
    ];
    return {
      reviews: store.reviews,
      throughputs: await driveInTurn(lanes, setting),
      widgetStatements: await countStatements({ graphqlUrl, databaseUrl: store.url }, widget),
    };
  } finally {
    for (const service of services) await service.stop();
    await dataSource.destroy();
  }
}

async function driveInTurn(lanes: Lane[], { seconds, progress }: Setting): Promise<Map<string, Throughput>> {
  progress.begin('warm-up', lanes.length);
  for (const { question, service } of lanes) {
    for (let request = 0; request < checked; request++) await ask(service.graphqlUrl, question.body(request));
    await drive(service.graphqlUrl, question, { seconds: warmUpSeconds, round: 0 });
    progress.advance(1);
  }
  progress.end();

  const rounds = Math.ceil(seconds / roundSeconds);
  const totals = lanes.map((lane) => ({ ...lane, latencies: [] as number[], seconds: 0, cpuMs: 0 }));
  progress.begin(`${lanes.length} questions, ${seconds} s each`, rounds * lanes.length);
  for (let round = 1; round <= rounds; round++) {
    for (const total of totals) {
      const { pid, graphqlUrl } = total.service;
      const cpuBefore = await cpuMsOf(pid);
      const driven = await drive(graphqlUrl, total.question, { seconds: seconds / rounds, round });
      total.cpuMs += (await cpuMsOf(pid)) - cpuBefore;
      total.seconds += driven.seconds;
      total.latencies = total.latencies.concat(driven.latencies);
      progress.advance(1);
    }
  }
  progress.end();
  return new Map(
    totals.map(({ question, latencies, seconds: driven, cpuMs }) => [
      question.name,
      {
        requestsPerSecond: latencies.length / driven,
        latency: distributionOf(latencies),
        cpuMs: cpuMs / latencies.length,
      },
    ]),
  );
}
