import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Profile } from '../core/profile';
import { rankingOf } from '../core/ranking-of';
import { type Preview, previewProfile } from './preview';
import { readStore } from './read-store';

/** What a worker counts: over all the lists of the store, by either profile. */
export interface PreviewTask {
  url: string;
  from: Profile;
  to: Profile;
  sampleSize: number;
}

/** How far it is, 0 to 1; in the end what it has counted. */
export type PreviewNews = { done: number } | { preview: Preview };

const tellEveryMs = 100;

async function count({ url, from, to, sampleSize }: PreviewTask): Promise<void> {
  // Readers come first. On Linux that is of this thread alone; elsewhere it would be of the service as a whole.
  if (process.platform === 'linux') setPriority(10);
  const tell = (news: PreviewNews) => parentPort!.postMessage(news);
  const catalogue = await readStore(url);
  const rankingBy = (profile: Profile) => rankingOf(profile, catalogue.filmFacts(), catalogue.size);
  const preview = await previewProfile(
    { current: rankingBy(from), candidate: rankingBy(to) },
    { sampleSize, progress: new Told((done) => tell({ done })) },
  );
  tell({ preview });
}

/** Progress that is told, now and then. */
class Told {
  private total = 1;
  private done = 0;
  private toldAt = 0;

  constructor(private readonly tell: (done: number) => void) {}

  begin(_name: string, total: number): void {
    this.total = Math.max(1, total);
  }

  async advance(units: number): Promise<void> {
    this.done += units;
    if (Date.now() - this.toldAt < tellEveryMs) return;
    this.toldAt = Date.now();
    this.tell(this.done / this.total);
  }

  end(): void {}
}

void count(workerData as PreviewTask);
