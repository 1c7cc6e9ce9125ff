import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { abandoned, timedOut } from '../errors';

/** @returns what aborts when the answer takes too long, or when nobody is there any more to read it. */
export function deadlineOf(
  response: ServerResponse,
  { timeoutMs, onTimeout }: { timeoutMs: number; onTimeout(): void },
): AbortSignal {
  const deadline = new AbortController();
  setMaxListeners(0, deadline.signal); // each statement that runs is one
  const timer = setTimeout(() => {
    onTimeout();
    deadline.abort(timedOut(timeoutMs));
  }, timeoutMs);
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) deadline.abort(abandoned());
  });
  return deadline.signal;
}
