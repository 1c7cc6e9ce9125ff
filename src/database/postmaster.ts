import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, OperatorError } from '../errors';
import { type Cluster, lastLine, serverEnvironment, unusable, workingDirectory } from './postgres-cluster';

/** The process that serves a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
}

const largestLogBytes = 1024 ** 2;

/** @returns undefined if it cannot start yet, but will. @throws OperatorError if it cannot start at all. */
export async function startPostmaster(
  cluster: Cluster,
  { serverOptions, port: givenPort }: { serverOptions: string[]; port?: number | undefined },
): Promise<Postmaster | undefined> {
  const { dataDir, folder, binaries, account } = cluster;
  // Others may be waiting for a server that was killed to come back where it was.
  const port = givenPort ?? (await findFreePort(await portOfKilledServer(folder)));
  const log = openLog(dataDir);
  const logStart = fstatSync(log).size;
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...serverOptions];
  const server = spawn(
    binaries.postgres,
    [
      '-D',
      workingDirectory(folder, account),
      '-p',
      String(port),
      ...options.flatMap((option) => ['-c', option]),
    ],
    {
      ...account,
      cwd: folder,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
      // A session of its own: Ctrl-C at the terminal must not stop it before the requests in flight are done.
      detached: true,
    },
  );
  closeSync(log);
  server.unref();
  let failure: Error | undefined;
  server.once('error', (error) => {
    failure = error;
  });
  while (!failure && server.exitCode === null && server.signalCode === null) {
    const postmaster = await findPostmaster(folder);
    if (postmaster?.pid === server.pid && postmaster?.isReady) return postmaster;
    await sleep(20);
  }
  // Another process was faster: use its server.
  const other = await findPostmaster(folder);
  if (other) return other;
  const messages = failure?.message ?? (await readFile(logFile(dataDir))).subarray(logStart).toString();
  // Sessions of a server that was killed are still at work on the files, and end on their own; or the port,
  // free a moment ago, has been taken.
  if (/shared memory block .* is still in use|could not bind/.test(messages)) return undefined;
  const reason = /FATAL: .*/.exec(messages)?.[0] ?? lastLine(messages);
  throw new OperatorError(`PostgreSQL did not start: ${reason} (its log is ${logFile(dataDir)})`);
}

/** Begun anew when it has grown large; till then it tells of crashes before this start too. */
function openLog(dataDir: string): number {
  const file = logFile(dataDir);
  try {
    const isLarge = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes;
    return openSync(file, isLarge ? 'w' : 'a', 0o600);
  } catch (error) {
    throw unusable(file, error);
  }
}

/** @returns when the server has stopped; what its sessions were doing is rolled back. */
export async function stopPostmaster(folder: string, { pid }: Postmaster): Promise<void> {
  const isRunning = async () => (await findPostmaster(folder))?.pid === pid;
  if (!(await isRunning())) return;
  process.kill(pid, 'SIGINT'); // PostgreSQL's fast shutdown
  while (await isRunning()) await sleep(20);
}

/**
 * What `postmaster.pid` says of the server of this folder. The file outlives a crash, and its process id may
 * belong to another program by then, so the file is believed only while that process is the PostgreSQL of
 * this folder. PostgreSQL itself would refuse to start beside another program's, so such a file is removed;
 * one whose process is gone is left to PostgreSQL, which first makes sure that no session has outlived it.
 */
export async function findPostmaster(folder: string): Promise<Postmaster | undefined> {
  const file = join(folder, 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!isAlive(pid)) return undefined;
  if (!(await isServerOf(folder, pid))) {
    await rm(file, { force: true });
    return undefined;
  }
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** PostgreSQL works in its data folder, which tells it from one that serves another. */
async function isServerOf(folder: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (command.trim() !== 'postgres') return false;
  try {
    const [theirs, ours] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(folder)]);
    return theirs.dev === ours.dev && theirs.ino === ours.ino;
  } catch (error) {
    return codeOf(error) !== 'ENOENT'; // a container may forbid root to look; a dead process has no folder
  }
}

/** @returns undefined where the last server of this folder has ended as it should. */
async function portOfKilledServer(folder: string): Promise<number | undefined> {
  const lines = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(lines.split('\n')[3]) || undefined;
}

/** A port of this machine's own address that nobody listens on just now: the preferred one if it is. */
export async function findFreePort(preferred = 0): Promise<number> {
  const server = createServer();
  server.listen(preferred, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (preferred === 0) throw error;
    return findFreePort();
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export function logFile(dataDir: string): string {
  return join(dataDir, 'postgres.log');
}
