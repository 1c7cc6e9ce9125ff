import { setTimeout as sleep } from 'node:timers/promises';
import { defaultProfile } from '../../src/relatedness/core/profile';
import { IndexFollower } from '../../src/relatedness/index-follower';
import { memoryOf, startService } from '../http/service-process';
import type { Setting } from '../part';
import { whileStoreChanges } from '../store/bench-store';
import { type ChangeLag, measureChangeLag } from './change-lag';

const idleMs = 5_000;

export interface FollowerFigures {
  reviews: number;
  loadSeconds: number;
  /** Of the process of the service that has loaded the index and is asked nothing. */
  idle: { residentMb: number; peakMb: number };
  changes: ChangeLag;
}

/** How the index comes into memory, what it takes there, and how closely it follows the store. */
export async function measureFollower({ store, seed, progress }: Setting): Promise<FollowerFigures> {
  const follower = new IndexFollower({
    url: store.url,
    profile: defaultProfile,
    onError: () => undefined, // a change that is lost for it is missed
  });
  progress.begin('the index is loaded');
  const startedAt = performance.now();
  await follower.start();
  const loadSeconds = (performance.now() - startedAt) / 1000;
  progress.end();
  const service = await startService('src/main.js', store.url);
  try {
    progress.begin('the service idles');
    await sleep(idleMs);
    const idle = await memoryOf(service.pid);
    progress.end();
    const changes = await whileStoreChanges(store.url, () =>
      measureChangeLag(follower, { url: store.url, films: store.films, seed, progress }),
    );
    return { reviews: store.reviews, loadSeconds, idle, changes };
  } finally {
    await service.stop();
    await follower.stop();
  }
}
