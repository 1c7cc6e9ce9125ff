import { once } from 'node:events';

/**
 * Writes to standard output, and waits where nobody reads as fast.
 * @returns whether anybody still reads: what is piped into `head`, say, goes nowhere in the end.
 */
export async function print(text: string): Promise<boolean> {
  const { stdout } = process;
  const isRead = () => !stdout.destroyed && !stdout.errored;
  if (isRead() && !stdout.write(text)) await once(stdout, 'drain').catch(() => undefined);
  return isRead();
}
