import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { OwnPostgres } from '../support/own-postgres';
import { cleanUp, makeFolder, type RunningService, runCommand, startService, waitUntil } from './program';

const requestTimeoutMs = 3_000;
const workers = 30;

let postgres: OwnPostgres;
let service: RunningService;
let token: string;
/** The id of a film that no review in the sample is about. */
let film: string;

interface Answer {
  what: 'read' | 'write';
  status: number;
  codes: string[];
  ms: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
  data: any;
  headline?: string;
}

beforeAll(async () => {
  postgres = await OwnPostgres.start({ dataDir: join(await makeFolder(), 'data') });
  const env = {
    DATABASE_URL: postgres.url,
    REQUEST_TIMEOUT_MS: String(requestTimeoutMs),
    LOG_LEVEL: 'fatal',
  };
  service = await startService({ env });
  token = (await runCommand(['token', 'create', '--role', 'editor', '--name', 'E'], { env })).stdout.trim();
  film = (await service.query('{ film(slug: "leaving-las-vegas") { id } }')).film.id;
});

afterAll(async () => {
  await service?.stop();
  await postgres?.stop();
  await cleanUp();
});

async function post(what: Answer['what'], query: string, variables: object = {}): Promise<Answer> {
  const begun = performance.now();
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data: unknown;
    errors?: { extensions: { code: string } }[];
  };
  const codes = errors.map(({ extensions }) => extensions.code);
  return { what, status: response.status, codes, ms: performance.now() - begun, data };
}

const reads = [
  '{ review(slug: "pig") { headline film { title directors { name } } related(first: 6) { nodes { headline } } } }',
  '{ reviews(first: 20) { totalCount nodes { headline author { name } film { genres { name } } } } }',
  '{ search(query: "nicolas cage") { nodes { __typename } } }',
  '{ films(first: 20) { nodes { title directors { name } } } }',
];
let headlines = 0;

function write(status: 'DRAFT' | 'PUBLISHED'): Promise<Answer> {
  const headline = `Written under load, ${++headlines}`;
  const input = { film, headline, body: ['A paragraph.'], authorName: 'E', status };
  const mutation = `mutation ($input: CreateReviewInput!) {
    createReview(input: $input) { review { id slug version related { nodes { slug } } } userErrors { code } }
  }`;
  return post('write', mutation, { input }).then((answer) => ({ ...answer, headline }));
}

/** Asks all the time, many at once, one in four of them to write. @returns what stops it, and gives the answers. */
function putUnderLoad(): () => Promise<Answer[]> {
  const answers: Answer[] = [];
  let asked = 0;
  let isOver = false;
  const ask = async (worker: number) => {
    for (let round = worker; !isOver; round++) {
      answers.push(
        await (round % 4 === 0 ? write('DRAFT') : post('read', reads[(asked++ >> 1) % reads.length]!)),
      );
    }
  };
  const asking = Promise.all(Array.from({ length: workers }, (_, worker) => ask(worker)));
  return async () => {
    isOver = true;
    await asking;
    return answers;
  };
}

const statusOf = async (path: string) => (await fetch(`${service.url}/${path}`)).status;
const isReady = async () => (await statusOf('readyz')) === 200;

async function expectUnreadyMeanwhile(): Promise<void> {
  await waitUntil(async () => !(await isReady()), 3_000, 'not ready while the store is away');
  const begun = performance.now();
  expect([await statusOf('readyz'), await statusOf('healthz')]).toEqual([503, 200]);
  expect(performance.now() - begun).toBeLessThan(2_000);
}

const backends = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;

/** Every connection that the server has, in the place of those that the service had. */
async function takeAllConnections(): Promise<() => Promise<unknown>> {
  const taken: Client[] = [await postgres.connect('taken')];
  while (taken.length < postgres.maxConnections) {
    await taken[0]!.query(`${backends} AND application_name <> 'taken'`);
    const fresh = Array.from({ length: postgres.maxConnections }, () => postgres.connect('taken'));
    for (const connected of await Promise.allSettled(fresh)) {
      if (connected.status === 'fulfilled') taken.push(connected.value);
    }
  }
  return () => Promise.all(taken.map((client) => client.end()));
}

it.each<[string, () => Promise<void>]>([
  [
    'stopped and started again',
    async () => {
      await postgres.stop();
      await expectUnreadyMeanwhile();
      await postgres.startAgain();
    },
  ],
  [
    'killed and started again',
    async () => {
      await postgres.kill();
      await expectUnreadyMeanwhile();
      await postgres.startAgain();
    },
  ],
  [
    'brought down by one of its processes, and up by itself',
    async () => {
      const [{ pid }] = (await postgres.ask(
        `SELECT pid FROM pg_stat_activity WHERE application_name = 'reelgraph' LIMIT 1`,
      )) as [{ pid: number }];
      process.kill(pid, 'SIGKILL');
    },
  ],
  [
    'frozen, for longer than anybody waits',
    async () => {
      postgres.freeze();
      try {
        await expectUnreadyMeanwhile();
        await sleep(requestTimeoutMs + 1_500);
        await expectUnreadyMeanwhile();
      } finally {
        postgres.thaw();
      }
    },
  ],
  [
    'out of connections',
    async () => {
      const giveBack = await takeAllConnections();
      await expectUnreadyMeanwhile();
      await giveBack();
    },
  ],
  [
    'dropping every connection, again and again',
    async () => {
      for (let round = 0; round < 5; round++) {
        await postgres.ask(backends);
        await sleep(200);
      }
    },
  ],
])('PostgreSQL %s: clean answers, nothing half written, then as before', async (_what, disturb) => {
  const stopLoad = putUnderLoad();
  let answers: Answer[] = [];
  try {
    await sleep(500);
    await disturb();
    await waitUntil(isReady, 8_000, 'ready again');
    await sleep(1_000); // until what was begun before has ended
  } finally {
    answers = await stopLoad();
  }
  expectCleanAnswers(answers);
  expect(answers.filter(({ codes }) => codes.length > 0).length).toBeGreaterThan(0); // it was felt at all
  expect(service.child.exitCode).toBeNull();
  expect(service.stderr()).toBe('');

  const stopCalmLoad = putUnderLoad();
  await sleep(500);
  const calm = await stopCalmLoad();
  expect(calm.filter(({ codes, status }) => codes.length > 0 || status !== 200)).toEqual([]);
  await expectWrittenWhole([...answers, ...calm]);
  await expectFreshIndex();
});

/** Each has its data or a code that says whose fault it is, in time. */
function expectCleanAnswers(answers: Answer[]): void {
  const mayBe = ['SERVICE_UNAVAILABLE', 'TIMEOUT'];
  expect(answers.filter(({ codes }) => codes.some((code) => !mayBe.includes(code)))).toEqual([]);
  expect(answers.filter(({ ms }) => ms > requestTimeoutMs + 1_000).map(({ ms }) => ms)).toEqual([]);
  const wrong = answers.filter(({ what, status, codes, data }) =>
    codes.length === 0
      ? status !== 200 || (what === 'read' ? hasGap(data) : data.createReview.review === null)
      : ![200, 503, 504].includes(status) || (status === 200) !== !!data,
  );
  expect(wrong).toEqual([]);
  const answered = answers.filter(({ codes }) => codes.length === 0).map(({ what }) => what);
  expect(new Set(answered)).toEqual(new Set(['read', 'write']));
}

/** None of what `reads` ask for is missing in the sample. */
function hasGap(data: unknown): boolean {
  return typeof data === 'object' && (data === null || Object.values(data).some(hasGap));
}

/** What was answered is in the store, and whatever is in the store is there with its place in the audit trail. */
async function expectWrittenWhole(answers: Answer[]): Promise<void> {
  const stored = await postgres.ask<{ headline: string; onRecord: number }>(
    `SELECT headline, (
        SELECT count(*)::int FROM audit_entry WHERE subject_type = 'Review' AND subject_id = review.id AND action = 'createReview'
      ) AS "onRecord"
      FROM review WHERE headline LIKE 'Written under load%'`,
  );
  expect(stored.filter(({ onRecord }) => onRecord !== 1)).toEqual([]);
  const headlinesStored = new Set(stored.map(({ headline }) => headline));
  const lost = answers.filter(
    ({ what, codes, headline }) => what === 'write' && codes.length === 0 && !headlinesStored.has(headline!),
  );
  expect(lost).toEqual([]);
}

/** What is published shows in lists by the index with the next question, and is gone when it is retracted. */
async function expectFreshIndex(): Promise<void> {
  const { review } = (await write('PUBLISHED')).data.createReview;
  expect(review.related.nodes.length).toBeGreaterThan(0);
  const isRelated = async () => {
    const { data } = await post('read', '{ review(slug: "pig") { related(first: 100) { nodes { id } } } }');
    return data.review.related.nodes.some(({ id }: { id: string }) => id === review.id);
  };
  expect(await isRelated()).toBe(true);
  const retracted = await post(
    'write',
    'mutation ($input: RetractReviewInput!) { retractReview(input: $input) { userErrors { code } } }',
    { input: { id: review.id } },
  );
  expect(retracted.data).toEqual({ retractReview: { userErrors: [] } });
  expect(await isRelated()).toBe(false);
}
