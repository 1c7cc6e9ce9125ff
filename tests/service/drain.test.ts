import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { projectRoot } from '../../src/project';
import type { HttpAnswer } from '../support/http-answers';
import { createStore, sampleTemplate, type TestStore } from '../support/store';
import { cleanUp, type Ended, type RunningService, spawnProgram, startService, waitUntil } from './program';
import { get, post, RawClient } from './raw-client';

/** What a machine that is busy with other tests may take longer. */
const slackMs = 1_500;
const ended = { exitCode: 0, stderr: '' };

let store: TestStore;
let token: string;

beforeAll(async () => {
  store = await createStore({ template: sampleTemplate });
  token = makeToken();
  await addToken(store.sql, { name: 'Edith', role: Role.EDITOR, hash: hashOf(token), expiresAt: null });
});
afterAll(async () => {
  await cleanUp();
  await store.drop();
});

const start = (env: Record<string, string> = {}) =>
  startService({ env: { DATABASE_URL: store.url, ...env } });

const readPig = { query: '{ review(slug: "pig") { slug } }' };
const pig = '{"data":{"review":{"slug":"pig"}}';
const makeFilm = (title: string) =>
  post(
    {
      query:
        'mutation ($title: String!) { upsertFilm(input: { title: $title, releaseYear: 1999, genres: ["Drama", "Thriller"] }) { film { title } userErrors { message } } }',
      variables: { title },
    },
    { token },
  );

/** Of the films with such a title: how many genres each has, and how often it is on record. */
const filmsNamed = (title: string) =>
  store.sql.query<{ title: string; genres: number; records: number }>(
    `SELECT title,
      (SELECT count(*)::int FROM film_genre WHERE film_id = film.id) AS genres,
      (SELECT count(*)::int FROM audit_entry WHERE subject_type = 'Film' AND subject_id = film.id) AS records
    FROM film WHERE title LIKE $1 ORDER BY title`,
    [title],
  );

/** Holds whatever reads or writes the table, until it is let go. */
async function lock(table: string): Promise<() => Promise<void>> {
  const runner = store.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return async () => {
    await runner.rollbackTransaction();
    await runner.release();
  };
}

/** @returns how it ended, and how long after the signal. */
async function timeStop(service: RunningService, signal?: NodeJS.Signals): Promise<Ended & { ms: number }> {
  const startedAt = performance.now();
  return { ...(await service.stop(signal)), ms: performance.now() - startedAt };
}

const isStopping = (service: RunningService) =>
  waitUntil(
    () =>
      fetch(`${service.url}/healthz`).then(
        () => false,
        () => true,
      ),
    5_000,
  );

describe('under load', () => {
  interface Asked {
    title: string;
    isRight: (answer: HttpAnswer) => boolean;
    request: string;
  }

  it.each([1, 2, 3])('answers every request that was sent, whole and right: round %i', async (round) => {
    // Writers of one genre wait for one another, and on a busy machine for long.
    const service = await start({ STATEMENT_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '60000' });
    let made = 0;
    const kinds: (() => Asked)[] = [
      () => ({
        title: '',
        request: get(`/graphql?query=${encodeURIComponent(readPig.query)}`),
        isRight: ({ text }) => text.startsWith(pig),
      }),
      () => ({
        title: '',
        request: post({ query: '{ reviews(first: 20) { nodes { headline film { title } } } }' }),
        isRight: ({ text }) => JSON.parse(text).data.reviews.nodes.length === 20,
      }),
      () => {
        const title = `Drained ${round}-${made++}`;
        return {
          title,
          request: makeFilm(title),
          isRight: ({ text }) => JSON.parse(text).data.upsertFilm.film.title === title,
        };
      },
    ];
    const asked: { client: RawClient; requests: Asked[] }[] = [];
    const asking = Array.from({ length: 48 }, async (_, place) => {
      const client = await RawClient.connect(service.url);
      const requests: Asked[] = [];
      asked.push({ client, requests });
      const nextRequest = () => {
        const next = kinds[place % kinds.length]!();
        requests.push(next);
        return next.request;
      };
      await client.keepAsking(nextRequest, { thinkMs: () => (place % 2) * Math.random() * 60 });
    });
    const answered = () => asked.reduce((sum, { client }) => sum + client.answers.length, 0);
    await waitUntil(() => answered() > 1_000, 20_000);
    expect(await timeStop(service)).toMatchObject(ended);
    await Promise.all(asking);

    const written = new Set<string>();
    for (const { client, requests } of asked) {
      expect(client.answers).toHaveLength(requests.length);
      for (const [place, answer] of client.answers.entries()) {
        const { title, isRight } = requests[place]!;
        expect([answer.status, isRight(answer), answer.text]).toEqual([200, true, expect.any(String)]);
        if (title) written.add(title);
      }
    }
    expect(written.size).toBeGreaterThan(20);
    const films = await filmsNamed(`Drained ${round}-%`);
    expect(new Set(films.map(({ title }) => title))).toEqual(written);
    expect(films.filter(({ genres, records }) => genres !== 2 || records !== 1)).toEqual([]);
  });
});

describe('what PostgreSQL is still busy with', () => {
  it('is answered, be it written or read, in their order where several were sent at once', async () => {
    const service = await start();
    const client = await RawClient.connect(service.url);
    const unlock = await lock('film');
    client.send(makeFilm('In flight'), post(readPig), post({ query: '{ films(first: 1) { totalCount } }' }));
    await sleep(200);
    const stopped = timeStop(service);
    await isStopping(service);
    await unlock();
    await client.untilAnswered(3);
    expect(client.answers.map(({ status, headers }) => [status, headers.connection])).toEqual([
      [200, 'keep-alive'],
      [200, 'keep-alive'],
      [200, 'close'],
    ]);
    expect(client.answers.map(({ text }) => text.slice(0, pig.length - 1))).toEqual([
      expect.stringContaining('"upsertFilm":{"film"'),
      pig.slice(0, -1),
      expect.stringContaining('"totalCount"'),
    ]);
    expect(await stopped).toMatchObject(ended);
    expect(await filmsNamed('In flight')).toEqual([{ title: 'In flight', genres: 2, records: 1 }]);
  });

  it('is taken back where it takes longer than STOP_TIMEOUT_MS, and a line of the log says so', async () => {
    const service = await start({ STOP_TIMEOUT_MS: '300' });
    const client = await RawClient.connect(service.url);
    const unlock = await lock('film_genre');
    client.send(makeFilm('Cut off'));
    await sleep(200);
    const { exitCode, stderr, ms } = await timeStop(service);
    await unlock();
    expect(exitCode).toBe(0);
    expect(ms).toBeLessThan(300 + slackMs);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stderr)).toMatchObject({
      level: 40,
      connections: 1,
      msg: expect.stringContaining('STOP_TIMEOUT_MS'),
    });
    expect(client.answers).toEqual([]);
    expect(await filmsNamed('Cut off')).toEqual([]);
  });
});

describe('connections that ask nothing, or do not go on', () => {
  const script = readdirSync(join(projectRoot, 'dist/web/graphiql')).find((name) => name.endsWith('.js'));
  const question = post(readPig);
  const neverReads = async (client: RawClient) => {
    client.socket.pause();
    client.send(...Array.from({ length: 30 }, () => get(`/graphiql/${script}`)));
  };
  const readsPig = async (client: RawClient) => {
    client.send(question);
    await client.untilAnswered(1);
  };

  it.each<[string, (client: RawClient) => Promise<void> | void]>([
    ['silent', () => undefined],
    ['idle', readsPig],
    ['quiet within the head of a request', (client) => client.send(question.slice(0, 40))],
  ])('are closed soon: %s', async (_, use) => {
    const service = await start();
    await use(await RawClient.connect(service.url));
    await sleep(400);
    const { ms, ...end } = await timeStop(service, 'SIGINT');
    expect(end).toMatchObject(ended);
    expect(ms).toBeLessThan(700 + slackMs);
  });

  it.each<[string, (client: RawClient) => Promise<void> | void]>([
    ['within the body of a request', (client) => client.send(question.slice(0, -5))],
    ['with answers that are not read', neverReads],
  ])('are cut off after STOP_TIMEOUT_MS: %s', async (_, use) => {
    const service = await start({ STOP_TIMEOUT_MS: '500' });
    await use(await RawClient.connect(service.url));
    await sleep(300);
    const { exitCode, stderr, ms } = await timeStop(service);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stderr)).toMatchObject({ connections: 1 });
    expect(ms).toBeLessThan(500 + slackMs);
  });
});

describe('a load balancer', () => {
  it('has STOP_DELAY_MS to see that the service ends, and is answered until then', async () => {
    const service = await start({ STOP_DELAY_MS: '2500' });
    const early = await RawClient.connect(service.url);
    early.send(post(readPig));
    await early.untilAnswered(1);
    expect(early.answers[0]!.headers.connection).toBe('keep-alive');

    const stopped = timeStop(service);
    await waitUntil(async () => (await fetch(`${service.url}/readyz`)).status === 503, 2_000);
    expect(await (await fetch(`${service.url}/readyz`)).json()).toMatchObject({
      faults: ['the service is stopping'],
    });
    const late = await RawClient.connect(service.url);
    for (const client of [early, late]) {
      client.send(post(readPig));
      await client.untilAnswered(client.answers.length + 1);
      const { status, headers } = client.answers.at(-1)!;
      expect([status, headers.connection]).toEqual([200, 'close']);
    }
    expect(await stopped).toMatchObject(ended);
    await expect(fetch(`${service.url}/readyz`)).rejects.toThrow('fetch failed');
  });
});

describe('a signal', () => {
  it('ends the process at once where it is the second', async () => {
    const service = await start();
    const client = await RawClient.connect(service.url);
    client.send(post(readPig).slice(0, -5));
    await sleep(200);
    const stopped = timeStop(service);
    await sleep(300);
    const { exitCode, ms } = await timeStop(service);
    expect(exitCode).toBe(130);
    expect(ms).toBeLessThan(slackMs);
    expect((await stopped).stderr).toBe('');
  });

  it.each(['film_genre', 'migrations'])('ends a start that has to wait for the table %s', async (table) => {
    const unlock = await lock(table);
    const env = { DATABASE_URL: store.url, STOP_TIMEOUT_MS: '500' };
    const starting = spawnProgram(['node', 'dist/src/main.js'], { env });
    await waitUntil(async () => {
      const [{ waiting } = { waiting: 0 }] = await store.sql.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return waiting > 0;
    }, 20_000);
    const startedAt = performance.now();
    process.kill(starting.pid, 'SIGTERM');
    expect(await starting.ended).toMatchObject({ ...ended, stdout: '' });
    expect(performance.now() - startedAt).toBeLessThan(500 + slackMs);
    await unlock();
  });
});
