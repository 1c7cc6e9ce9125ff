import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres';
import { createStore, sampleTemplate } from '../support/store';
import {
  cleanUp,
  copyDataDir,
  expectPostgresGone,
  isRoot,
  isRunning,
  makeFolder,
  postmasterPid,
  spawnProgram,
  startService,
  waitUntil,
} from './program';

const afterPig = '{ review(slug: "pig") { headline related { edges { node { headline } } } } }';
const npmStart = ['npm', 'start', '--ignore-scripts']; // what npm would build first has been built

/** The folder of a service that has loaded the samples and stopped. */
let prepared: string;
/** One that PostgreSQL has made, and nothing else. */
let initialised: string;

const readPidFile = (dataDir: string) => {
  const file = join(dataDir, 'postgres/postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

beforeAll(async () => {
  initialised = join(await makeFolder(), 'data');
  await (await startEmbeddedPostgres({ dataDir: initialised })).stop();
});

afterAll(cleanUp);

describe('on an empty data folder', () => {
  it('starts, says where to look, answers, ends with Ctrl-C and finds its data again', async () => {
    // A name with spaces, inside a folder that only its owner may enter.
    const folder = await makeFolder();
    await chmod(folder, 0o700);
    const dataDir = join(folder, 'data');
    await mkdir(join(folder, 'a folder of mine'));
    const spaced = join(folder, 'a folder of mine', 'the data');
    const service = await startService({ env: { DATA_DIR: spaced } });
    expect(service.stdout()).toMatch(/Reelgraph is ready after \d+\.\d s: 73 reviews, 73 films \(the sample/);
    expect(service.stdout()).toMatch(/Explore +http:\/\/localhost:\d+\/graphql/);
    expect(service.stdout()).toContain(`data in ${spaced}`);
    expect(service.stderr()).toBe('');

    expect((await service.query(afterPig)).review.related.edges.length).toBeGreaterThan(0);
    for (const [path, status] of [
      ['healthz', 'ok'],
      ['readyz', 'ready'],
    ]) {
      const answer = await fetch(`${service.url}/${path}`);
      expect([answer.status, await answer.json()]).toEqual([200, { status }]);
    }

    const postmaster = postmasterPid(spaced)!;
    expect(isRunning(postmaster)).toBe(true);
    if (isRoot) expect((await stat(join(spaced, 'postgres'))).uid).not.toBe(0);
    process.kill(-service.pid, 'SIGINT'); // the terminal sends it to every process in the foreground
    expect(await service.ended).toMatchObject({ exitCode: 0, stderr: '' });
    await expectPostgresGone(spaced, postmaster);

    const second = await startService({ env: { DATA_DIR: spaced } });
    expect(second.stdout()).toMatch(/: 73 reviews, 73 films\.\n/);
    expect((await second.query(afterPig)).review.headline).toBe("'Pig' (2021) - Movie Review");
    const secondPostmaster = postmasterPid(spaced)!;
    expect(await second.stop('SIGTERM')).toMatchObject({ exitCode: 0, stderr: '' });
    await expectPostgresGone(spaced, secondPostmaster);
    prepared = await copyDataDir(spaced, dataDir);
  });

  it('lets two start at once, which share the store until the last one stops', async () => {
    const dataDir = join(await makeFolder(), 'data');
    const env = { DATA_DIR: dataDir };
    const [one, other] = await Promise.all([startService({ env }), startService({ env })]);
    expect(one.url).not.toBe(other.url);
    const welcomes = [one, other].filter((service) => service.stdout().includes('(the sample publication)'));
    expect(welcomes).toHaveLength(1);
    expect(await one.query(afterPig)).toEqual(await other.query(afterPig));
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.log']);

    const postmaster = postmasterPid(dataDir)!;
    expect(await one.stop()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(postmasterPid(dataDir)).toBe(postmaster);
    expect(await other.query(afterPig)).toHaveProperty('review.headline');
    expect(await other.stop()).toMatchObject({ exitCode: 0, stderr: '' });
    await expectPostgresGone(dataDir, postmaster);
  });

  it.each([
    ['has time to end', {}],
    ['is given up', { STOP_TIMEOUT_MS: '0' }],
  ])(
    'takes a Ctrl-C while the folder is being initialised as a wish to stop: the start %s',
    async (_, env) => {
      const dataDir = join(await makeFolder(), 'data');
      const first = spawnProgram(['node', 'dist/src/main.js'], { env: { DATA_DIR: dataDir, ...env } });
      await waitUntil(async () => {
        const names = await readdir(dataDir).catch(() => []);
        return names.some((name) => name.startsWith('postgres.new-'));
      }, 10_000);
      await sleep(100);
      process.kill(-first.pid, 'SIGINT');
      expect(await first.ended).toMatchObject({ exitCode: 0, stderr: '' });
      expect(postmasterPid(dataDir)).toBeUndefined();
      expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.log']);
    },
  );
});

describe('told to stop while it starts', () => {
  it.each([
    ['before its store is there', () => true],
    ['while its store starts', (dataDir: string) => postmasterPid(dataDir) !== undefined],
    [
      'while it migrates or loads the samples',
      (dataDir: string) => /ready/.test(readPidFile(dataDir)) && postmasterPid(dataDir) !== undefined,
    ],
  ])('%s, it ends without a word, and its PostgreSQL with it', async (_when, isSo) => {
    const dataDir = await copyDataDir(initialised);
    for (const laterMs of [0, 100, 400, 800]) {
      const program = spawnProgram(['node', 'dist/src/main.js'], { env: { DATA_DIR: dataDir } });
      await waitUntil(() => isSo(dataDir), 10_000);
      await sleep(laterMs);
      program.child.kill('SIGTERM');
      const { exitCode, signal, stderr } = await program.ended;
      // Before it listens to signals, the system ends it.
      expect(signal === 'SIGTERM' ? 0 : exitCode).toBe(0);
      expect(stderr).toBe('');
      await waitUntil(() => postmasterPid(dataDir) === undefined, 5_000);
    }
  });
});

describe('when it is ended from outside', () => {
  it('leaves, killed outright, a server that the next start takes over and stops', async () => {
    const dataDir = await copyDataDir(prepared);
    const killed = await startService({ env: { DATA_DIR: dataDir } });
    const postmaster = postmasterPid(dataDir)!;
    expect(await killed.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    expect(isRunning(postmaster)).toBe(true);

    const next = await startService({ env: { DATA_DIR: dataDir } });
    expect(postmasterPid(dataDir)).toBe(postmaster);
    expect(await next.query(afterPig)).toHaveProperty('review.headline');
    expect(await next.stop()).toMatchObject({ exitCode: 0, stderr: '' });
    await expectPostgresGone(dataDir, postmaster);
  });

  it('starts anew where service and server were both killed', async () => {
    const dataDir = await copyDataDir(prepared);
    const killed = await startService({ env: { DATA_DIR: dataDir } });
    const postmaster = postmasterPid(dataDir)!;
    process.kill(postmaster, 'SIGKILL');
    await killed.stop('SIGKILL');
    expect(postmasterPid(dataDir)).toBe(postmaster);

    const next = await startService({ env: { DATA_DIR: dataDir } });
    expect(postmasterPid(dataDir)).not.toBe(postmaster);
    expect(await next.query(afterPig)).toHaveProperty('review.headline');
    expect(await next.stop()).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('ends by itself when the npm that started it is killed outright', async () => {
    const dataDir = await copyDataDir(prepared);
    const npm = await startService({ env: { DATA_DIR: dataDir } }, npmStart);
    const postmaster = postmasterPid(dataDir)!;
    npm.child.kill('SIGKILL');
    await waitUntil(() => postmasterPid(dataDir) === undefined, 5_000);
    await expectPostgresGone(dataDir, postmaster);
    await expect(fetch(`${npm.url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('then answers the requests in flight first, as ever', async () => {
    const dataDir = await copyDataDir(prepared);
    const npm = await startService({ env: { DATA_DIR: dataDir, RECEIVE_TIMEOUT_MS: '10000' } }, npmStart);
    const postmaster = postmasterPid(dataDir)!;
    const body = JSON.stringify({ query: afterPig });
    const asked = request(`${npm.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    asked.write(body.slice(0, 10));
    await sleep(200);
    npm.child.kill('SIGKILL');
    await sleep(1_800); // longer than a second Ctrl-C would take to count
    asked.end(body.slice(10));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(await text(response)).toContain('headline');
    await waitUntil(() => postmasterPid(dataDir) === undefined, 5_000);
    await expectPostgresGone(dataDir, postmaster);
  });

  it('goes on under npm when only the shell that npm was started from ends', async () => {
    const dataDir = await copyDataDir(prepared);
    // bash gives its place to the service, so that npm is the service's own parent.
    const shell = await startService({ env: { DATA_DIR: dataDir } }, [
      'sh',
      '-c',
      `${npmStart.join(' ')} --script-shell=bash & sleep 60`,
    ]);
    shell.child.kill('SIGKILL');
    await sleep(800);
    expect((await fetch(`${shell.url}/healthz`)).status).toBe(200);
    process.kill(-shell.pid, 'SIGTERM');
    await waitUntil(() => postmasterPid(dataDir) === undefined, 5_000);
  });

  it('answers the requests in flight first, and waits for no connection that asks nothing', async () => {
    const store = await createStore({ template: sampleTemplate });
    const service = await startService({ env: { DATABASE_URL: store.url } });
    const idle = connect(Number(new URL(service.url).port), 'localhost').on('error', () => undefined);
    await once(idle, 'connect');

    let stopped: Promise<unknown> | undefined;
    let answer: Promise<unknown> | undefined;
    await store.dataSource.transaction(async (manager) => {
      await manager.query('LOCK TABLE review IN ACCESS EXCLUSIVE MODE');
      answer = service.query(afterPig);
      await sleep(200);
      stopped = service.stop();
      await sleep(200);
      expect(service.child.exitCode).toBeNull();
    });
    expect(await answer).toHaveProperty('review.headline');
    expect(await stopped).toMatchObject({ exitCode: 0, stderr: '' });
    idle.destroy();
    await store.drop();
  });
});
