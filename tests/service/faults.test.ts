import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../src/project';
import {
  cleanUp,
  type Ended,
  isRoot,
  makeFolder,
  nobody,
  postmasterPid,
  runCommand,
  runService,
  startService,
} from './program';

const secret = 'hunter2';

afterAll(cleanUp);

/** One line that names the setting and says what to do; no stack, no secret, and nothing on standard output. */
function expectOneLine({ exitCode, stdout, stderr }: Ended, line: RegExp): void {
  expect(stderr).toMatch(line);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toContain('    at ');
  expect(stdout + stderr).not.toContain(secret);
  expect(stdout).toBe('');
  expect(exitCode).toBe(1);
}

async function listenOn(host: string): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, resolve);
  });
  return { server, port: (server.address() as { port: number }).port };
}

/** The run's own server, asked by someone or for something that it does not know. */
function databaseUrl(changes: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'host'>>): string {
  return Object.assign(new URL(process.env.TEST_DATABASE_URL!), changes).href;
}

describe('settings', () => {
  it.each([
    ['PORT', { PORT: 'abc' }, /^PORT: must be a whole number from 0 to 65535$/m],
    [
      'a misspelt DATABASE_URL',
      { DATABSE_URL: `postgres://me:${secret}@db/x` },
      /did you mean DATABASE_URL\?$/m,
    ],
    ['a misspelt PORT', { PROT: '4000' }, /^PROT: .* did you mean PORT\?$/m],
    [
      'a DATABASE_URL that is none',
      { DATABASE_URL: `postgres://me:${secret}/@db/x` },
      /^DATABASE_URL: is no URL/,
    ],
    ['a LOG_LEVEL that is none', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL: must be one of/],
  ])('a fault in %s is told in one line', async (_what, env, line) => {
    expectOneLine(await runService({ env }), line);
  });

  it('several faults are told at once, a line each, by the command line too', async () => {
    for (const run of [runService, (options: object) => runCommand(['migrate'], options)]) {
      const { exitCode, stderr } = await run({ env: { PORT: 'abc', LOAD_SAMPLES: 'perhaps', PROT: '1' } });
      expect(stderr.trimEnd().split('\n')).toHaveLength(3);
      expect(stderr).not.toContain('    at ');
      expect(exitCode).toBe(1);
    }
  });
});

describe('a PostgreSQL of the operator’s own', () => {
  it.each([
    [
      'does not answer',
      () => `postgres://me:${secret}@127.0.0.1:1/reviews`,
      /^DATABASE_URL: no PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/,
    ],
    [
      'has no such address',
      () => `postgres://me:${secret}@nowhere.invalid/reviews`,
      /^DATABASE_URL: no PostgreSQL answers at nowhere\.invalid \((ENOTFOUND|EAI_AGAIN)\)/,
    ],
    [
      'refuses the password',
      () => databaseUrl({ password: secret }),
      /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:\d+ refuses this user or password/,
    ],
    [
      'does not know the user',
      () => databaseUrl({ username: 'stranger', password: secret }),
      /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:\d+ refuses this user or password/,
    ],
    [
      'has no such database',
      () => databaseUrl({ pathname: '/revues' }),
      /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:\d+ has no database "revues"; create it/,
    ],
  ])('that %s: one line, and the password is not in it', async (_what, url, line) => {
    const DATABASE_URL = url();
    const { password } = new URL(DATABASE_URL);
    const ended = await runService({ env: { DATABASE_URL } });
    expectOneLine(ended, line);
    expect(ended.stderr).not.toContain(password);
    expectOneLine(await runCommand(['migrate'], { env: { DATABASE_URL } }), line);
  });

  it('that is no PostgreSQL at all: one line', async () => {
    const { server, port } = await listenOn('127.0.0.1');
    const DATABASE_URL = `postgres://me:${secret}@127.0.0.1:${port}/reviews`;
    expectOneLine(await runService({ env: { DATABASE_URL } }), /^DATABASE_URL: no PostgreSQL answers/);
    server.close();
  });
});

describe('an address to listen on', () => {
  it('a port in use: the embedded PostgreSQL is stopped again', async () => {
    const dataDir = join(await makeFolder(), 'data');
    const { server, port } = await listenOn('127.0.0.1');
    const env = { DATA_DIR: dataDir, LOAD_SAMPLES: 'false', PORT: String(port) };
    expectOneLine(await runService({ env }), /^PORT: \d+ is in use by another program/);
    expect(postmasterPid(dataDir)).toBeUndefined();
    expect(await readdir(dataDir)).toContain('postgres');
    server.close();
  });

  it('an address of another machine: one line', async () => {
    const env = { DATABASE_URL: process.env.TEST_DATABASE_URL!, LOAD_SAMPLES: 'false', HOST: '192.0.2.1' };
    expectOneLine(await runService({ env }), /^HOST: 192\.0\.2\.1 is no address of this machine/);
  });
});

describe('a data folder', () => {
  it('of another PostgreSQL version: one line, and it stays as it is', async () => {
    const dataDir = await makeFolder();
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres/PG_VERSION'), '14\n');
    const ended = await runService({ env: { DATA_DIR: dataDir } });
    expectOneLine(ended, /^DATA_DIR: .*\/postgres holds data of PostgreSQL 14, and this is PostgreSQL 18/);
    expect(await readdir(dataDir, { recursive: true })).toEqual(['postgres', 'postgres/PG_VERSION']);
  });

  it('that is a file, or below one: one line', async () => {
    const file = join(await makeFolder(), 'data');
    await writeFile(file, 'not a folder');
    for (const DATA_DIR of [file, join(file, 'below')]) {
      expectOneLine(await runService({ env: { DATA_DIR } }), /^DATA_DIR: the folder .* cannot be made \(E/);
    }
  });

  it('that is filled with something else: one line, and it stays as it is', async () => {
    const dataDir = await makeFolder();
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres/notes.txt'), 'mine');
    const ended = await runService({ env: { DATA_DIR: dataDir } });
    expectOneLine(ended, /^DATA_DIR: .*\/postgres was not made by Reelgraph/);
    expect(await readdir(dataDir, { recursive: true })).toEqual(['postgres', 'postgres/notes.txt']);
  });
});

describe('an ordinary user', () => {
  const needed = ['dist/src/main.js', 'node_modules/pg/package.json', 'package.json'];
  const readAll = 'for (const file of process.argv.slice(1)) require("fs").accessSync(file)';
  const mayRead = () =>
    spawnSync(process.execPath, ['-e', readAll, ...needed.map((file) => join(projectRoot, file))], {
      ...nobody,
      cwd: '/',
    }).status === 0;
  const account = isRoot && mayRead() ? nobody : undefined;
  if (isRoot && !account) console.warn(`SKIPPED as an ordinary user: nobody may not read ${projectRoot}`);
  /** Root may do everything: what is not allowed can only be seen as somebody else. */
  const itAsOrdinaryUser = !isRoot || account ? it : it.skip;
  const itWithTwoUsers = account ? it : it.skip;

  itAsOrdinaryUser('starts the service in a folder of its own and stops it', async () => {
    const folder = await makeFolder();
    if (account) await chown(folder, account.uid, account.gid);
    const dataDir = join(folder, 'data');
    const service = await startService({ account, env: { DATA_DIR: dataDir, LOAD_SAMPLES: 'false' } });
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    if (account) expect((await stat(join(dataDir, 'postgres'))).uid).toBe(account.uid);
    expect(await service.stop()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(postmasterPid(dataDir)).toBeUndefined();
  });

  itAsOrdinaryUser('is told in one line of a folder that it may not write to, or not make', async () => {
    const folder = await makeFolder();
    await chmod(folder, 0o555);
    for (const [DATA_DIR, line] of [
      [folder, /^DATA_DIR: .* cannot be used by \w+ \(EACCES\); start as the user who owns it/],
      [
        join(folder, 'data'),
        /^DATA_DIR: the folder .* cannot be made \(EACCES\); name one that \w+ may write/,
      ],
    ] as const) {
      expectOneLine(await runService({ account, env: { DATA_DIR } }), line);
    }
  });

  itWithTwoUsers('is told in one line of a store that belongs to another', async () => {
    const dataDir = await makeFolder();
    await mkdir(join(dataDir, 'postgres'), { mode: 0o700 });
    await writeFile(join(dataDir, 'postgres/PG_VERSION'), '18\n');
    expectOneLine(
      await runService({ account, env: { DATA_DIR: dataDir } }),
      /^DATA_DIR: .*\/postgres cannot be used by nobody \(EACCES\); start as the user who owns it/,
    );
  });

  itWithTwoUsers(
    'without a name, as in some containers, is told in one line that PostgreSQL needs one',
    async () => {
      const folder = await makeFolder();
      const nameless = { uid: 54_321, gid: 54_321 };
      expectOneLine(
        await runService({ account: nameless, env: { DATA_DIR: folder } }),
        /^DATA_DIR: .* cannot be used by user 54321 \(EACCES\)/,
      );
      await chown(folder, nameless.uid, nameless.gid);
      expectOneLine(
        await runService({ account: nameless, env: { DATA_DIR: folder } }),
        /^PostgreSQL could not make its data folder: .*54321/,
      );
      expect(await readdir(folder)).toEqual([]);
    },
  );
});
