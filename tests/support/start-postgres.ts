import 'reflect-metadata';
import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openDataSource } from '../../src/database/data-source';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres';
import { loadSamplePublication } from '../../src/ingest/sample-publication';
import { emptyTemplate, sampleTemplate } from './store';

/** A server of this run's own, in a folder and on a port of its own: runs side by side do not meet. */
export default async function startPostgres(): Promise<void> {
  const dataDir = await mkdtemp(join(await folderWithRoom(), 'reelgraph-tests-'));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    serverOptions: ['fsync=off', 'full_page_writes=off', 'max_connections=200'],
  });
  process.env.TEST_DATABASE_URL = postgres.url;
  Object.assign(globalThis, { testPostgres: { postgres, dataDir } });

  const admin = await openDataSource({ url: postgres.url, poolSize: 2 });
  await admin.query(`CREATE DATABASE ${emptyTemplate}`);
  await admin.query(`CREATE DATABASE ${sampleTemplate}`);
  for (const template of [emptyTemplate, sampleTemplate]) {
    const url = new URL(postgres.url);
    url.pathname = template;
    const dataSource = await openDataSource({ url: url.href, poolSize: 2 });
    await migrate(dataSource);
    if (template === sampleTemplate) await loadSamplePublication(dataSource);
    await dataSource.destroy();
  }
  await admin.destroy();
}

const memory = '/dev/shm';
/** A whole run takes about a quarter of it. */
const enoughBytes = 4 * 2 ** 30;

/** In memory, where the machine has room there: a database for each test is made many times sooner than on a disk. */
async function folderWithRoom(): Promise<string> {
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return free >= enoughBytes ? memory : tmpdir();
}
