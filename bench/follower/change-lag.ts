import { setTimeout as sleep } from 'node:timers/promises';
import type { IndexFollower } from '../../src/relatedness/index-follower';
import { type Distribution, distributionOf } from '../measure/distribution';
import type { Progress } from '../measure/progress';
import { connect } from '../store/connect';
import { type Change, planChanges } from './changes';
import { Watch } from './watch';

const writesPerSecond = 50;
const seconds = 20;
/** So many changes stand at a time before the first of them is taken back: a second's worth of writes. */
const standing = writesPerSecond / 2;

export interface ChangeLag {
  /** What was reached of the writes that were meant. */
  writesPerSecond: number;
  /** Milliseconds from COMMIT's return to the index having the change. */
  lag: Distribution;
}

/**
 * Write to the store, and see how long the index takes to have it. Every other write takes back a change made a
 * second before, so in the end the store is what it was.
 */
export async function measureChangeLag(
  follower: IndexFollower,
  { url, films, seed, progress }: { url: string; films: number; seed: string; progress: Progress },
): Promise<ChangeLag> {
  const client = await connect(url);
  try {
    const writes = writesPerSecond * seconds;
    const watch = new Watch();
    const made: { change: Change; seen: Promise<void> }[] = [];
    const last: Promise<void>[] = [];
    const apply = async (change: Change) => {
      await change.apply(client);
      made.push({ change, seen: watch.for(change.name, () => change.shows(follower.index)) });
    };
    const takeBack = async () => {
      const { change, seen } = made.shift()!;
      await seen;
      await change.undo(client);
      last.push(watch.for(`it is not so any more: ${change.name}`, () => !change.shows(follower.index)));
    };

    const changes = await planChanges(client, { count: writes / 2, films, seed });
    progress.begin(`${writesPerSecond} writes a second`, writes);
    const startedAt = performance.now();
    for (let write = 0; write < writes; write++) {
      await sleepUntil(startedAt + (write * 1000) / writesPerSecond);
      const next = write % 2 === 0 || made.length < standing ? changes.shift() : undefined;
      await (next ? apply(next) : takeBack());
      progress.advance(1);
    }
    const achieved = writes / ((performance.now() - startedAt) / 1000);
    await Promise.all(last);
    progress.end();
    return { writesPerSecond: achieved, lag: distributionOf(watch.lags) };
  } finally {
    await client.end();
  }
}

async function sleepUntil(time: number): Promise<void> {
  const ms = time - performance.now();
  if (ms > 0) await sleep(ms);
}
