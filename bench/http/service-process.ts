import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/project';

const readyTimeoutMs = 180_000;

/** A service in a process of its own, as it is run for real. */
export interface ServiceProcess {
  pid: number;
  /** Where questions go. */
  graphqlUrl: string;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** At once, for when there is nobody any more to read what they would still say. */
export function killServices(): void {
  for (const child of running) child.kill('SIGKILL');
}

/**
 * @param script below `dist`; it must print a URL with its port when it listens.
 * @returns when it is ready to answer.
 */
export async function startService(script: string, databaseUrl: string): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [join(projectRoot, 'dist', script)], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LOAD_SAMPLES: 'false',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const stop = async () => {
    running.delete(child);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  };
  try {
    const url = await waitForUrl(child);
    await waitUntilReady(url);
    return { pid: child.pid!, graphqlUrl: `${url}/graphql`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waitForUrl(child: ChildProcess): Promise<string> {
  let printed = '';
  const timeout = setTimeout(() => child.kill(), readyTimeoutMs);
  try {
    for await (const chunk of child.stdout!) {
      printed += chunk;
      const [url] = /http:\/\/[\w.]+:\d+/.exec(printed) ?? [];
      if (url) return url;
    }
  } finally {
    clearTimeout(timeout);
  }
  throw new Error(`the service ended, or did not listen within ${readyTimeoutMs / 1000} s: ${printed}`);
}

async function waitUntilReady(url: string): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (Date.now() < deadline) {
    if ((await fetch(`${url}/readyz`)).ok) return;
    await sleep(50);
  }
  throw new Error(`the service was not ready within ${readyTimeoutMs / 1000} s`);
}

/** Memory of a process in megabytes, as Linux counts it: what it holds now, and the most it has held. */
export async function memoryOf(pid: number): Promise<{ residentMb: number; peakMb: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

/** Linux counts processor time in hundredths of a second, on every machine: proc_pid_stat(5), sysconf(_SC_CLK_TCK). */
const msPerTick = 10;

/** Processor time that a process has taken since it began, in milliseconds. */
export async function cpuMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from the third field on
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}
