import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { readConfig } from '../../src/config';
import { type Service, startService } from '../../src/service';
import { waitUntil } from '../service/program';
import { createStore, sampleTemplate, type TestStore } from '../support/store';

const requestTimeoutMs = 400;
const token = makeToken();
let store: TestStore;
let service: Service;

beforeAll(async () => {
  store = await createStore({ template: sampleTemplate });
  await addToken(store.sql, { name: 'E', role: Role.EDITOR, hash: hashOf(token), expiresAt: null });
  service = await start({ REQUEST_TIMEOUT_MS: String(requestTimeoutMs) });
});

afterAll(async () => {
  await service.stop();
  await store.drop();
});

function start(settings: Record<string, string>): Promise<Service> {
  const fixed = { PORT: '0', DATABASE_URL: store.url, LOAD_SAMPLES: 'false', LOG_LEVEL: 'silent' };
  return startService(readConfig({ ...fixed, ...settings }));
}

interface Answer {
  status: number;
  data: unknown;
  codes: (string | undefined)[];
}

async function post(
  query: string,
  { url = service.url, headers = {} }: { url?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions?: { code: string } }[];
  };
  return { status: response.status, data, codes: errors.map(({ extensions }) => extensions?.code) };
}

/** While somebody else keeps a table to themselves. */
async function whileLocked<Result>(table: string, work: () => Promise<Result>): Promise<Result> {
  return store.dataSource.transaction(async (manager) => {
    await manager.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    return work();
  });
}

/** Statements of requests that wait for a lock: the index looks for changes over a connection of its own. */
async function countWaiting(): Promise<number> {
  const [row] = await store.sql.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'reelgraph' AND wait_event_type = 'Lock'`,
  );
  return row!.count;
}

const authorized = { headers: { authorization: `Bearer ${token}` } };

it.each<[string, { table: string; query: string; options?: object; answer: Answer }]>([
  [
    'answers the fields that are ready',
    {
      table: 'review',
      query: '{ genre(slug: "drama") { name } review(slug: "pig") { headline } }',
      answer: { status: 200, data: { genre: { name: 'Drama' }, review: null }, codes: ['TIMEOUT'] },
    },
  ],
  [
    'says so by its status where nothing is ready',
    {
      table: 'review',
      query: '{ reviews(first: 1) { nodes { headline } } }',
      answer: { status: 504, data: null, codes: ['TIMEOUT'] },
    },
  ],
  [
    'says so by its status where it is not even known who asks',
    {
      table: 'access_token',
      query: '{ genres { name } }',
      options: authorized,
      answer: { status: 504, data: undefined, codes: ['TIMEOUT'] },
    },
  ],
  [
    'takes back what it has begun to write',
    {
      table: 'audit_entry',
      query: `mutation {
        upsertFilm(input: { title: "Half Written", releaseYear: 2001 }) { film { slug } userErrors { code } }
      }`,
      options: authorized,
      answer: { status: 504, data: null, codes: ['TIMEOUT'] },
    },
  ],
])('an answer whose time is up %s, and PostgreSQL ends what it did for it', async (_what, asked) => {
  const { table, query, options, answer } = asked;
  const { answered, waiting } = await whileLocked(table, async () => {
    const answered = await post(query, options);
    await sleep(300);
    return { answered, waiting: await countWaiting() };
  });
  expect(answered).toEqual(answer);
  expect(waiting).toBe(0);
  expect(await store.sql.query('SELECT FROM film WHERE original_title = $1', ['Half Written'])).toEqual([]);
});

it('PostgreSQL ends what it does for a client that has gone away', async () => {
  const patient = await start({ REQUEST_TIMEOUT_MS: '20000', STATEMENT_TIMEOUT_MS: '20000' });
  const waiting = await whileLocked('review', async () => {
    const body = JSON.stringify({ query: '{ reviews(first: 1) { nodes { headline } } }' });
    const client = connect(Number(new URL(patient.url).port), 'localhost');
    await once(client, 'connect');
    client.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await waitUntil(async () => (await countWaiting()) === 1, 3_000);
    client.destroy();
    await waitUntil(async () => (await countWaiting()) === 0, 5_000);
    return countWaiting();
  });
  await patient.stop();
  expect(waiting).toBe(0);
});

it('whoever waits for a lock that somebody keeps is told to try again', async () => {
  // A lock is given up after half of the time of a statement.
  const hasty = await start({ STATEMENT_TIMEOUT_MS: '200' });
  const answer = await whileLocked('review', () =>
    post('{ reviews(first: 1) { nodes { headline } } }', { url: hasty.url }),
  );
  await hasty.stop();
  expect(answer).toEqual({ status: 503, data: null, codes: ['SERVICE_UNAVAILABLE'] });
});
