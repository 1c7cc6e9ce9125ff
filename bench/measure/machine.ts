import { cpus, loadavg, totalmem } from 'node:os';

/** What the machine was doing before anything was measured, in running processes, over a minute. */
const loadBefore = loadavg()[0]!;

/** On what the figures were taken, a line each. */
export function describeMachine(postgresVersion: string): string[] {
  return [
    `CPU: ${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
    `Memory: ${Math.round(totalmem() / 1024 ** 3)} GB`,
    `Node ${process.version.slice(1)}, PostgreSQL ${postgresVersion} on the same machine`,
    `Load before the start: ${loadBefore.toFixed(1)} processes`,
    `Date: ${new Date().toISOString().slice(0, 10)}`,
  ];
}
