import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BeingCountedError, StoreUnavailableError } from '../../errors';
import { projectRoot } from '../../project';
import type { Profile } from '../core/profile';
import type { Preview } from './preview';
import type { PreviewNews, PreviewTask } from './preview-worker';

/** Compiled, for a thread runs nothing else. */
const program = join(projectRoot, 'dist/src/relatedness/profiles/preview-worker.js');

/** So many lists of each sort are shown at most. */
export const mostSamples = 20;
const keptMs = 300_000;
const mostKept = 10;

export interface CountedPreview {
  preview: Preview;
  countedAt: Date;
}

interface Comparison {
  from: Profile;
  to: Profile;
}

/**
 * Counts what readers would see change by a profile, over the whole store, in a thread with a connection and indexes of
 * its own: whoever reads meanwhile is not kept waiting. One at a time, and what was counted is kept for five minutes.
 */
export class Previews {
  private readonly kept = new Map<string, CountedPreview>();
  private counting:
    | { key: string; done: number; preview: Promise<CountedPreview>; worker: Worker }
    | undefined;

  constructor(
    private readonly options: {
      url: string;
      /** How long whoever asks waits at most. */
      patienceMs: number;
    },
  ) {}

  /**
   * @returns what the active profile and another would show, over the store as it was at most five minutes ago.
   * @throws BeingCountedError while it, or another, is still counted: it may be asked for again.
   */
  async of(comparison: Comparison): Promise<CountedPreview> {
    const key = keyOf(comparison);
    const impatient = new AbortController();
    const patience = sleep(this.options.patienceMs, 'out of patience', { signal: impatient.signal });
    patience.catch(() => undefined); // it was not needed
    try {
      for (;;) {
        const kept = this.keptUnder(key);
        if (kept) return kept;
        this.counting ??= this.count(key, comparison);
        const { counting } = this;
        const isOurs = counting.key === key;
        const ended = isOurs ? counting.preview : counting.preview.then(nothing, nothing);
        if ((await Promise.race([ended, patience])) === 'out of patience')
          throw new BeingCountedError(counting.done);
        if (isOurs) return await counting.preview;
      }
    } finally {
      impatient.abort();
    }
  }

  /** @returns when nothing is being counted any more. */
  async stop(): Promise<void> {
    await this.counting?.worker.terminate();
  }

  private keptUnder(key: string): CountedPreview | undefined {
    const kept = this.kept.get(key);
    return kept && Date.now() - kept.countedAt.getTime() < keptMs ? kept : undefined;
  }

  private count(key: string, { from, to }: Comparison): NonNullable<Previews['counting']> {
    const task: PreviewTask = { url: this.options.url, from, to, sampleSize: mostSamples };
    const countedAt = new Date();
    const worker = new Worker(program, { workerData: task });
    const preview = new Promise<CountedPreview>((resolve, reject) => {
      worker.on('message', (news: PreviewNews) => {
        if ('preview' in news) resolve({ preview: news.preview, countedAt });
        else counting.done = news.done;
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new StoreUnavailableError('the preview was ended')));
    }).finally(() => {
      this.counting = undefined;
    });
    preview.then((counted) => this.keep(key, counted), nothing);
    const counting = { key, done: 0, preview, worker };
    return counting;
  }

  /** The oldest goes first. */
  private keep(key: string, counted: CountedPreview): void {
    this.kept.delete(key);
    this.kept.set(key, counted);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(oldest);
    }
  }
}

/** By what they weigh: what they are called does not change a list. */
function keyOf({ from, to }: Comparison): string {
  return JSON.stringify([from, to].map(({ name: _, version: __, ...figures }) => figures));
}

const nothing = () => undefined;
