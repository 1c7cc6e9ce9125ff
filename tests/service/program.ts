import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/project';

export const isRoot = process.getuid?.() === 0;
/** Whom a test runs a program as, to see what an ordinary user sees. */
export const nobody = { uid: 65_534, gid: 65_534 };

const serviceScript = join(projectRoot, 'dist/src/main.js');
const commandLineScript = join(projectRoot, 'dist/src/cli.js');

export interface ProgramOptions {
  /** Settings; nothing of the test's own environment but PATH and HOME reaches the program. */
  env?: Record<string, string>;
  account?: { uid: number; gid: number };
  input?: string;
  /** Where it runs; the project's folder unless said. */
  cwd?: string;
}

export interface Ended {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  child: ChildProcess;
  pid: number;
  ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
}

export interface RunningService extends Program {
  url: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test asks for it knows the shape of
  query(source: string): Promise<any>;
  /** Asks it to end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

const programs: Program[] = [];
const folders: string[] = [];

/** Each in a process group of its own, as a terminal would have it: `-pid` is what Ctrl-C reaches. */
export function spawnProgram(
  command: string[],
  { env, account, input, cwd = projectRoot }: ProgramOptions = {},
): Program {
  const [file, ...args] = command;
  const child = spawn(file!, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...account,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.on('error', () => undefined); // a program need not read what it is sent
  if (input !== undefined) child.stdin.end(input);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
  ended.catch(() => undefined);
  const program = { child, pid: child.pid!, ended, stdout: () => stdout, stderr: () => stderr };
  programs.push(program);
  return program;
}

export async function startService(
  options: ProgramOptions = {},
  command = ['node', serviceScript],
): Promise<RunningService> {
  const program = spawnProgram(command, options);
  let url: string | undefined;
  await waitUntil(() => {
    url = /Explore\s+(http:\S+)\/graphql/.exec(program.stdout())?.[1];
    return url !== undefined || program.child.exitCode !== null || program.child.signalCode !== null;
  }, 40_000);
  if (!url) throw new Error(`the service did not start: ${program.stderr()}`);
  return {
    ...program,
    url,
    query: async (source) => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: source }),
      });
      const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    stop: (signal = 'SIGTERM') => {
      program.child.kill(signal);
      return program.ended;
    },
  };
}

/** A start that is expected to fail, or a command; the input ends at once where there is none. */
export function runService(options: ProgramOptions = {}): Promise<Ended> {
  return spawnProgram(['node', serviceScript], { input: '', ...options }).ended;
}

export function runCommand(args: string[], options: ProgramOptions = {}): Promise<Ended> {
  return spawnProgram(['node', commandLineScript, ...args], { input: '', ...options }).ended;
}

export function spawnCommand(args: string[], options: ProgramOptions = {}): Program {
  return spawnProgram(['node', commandLineScript, ...args], options);
}

/** A folder of the test's own, open to others, so that its contents decide. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelgraph-service-'));
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** A data folder like the given one, of which nothing runs: initialised in a tenth of the time. */
export async function copyDataDir(from: string, to?: string): Promise<string> {
  const copy = to ?? join(await makeFolder(), 'data');
  await promisify(execFile)('cp', ['-a', from, copy]);
  return copy;
}

/** @returns the process id in postmaster.pid, undefined where there is no such file. */
export function postmasterPid(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** A process that has ended but that nobody has asked about yet does not run. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The server has let go of its folder, and its process ends. */
export async function expectPostgresGone(dataDir: string, pid: number): Promise<void> {
  expect(postmasterPid(dataDir)).toBeUndefined();
  await waitUntil(() => !isRunning(pid), 3_000);
}

export async function waitUntil(
  isSo: () => boolean | Promise<boolean>,
  timeoutMs: number,
  what = String(isSo),
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await sleep(20);
  }
}

/** For `afterAll`: ends what a failed test has left, and removes the folders. */
export async function cleanUp(): Promise<void> {
  for (const { child, pid } of programs) {
    if (child.exitCode === null && child.signalCode === null && isRunning(pid)) process.kill(-pid, 'SIGKILL');
  }
  for (const folder of folders) {
    for (const dataDir of [folder, join(folder, 'data')]) {
      const pid = postmasterPid(dataDir);
      const isPostgres = pid && isRunning(pid) && readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n';
      if (isPostgres) process.kill(pid, 'SIGQUIT');
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
