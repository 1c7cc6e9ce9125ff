import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { imdbColumns } from '../../src/ingest/catalogues/imdb';
import type { ImportedCatalogue } from '../../src/ingest/import-catalogue';
import { projectRoot } from '../../src/project';
import { importInProcess } from '../measure/import-process';
import type { Setting } from '../part';
import { withNewStore } from '../store/bench-store';
import { type BareCopy, copyFiles, copyRows } from './bare-copy';
import { writeFilmFiles } from './film-files';
import { writeImdbFiles } from './imdb-files';

/** IMDb's rows, fewest first, to see whether memory grows with them. */
const imdbRows = [1_000_000, 10_000_000];
const filmCount = 20_000;

export interface CatalogueFigures {
  name: string;
  rowsRead: number;
  imported: ImportedCatalogue;
  importSeconds: number;
  /** Of the importing process. */
  peakMb: number;
  bare: BareCopy;
  /** Of the files as they are; null for those that are no tables. */
  bareFilesSeconds: number | null;
}

export async function measureCatalogues({ store, seed, progress }: Setting): Promise<CatalogueFigures[]> {
  const folder = join(projectRoot, 'bench', '.data', 'catalogues');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const figures: CatalogueFigures[] = [];
  const measure = async (name: string, paths: string[], imdb: boolean) => {
    progress.begin(name);
    await withNewStore(store.url, 'merged', (mergedUrl) =>
      withNewStore(store.url, 'bare', async (bareUrl) => {
        const {
          output,
          seconds: importSeconds,
          peakMb,
        } = await importInProcess(mergedUrl, ['catalogue', '--json', ...paths]);
        const [imported] = JSON.parse(output) as ImportedCatalogue[];
        const bareFilesSeconds = imdb ? await copyFiles(bareUrl, imdbFiles(folder)) : null;
        const bare = await copyRows(mergedUrl, bareUrl);
        figures.push({
          name,
          rowsRead: imported!.rows,
          imported: imported!,
          importSeconds,
          peakMb,
          bare,
          bareFilesSeconds,
        });
      }),
    );
    progress.end();
  };
  try {
    const files = await writeFilmFiles(folder, { films: filmCount, seed });
    for (const [name, paths] of Object.entries(files)) await measure(name, paths, false);
    for (const rows of imdbRows) {
      progress.begin(`${rows.toLocaleString('en')} rows of IMDb are drawn`);
      await writeImdbFiles(folder, { rows, seed });
      progress.end();
      await measure(
        'IMDb',
        imdbFiles(folder).map(({ path }) => path),
        true,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

function imdbFiles(folder: string) {
  return Object.entries({
    'title.basics': imdbColumns.basics,
    'title.crew': imdbColumns.crew,
    'title.principals': imdbColumns.principals,
    'name.basics': imdbColumns.names,
  }).map(([name, columns]) => ({ path: join(folder, `${name}.tsv.gz`), columns }));
}
