import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { codeOf, OperatorError } from '../errors';
import { currentUserName, type PostgresAccount, postgresAccount } from './postgres-account';
import { locatePostgresBinaries, type PostgresBinaries } from './postgres-binaries';

/** PostgreSQL's word for the data folder of one server. */
export interface Cluster {
  /** The folder that the operator named; the cluster and the server's log lie in it. */
  dataDir: string;
  folder: string;
  binaries: PostgresBinaries;
  /** Whom the server runs as, undefined for the current user. */
  account: PostgresAccount | undefined;
  password: string;
}

export const superuser = 'reelgraph';

/**
 * The cluster in a data folder, made where there is none yet.
 * @throws OperatorError if the folder cannot be used or holds the data of another version.
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const folder = join(dataDir, 'postgres');
  await makeDataDir(dataDir);
  const account = await postgresAccount(folder);
  const binaries = await locatePostgresBinaries(account);
  await makeCluster({ dataDir, folder, binaries, account });
  return { dataDir, folder, binaries, account, password: await readPassword(folder) };
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
  } catch (error) {
    throw new OperatorError(
      `DATA_DIR: the folder ${dataDir} cannot be made (${codeOf(error)}); name one that ${currentUserName()} may write to`,
    );
  }
}

/** Made under another name and renamed when it is whole: a kill half-way leaves nothing that looks like one. */
async function makeCluster({ dataDir, folder, binaries, account }: Omit<Cluster, 'password'>): Promise<void> {
  const version = await clusterVersion(folder);
  const ours = binaries.version.split('.')[0];
  if (version === ours) return;
  if (version !== undefined) {
    throw new OperatorError(
      `DATA_DIR: ${folder} holds data of PostgreSQL ${version}, and this is PostgreSQL ${ours}; ` +
        'name another folder, or move the data with pg_dump of the old version',
    );
  }
  const draft = await mkdtemp(join(dataDir, 'postgres.new-')).catch((error: unknown) => {
    throw unusable(dataDir, error);
  });
  const secrets = await mkdtemp(join(tmpdir(), 'reelgraph-'));
  try {
    const password = randomBytes(24).toString('base64url');
    const passwordFile = join(secrets, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) {
      for (const path of [draft, secrets, passwordFile]) await chown(path, account.uid, account.gid);
    }
    const initdb = spawn(
      binaries.initdb,
      [
        ...['-D', workingDirectory(draft, account), '-U', superuser, `--pwfile=${passwordFile}`],
        ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      {
        ...account,
        cwd: draft,
        env: serverEnvironment(),
        stdio: ['ignore', 'ignore', 'pipe'],
        // As with the server: Ctrl-C now is no failure, and the service stops as soon as it has started.
        detached: true,
      },
    );
    const [messages, [exitCode]] = await Promise.all([text(initdb.stderr), once(initdb, 'close')]);
    if (exitCode !== 0) {
      throw new OperatorError(`PostgreSQL could not make its data folder: ${lastLine(messages)}`);
    }
    await writeFile(join(draft, 'reelgraph-password'), `${password}\n`, { mode: 0o600 });
    if (account) await chown(join(draft, 'reelgraph-password'), account.uid, account.gid);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Two started at once, and the other was first: its folder is as good as ours.
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
}

async function readPassword(folder: string): Promise<string> {
  try {
    return (await readFile(join(folder, 'reelgraph-password'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw unusable(folder, error);
    throw new OperatorError(
      `DATA_DIR: ${folder} was not made by Reelgraph (it lacks reelgraph-password); name another folder`,
    );
  }
}

/** @returns the major version of the data in the folder, undefined where there is none. */
async function clusterVersion(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unusable(folder, error);
  }
}

export function unusable(folder: string, error: unknown): OperatorError {
  return new OperatorError(
    `DATA_DIR: ${folder} cannot be used by ${currentUserName()} (${codeOf(error)}); ` +
      'start as the user who owns it, or name another folder',
  );
}

/**
 * The path by which PostgreSQL is told of its folder. Run by root, it works under an account that perhaps may
 * not enter the folders above (a project below /root, say): as its own working directory it is within reach
 * all the same.
 */
export function workingDirectory(folder: string, account: PostgresAccount | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** Nothing of the caller's environment: a PGDATA or PGPORT meant for another server must not reach this one. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' };
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
