import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../../src/project';
import { memoryOf } from '../http/service-process';

const watchMs = 50;

/**
 * `reelgraph import …`, as it is run for real, in a process of its own.
 * @returns what it prints, how long it took, and the most memory that it held.
 */
export async function importInProcess(
  databaseUrl: string,
  args: string[],
): Promise<{ output: string; seconds: number; peakMb: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'cli.js'), 'import', ...args], {
    cwd: join(projectRoot, 'bench', '.data'),
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let peakMb = 0;
  const watching = setInterval(
    () =>
      memoryOf(child.pid!).then(
        (memory) => {
          if (memory.peakMb > peakMb) peakMb = memory.peakMb;
        },
        () => undefined, // it has just ended
      ),
    watchMs,
  );
  await once(child, 'close');
  clearInterval(watching);
  return { output, seconds: (performance.now() - begun) / 1000, peakMb };
}
