import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { transactionExecutor } from '../database/sql';
import { projectRoot } from '../project';
import { readPageText } from './articles/page-text';
import { readFilmLines } from './catalogues/film-lines';
import { upsertArticle } from './upsert-article';
import { upsertFilm } from './upsert-film';

export const samplesFolder = join(projectRoot, 'samples');

const sampleLock = 7_360_004;

/**
 * Load the sample publication into a store that has neither films nor reviews; leave any other as it is.
 * @returns whether it was loaded; if not whole, then not at all.
 */
export function loadSamplePublication(dataSource: DataSource): Promise<boolean> {
  return dataSource.transaction(async (manager) => {
    const sql = transactionExecutor(manager);
    await sql.query('SELECT pg_advisory_xact_lock($1)', [sampleLock]);
    const [{ isEmpty } = { isEmpty: false }] = await sql.query<{ isEmpty: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM film) AND NOT EXISTS (SELECT FROM review) AS "isEmpty"',
    );
    if (!isEmpty) return false;
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
