import { writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import type { QueryRunner } from 'typeorm';
import { defaultProfile } from '../../../src/relatedness/core/profile';
import { cleanUp, makeFolder, runCommand, waitUntil } from '../../service/program';
import { createStore, sampleTemplate, type TestStore } from '../../support/store';

jest.setTimeout(60_000);

let store: TestStore;
let folder: string;
beforeAll(async () => {
  store = await createStore({ template: sampleTemplate });
  folder = await makeFolder();
});
afterAll(async () => {
  await store.drop();
  await cleanUp();
});

const run = (...args: string[]) => runCommand(['profile', ...args], { env: { DATABASE_URL: store.url } });
const fileOf = async (name: string, content: object | string) => {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

it('a profile is created, looked at, activated and taken back', async () => {
  expect((await run('list')).stdout).toMatch(/^\* default@2 {2}active since \d{4}-/);
  const created = await run(
    'create',
    '--from',
    'default',
    '--set',
    'weights.DIRECTOR=3',
    '--name',
    'auteurs',
  );
  expect(created).toMatchObject({ exitCode: 0, stderr: '' });
  expect(created.stdout).toContain('created auteurs@1');
  const shown = await run('show', 'auteurs');
  expect(JSON.parse(shown.stdout)).toEqual({
    ...defaultProfile,
    name: 'auteurs',
    version: 1,
    weights: { ...defaultProfile.weights, DIRECTOR: 3 },
  });
  const again = await run('create', await fileOf('same.json', shown.stdout));
  expect(again.stdout).toContain('auteurs@1 has these figures already: nothing was created');

  const preview = await run('preview', 'auteurs', '--sample', '3');
  expect(preview).toMatchObject({ exitCode: 0, stderr: '' });
  expect(preview.stdout).toContain('What would change if auteurs@1 took the place of default@2');
  expect(preview.stdout).toContain('up to 6 others to read next: 73 lists.');
  expect(preview.stdout).toMatch(/^ {4}\+ .+ \(\d{4}\): Also /m);
  expect(preview.stdout).toMatch(/^ {2}after .+\n {4}1 \([1-6]\) .+\n {4}2 \([1-6]\) /m);
  const json = JSON.parse((await run('preview', 'auteurs', '--json')).stdout);
  expect(json).toMatchObject({ from: 'default@2', to: 'auteurs@1', lists: 73 });
  expect(preview.stdout).toContain(`${json.changed} lists (`);
  expect(json.candidate.leadingReasons.DIRECTOR).toBeGreaterThan(json.current.leadingReasons.DIRECTOR);

  expect((await run('activate', 'auteurs@1')).stdout).toContain(
    'activated auteurs@1, in the place of default@2',
  );
  expect((await run('activate', 'auteurs')).stdout).toContain('auteurs@1 is active already');
  expect((await run('list')).stdout).toMatch(/^\* auteurs@1 {2}active since/m);
  expect((await run('rollback')).stdout).toContain('rolled back auteurs@1: default@2 is active again');
  expect(await run('rollback')).toMatchObject({
    exitCode: 1,
    stderr: 'nothing was active before default@2: there is nothing to go back to\n',
  });
  const record = await store.sql.query(
    `SELECT actor, action, changes -> 'active' ->> 'after' AS active FROM audit_entry
    WHERE subject_type = 'RelatednessProfile' ORDER BY id`,
  );
  expect(record).toEqual([
    { actor: 'command line', action: 'createProfile', active: null },
    { actor: 'command line', action: 'activateProfile', active: 'auteurs@1' },
    { actor: 'command line', action: 'rollBackProfile', active: 'default@2' },
  ]);
});

it('a preview over the films of a file needs no store', async () => {
  const film = (tmdbId: number, director: string, actor: string) => ({
    ...{
      tmdbId,
      title: `Film ${tmdbId}`,
      year: 2000,
      genres: ['Drama'],
      directors: [director],
      cast: [actor],
    },
  });
  const films = await fileOf(
    'films.jsonl',
    [film(1, 'Ann', 'Cy'), film(2, 'Ann', 'Di'), film(3, 'Bo', 'Cy')]
      .map((each) => JSON.stringify(each))
      .join('\n'),
  );
  const candidate = await fileOf('candidate.json', {
    ...defaultProfile,
    name: 'candidate',
    weights: { DIRECTOR: 0, ACTOR: 1, GENRE: 0, ERA: 0 },
  });
  const { exitCode, stdout, stderr } = await runCommand(['profile', 'preview', candidate, '--films', films], {
    env: { DATABASE_URL: 'postgres://nowhere.invalid/none' },
  });
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('− Film 2 (2000): Also directed by Ann');
  expect(stdout).toContain('lists with none                                       0          1');
});

describe('a preview whose connection is lost ends with one clear line', () => {
  let locking: QueryRunner;
  const waiting = `FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%index: films%'`;
  beforeEach(async () => {
    locking = store.dataSource.createQueryRunner();
    await locking.startTransaction();
    await locking.query('LOCK TABLE film');
  });
  afterEach(async () => {
    await locking.rollbackTransaction();
    await locking.release();
  });

  it.each<[string, (sockets: readonly Socket[]) => Promise<unknown>]>([
    ['by the server', () => store.sql.query(`SELECT pg_terminate_backend(pid) ${waiting}`)],
    ['by the network', async (sockets) => sockets.map((socket) => socket.resetAndDestroy())],
  ])('%s', async (_, cut) => {
    const { hostname, port } = new URL(store.url);
    const sockets: Socket[] = [];
    const relay = createServer((socket) => {
      sockets.push(socket);
      const onward = connect({ host: hostname, port: Number(port) });
      pipeline(socket, onward, socket, () => undefined);
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    const url = new URL(store.url);
    url.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`;
    const preview = runCommand(['profile', 'preview', 'default'], { env: { DATABASE_URL: url.href } });
    await waitUntil(async () => (await store.sql.query(`SELECT ${waiting}`)).length > 0, 20_000);
    await cut(sockets);
    expect(await preview).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: 'the store does not answer any more; what was finished before is in it\n',
    });
    relay.close();
  });
});

describe('what is refused, in one line and with nothing done', () => {
  it.each<[string, () => string[] | Promise<string[]>, number, string | RegExp]>([
    [
      'a profile that is not there',
      () => ['show', 'nobody'],
      1,
      'there is no profile nobody; "profile list" shows those there are\n',
    ],
    ['a version that is not there', () => ['activate', 'default@99'], 1, /^there is no profile default@99;/],
    [
      'a name that none can have',
      () => ['preview', 'No Such!'],
      1,
      /^No Such!: no profile can be called that;/,
    ],
    ['a file that is not there', () => ['create', '/nowhere/p.json'], 1, '/nowhere/p.json: is not there\n'],
    [
      'a file and --from',
      () => ['create', 'p.json', '--from', 'default'],
      1,
      'give a file or --from, not both\n',
    ],
    [
      'a weight below 0',
      () => ['create', '--set', 'weights.ACTOR=-1'],
      1,
      'weights.ACTOR must be 0 to 100\n',
    ],
    [
      'a weight of millions',
      () => ['create', '--set', 'weights.ACTOR=1e7'],
      1,
      'weights.ACTOR must be 0 to 100\n',
    ],
    ['no number', () => ['create', '--set', 'fameBonus=NaN'], 2, /Say FIGURE=NUMBER/],
    ['a figure that there is not', () => ['create', '--set', 'boost=1'], 2, /Known are weights\.DIRECTOR, /],
    [
      'a kind that there is not',
      () => ['create', '--set', 'weights.WRITER=1'],
      2,
      /Known are weights\.DIRECTOR, /,
    ],
    ['a name of capitals', () => ['create', '--name', 'Tuned'], 1, /^name must be of small letters/],
    [
      'a file without a figure',
      async () => ['create', await fileOf('missing.json', { ...defaultProfile, midpoint: undefined })],
      1,
      /missing\.json: midpoint is missing\n$/,
    ],
    [
      'half a sample',
      () => ['preview', 'default', '--sample', '1.5'],
      2,
      /Say a whole number from 0 to 9999/,
    ],
  ])('%s', async (_, args, exitCode, message) => {
    const before = await store.sql.query('SELECT * FROM profile');
    const ended = await run(...(await args()));
    expect(ended.exitCode).toBe(exitCode);
    if (typeof message === 'string') expect(ended.stderr).toBe(message);
    else expect(ended.stderr).toMatch(message);
    expect(ended.stdout).toBe('');
    expect(await store.sql.query('SELECT * FROM profile')).toEqual(before);
  });
});
