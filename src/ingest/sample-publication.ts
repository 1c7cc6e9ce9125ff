import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { transactionExecutor } from '../database/sql';
import { projectRoot } from '../project';
import { readPageText } from './articles/page-text';
import { readFilmLines } from './catalogues/film-lines';
import { isStoreEmpty, waitForOtherImports } from './ingest.store';
import { upsertArticle } from './upsert-article';
import { upsertFilm } from './upsert-film';

export const samplesFolder = join(projectRoot, 'samples');

/**
 * Load the sample publication into a store that has neither films nor reviews; leave any other as it is.
 * @returns whether it was loaded; if not whole, then not at all.
 */
export function loadSamplePublication(dataSource: DataSource): Promise<boolean> {
  return dataSource.transaction(async (manager) => {
    const sql = transactionExecutor(manager);
    await waitForOtherImports(sql);
    if (!(await isStoreEmpty(sql))) return false;
    for (const facts of readFilmLines(await readFile(join(samplesFolder, 'films.jsonl'), 'utf8'))) {
      await upsertFilm(sql, facts);
    }
    const folder = join(samplesFolder, 'reviews');
    for (const name of (await readdir(folder)).sort()) {
      await upsertArticle(sql, readPageText(await readFile(join(folder, name))).article);
    }
    return true;
  });
}
