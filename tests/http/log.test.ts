import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addToken } from '../../src/access/access-token.store';
import { Role } from '../../src/access/role';
import { hashOf, makeToken } from '../../src/access/token';
import { openDataSource } from '../../src/database/data-source';
import { cleanUp, makeFolder, type RunningService, startService } from '../service/program';
import { createStore, sampleTemplate, type TestStore } from '../support/store';

/** In everything that is sent to the service and that nobody may read in its log. */
const secret = 'hunter2';
/** How a statement fails whose parameter begins so: with a message, a detail or a hint that quotes it. */
const failures = ['22P02', '23514', '2201B', '42601', 'P0001'];
const breakStatements = `
  CREATE FUNCTION fail_by_headline() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    CASE left(NEW.headline, 5)
      WHEN '22P02' THEN PERFORM NEW.headline::int;
      WHEN '2201B' THEN PERFORM 'x' ~ (NEW.headline || '(');
      WHEN '42601' THEN PERFORM to_tsquery(NEW.headline);
      WHEN 'P0001' THEN RAISE EXCEPTION E'not %\\n    at % (x.js:1:1)', NEW.headline, NEW.headline
        USING DETAIL = NEW.headline, HINT = NEW.headline;
      ELSE NULL;
    END CASE;
    RETURN NEW;
  END $$;
  CREATE TRIGGER fail_by_headline BEFORE INSERT ON review FOR EACH ROW EXECUTE FUNCTION fail_by_headline();
  ALTER TABLE review ADD CONSTRAINT no_secret CHECK (headline NOT LIKE '23514%')`;
const write = `mutation Write($film: ID!, $headline: String!, $key: String) {
  createReview(input: { film: $film, headline: $headline, body: ["${secret} in the text"], authorName: "Edith", idempotencyKey: $key }) {
    userErrors { message }
  }
}`;

interface Line {
  level: number;
  msg: string;
  requestId?: string;
  operation?: string;
  [property: string]: unknown;
}

let store: TestStore;
let service: RunningService;
let token: string;
let tokenId: number;
beforeAll(async () => {
  store = await createStore({ template: sampleTemplate });
  await store.dataSource.query(breakStatements);
  token = makeToken();
  const viewer = { name: 'Edith', role: Role.EDITOR, hash: hashOf(token), expiresAt: null };
  tokenId = (await addToken(store.sql, viewer)).id;
  service = await startService({
    env: { DATABASE_URL: store.url, LOAD_SAMPLES: 'false', LOG_LEVEL: 'debug' },
  });
});
afterAll(async () => {
  await cleanUp();
  await store.drop();
});

const post = (body: unknown, headers: Record<string, string> = {}, path = '/graphql') =>
  fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }).then((response) => response.text());
const get = (path: string) => fetch(service.url + path).then((response) => response.text());

it('the log of a service tells of every fault and operation, and of nothing that is secret', async () => {
  const { film } = (await service.query('{ review(slug: "pig") { film { id } } }')).review;
  const authorization = `Bearer ${token}`;
  for (const code of failures) {
    const variables = { film: film.id, headline: `${code} ${secret}`, key: `${secret}-${code}` };
    await post({ query: write, variables }, { authorization, cookie: `session=${secret}` });
  }
  await post({ query: '{ genres { name } }' }, { authorization: `Bearer rg_${secret}` });
  await post({ query: '{ genres { name } }' }, { authorization: `Basic ${secret}` });
  await post(`{"query": "{ genres { name } }", "password": "${secret}`);
  await post(`password=${secret}`, { 'content-type': 'application/x-www-form-urlencoded' });
  await post({ query: `{ ${secret} }`, operationName: `not a name ${secret}` });
  await post(
    { query: `{ search(query: "${secret}") { totalCount } } # ${secret}` },
    {},
    `/graphql?key=${secret}`,
  );
  await post({ query: 'query ($n: Int) { reviews(first: $n) { totalCount } }', variables: { n: secret } });
  await get(
    `/graphql?query=${encodeURIComponent(`{ review(slug: "${secret}") { id } }`)}&variables={"x":"${secret}"}`,
  );
  await get(`/no-such?password=${secret}`);
  await get(`/${secret}`);
  // Both reviews meet one fault, of the statement that answers both.
  await store.dataSource.query('ALTER TABLE genre RENAME COLUMN name TO label');
  await post({
    query:
      'query Page { a: review(slug: "pig") { film { genres { name } } } b: review(slug: "moonstruck") { film { genres { name } } } }',
  });
  await post({ query: '{ genres { name } }', operationName: 'x'.repeat(81) });
  await sendEverybodyAway();
  for (let asked = 0; asked < 20; asked++) await post({ query: '{ genres { slug } }' });

  const { stdout, stderr } = await service.stop();
  const log = stdout + stderr;
  for (const hidden of [secret, token, new URL(store.url).password]) expect(log).not.toContain(hidden);
  const lines = stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const operations = lines.filter(({ msg }) => msg === 'operation');
  const faults = lines.filter(({ level }) => level === 50);

  expect(faults.filter(({ operation }) => operation === 'Write')).toEqual(
    failures.map((code) => ({
      level: 50,
      time: expect.any(Number),
      pid: service.pid,
      hostname: expect.any(String),
      requestId: expect.any(String),
      operation: 'Write',
      path: 'createReview',
      ms: expect.any(Number),
      err: expect.objectContaining({
        type: 'DatabaseError',
        code,
        stack: expect.stringMatching(/^ {4}at /),
      }),
      msg: 'failed',
    })),
  );
  expect(faults.filter(({ operation }) => operation === 'Page')).toEqual([
    expect.objectContaining({
      path: expect.stringMatching(/^[ab]\.film\.genres$/),
      times: 2,
      err: expect.objectContaining({ code: '42703', message: 'column genre.name does not exist' }),
    }),
  ]);
  expect(operations.filter(({ operation }) => operation === 'Write')).toHaveLength(failures.length);
  expect(operations).toContainEqual(
    expect.objectContaining({
      level: 30,
      requestId: expect.any(String),
      operation: 'Write',
      method: 'POST',
      ms: expect.any(Number),
      status: 200,
      codes: ['INTERNAL_SERVER_ERROR'],
      token: tokenId,
    }),
  );
  expect(operations).toContainEqual(expect.objectContaining({ method: 'GET', status: 200 }));
  // As they were sent: 200 to who takes plain JSON, and what nothing could be said to.
  expect(operations).toContainEqual(
    expect.objectContaining({ status: 200, codes: ['GRAPHQL_VALIDATION_FAILED'] }),
  );
  expect(operations).toContainEqual(expect.objectContaining({ status: 503, codes: ['SERVICE_UNAVAILABLE'] }));
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 40, msg: 'answers fail for want of the store', times: 1 }),
  );
  expect(lines.filter(({ msg }) => msg === 'answers fail for want of the store').length).toBeLessThan(5);
});

it('nor does it tell them where the service ends by a fault that nobody expected', async () => {
  const script = join(await makeFolder(), 'fault.js');
  const fault = `Object.assign(new Error('${secret}'), { parameters: ['${secret}'] })`;
  await writeFile(script, `process.on('SIGUSR2', () => void Promise.reject(${fault}))`);
  const other = await createStore();
  const faulty = await startService({
    env: { DATABASE_URL: other.url, LOAD_SAMPLES: 'false', NODE_OPTIONS: `--require=${script}` },
  });
  const { exitCode, stdout, stderr } = await faulty.stop('SIGUSR2');
  await other.drop();
  expect(stdout + stderr).not.toContain(secret);
  expect(JSON.parse(stderr)).toMatchObject({ level: 60, err: { type: 'Error' }, msg: 'ended by a fault' });
  expect(exitCode).toBe(1);
});

it('that time is up is told of one operation for all of them', async () => {
  const other = await createStore();
  await other.dataSource.query('ALTER TABLE genre RENAME TO genre_at_once');
  await other.dataSource.query('CREATE VIEW genre AS SELECT genre_at_once.* FROM genre_at_once, pg_sleep(1)');
  const hasty = await startService({
    env: { DATABASE_URL: other.url, LOAD_SAMPLES: 'false', REQUEST_TIMEOUT_MS: '100' },
  });
  const ask = () => fetch(`${hasty.url}/graphql?query=query Slow{genres{name}}`);
  const answers = await Promise.all([ask(), ask(), ask()]);
  const { stderr } = await hasty.stop();
  await other.drop();
  expect(answers.map(({ status }) => status)).toEqual([504, 504, 504]);
  expect(JSON.parse(stderr.trimEnd().split('\n')[0]!)).toMatchObject({
    level: 40,
    requestId: expect.any(String),
    operation: 'Slow',
    times: 1,
    msg: 'operations are not answered in time',
  });
});

it('that a preview is still being counted is told to whoever asks, and to no operator', async () => {
  const other = await createStore();
  await addToken(other.sql, { name: 'Edith', role: Role.EDITOR, hash: hashOf(token), expiresAt: null });
  const patient = await startService({
    env: { DATABASE_URL: other.url, LOAD_SAMPLES: 'false', REQUEST_TIMEOUT_MS: '1500' },
  });
  const locking = other.dataSource.createQueryRunner();
  await locking.startTransaction();
  await locking.query('LOCK TABLE film_genre');
  const query = '{ profilePreview(figures: { fameBonus: 1 }) { lists } }';
  const answer = await fetch(`${patient.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await answer.json()) as { errors: { message: string }[] };
  const { exitCode, stderr } = await patient.stop();
  await locking.rollbackTransaction();
  await locking.release();
  await other.drop();
  expect(errors[0]!.message).toBe('It is being counted, 0 % so far. Ask again in a moment.');
  expect([answer.status, exitCode, stderr]).toEqual([503, 0, '']);
});

it('what is refused before it is an operation is found by the request id that its answer has', async () => {
  const other = await createStore();
  const quiet = await startService({
    env: { DATABASE_URL: other.url, LOAD_SAMPLES: 'false', LOG_LEVEL: 'info' },
  });
  const json = { 'content-type': 'application/json' };
  const ask = (path: string, init: RequestInit) => fetch(quiet.url + path, init);
  const answers = [
    await ask('/no-such', {}),
    await ask('/%zz', {}),
    await ask('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }),
    await ask('/graphql', { method: 'POST', headers: json, body: 'x'.repeat(1_000_001) }),
    await ask('/graphql', { method: 'POST', headers: json, body: '[]' }),
    await ask('/graphql', { headers: { authorization: 'Bearer nonsense' } }),
    await ask('/graphql', { headers: { 'x-long': 'x'.repeat(20_000) } }),
  ];
  const { stderr } = await quiet.stop();
  await other.drop();
  const refused = (
    stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)) as Line[]
  ).filter(({ msg }) => msg === 'refused');
  const toldOf = answers.map(({ headers, status }) => ({ requestId: headers.get('x-request-id'), status }));
  expect(refused.map(({ requestId, status }) => ({ requestId, status }))).toEqual(toldOf);
  expect(refused.map(({ status, code }) => [status, code])).toEqual([
    [404, 'BAD_REQUEST'],
    [400, 'BAD_REQUEST'],
    [415, 'BAD_REQUEST'],
    [413, 'LIMIT_EXCEEDED'],
    [400, 'LIMIT_EXCEEDED'],
    [401, 'UNAUTHENTICATED'],
    [431, 'LIMIT_EXCEEDED'],
  ]);
});

/** Nobody may connect to the store any more, and whoever is connected is sent away. */
async function sendEverybodyAway(): Promise<void> {
  const database = new URL(store.url).pathname.slice(1);
  const admin = await openDataSource({ url: process.env.TEST_DATABASE_URL!, poolSize: 1 });
  await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
  await admin.destroy();
}
