import { setTimeout as sleep } from 'node:timers/promises';
import type { Question } from '../http/questions';
import type { Random } from '../store/random';
import type { Client, Outcome } from './client';

/** The next request is sent when the last is answered, by so many. */
const closedLoops = 8;

/**
 * As much as the service can answer.
 * @returns requests a second. @throws if any is not answered.
 */
export async function findCapacity(
  client: Client,
  question: Question,
  { seconds }: { seconds: number },
): Promise<number> {
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  let place = 0;
  const loops = Array.from({ length: closedLoops }, async () => {
    while (elapsed() < seconds) {
      const { fault, body } = await client.ask(question.body(place++));
      if (fault) throw new Error(`${question.name}: ${fault} ${body}`);
    }
  });
  await Promise.all(loops);
  return place / elapsed();
}

/**
 * Ask at times that are fixed beforehand, as people do who do not know of one another: whoever comes while the
 * service is busy waits, and that counts. The times are a Poisson process's.
 * @param onAnswer is given each outcome, with its milliseconds counted from the time when it was to be asked, and
 * the seconds from the start until then.
 * @returns when all are answered.
 */
export async function holdLoad(
  client: Client,
  question: Question,
  {
    requestsPerSecond,
    seconds,
    random,
    onAnswer,
  }: {
    requestsPerSecond: number;
    seconds: number;
    random: Random;
    onAnswer: (outcome: Outcome, atSeconds: number) => void;
  },
): Promise<void> {
  const startedAt = performance.now();
  const pending = new Set<Promise<void>>();
  let atMs = 0;
  for (let place = 0; atMs < seconds * 1000; place++) {
    const lateMs = performance.now() - startedAt - atMs;
    if (lateMs < 0) await sleep(-lateMs);
    const [dueAt, atSeconds] = [startedAt + atMs, atMs / 1000];
    const asked: Promise<void> = client.ask(question.body(place)).then((outcome) => {
      pending.delete(asked);
      onAnswer({ ...outcome, ms: performance.now() - dueAt }, atSeconds);
    });
    pending.add(asked);
    atMs += (-Math.log(1 - random.next()) / requestsPerSecond) * 1000;
  }
  await Promise.all(pending);
}
