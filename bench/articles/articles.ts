import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/project';
import { importInProcess } from '../measure/import-process';
import type { Setting } from '../part';
import { withNewStore } from '../store/bench-store';
import { writeArticles, writeLargeExport } from './article-files';

const articles = 2_000;
const largeBytes = 300_000_000;
/** One post in so many: it is what is read that is of interest there, not what is stored. */
const published = 50;

export interface ArticleFigures {
  name: string;
  /** Of a single file; null for a folder of pages. */
  bytes: number | null;
  added: number;
  seconds: number;
  /** Of the importing process. */
  peakMb: number;
}

export async function measureArticles({ store, seed, progress }: Setting): Promise<ArticleFigures[]> {
  const folder = join(projectRoot, 'bench', '.data', 'articles');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const figures: ArticleFigures[] = [];
  const measure = async (name: string, path: string) => {
    progress.begin(name);
    const report = join(folder, 'report.jsonl');
    const run = await withNewStore(store.url, 'articles', (url) =>
      importInProcess(url, ['article', '--report', report, path]),
    );
    progress.end();
    const added = Number(/^([\d,]+) added/m.exec(run.output)?.[1]?.replaceAll(',', ''));
    const status = await stat(path);
    const bytes = status.isDirectory() ? null : status.size;
    figures.push({ name, bytes, added, seconds: run.seconds, peakMb: run.peakMb });
  };
  try {
    const paths = await writeArticles(folder, { articles, seed });
    for (const [name, path] of Object.entries(paths)) await measure(name, path);
    progress.begin('a large export is drawn');
    const large = await writeLargeExport(folder, { bytes: largeBytes, published, seed });
    progress.end();
    await measure(`WordPress, one post in ${published} published`, large);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}
