import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { migrate, openDataSource } from '../../src/database/data-source';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded-postgres';
import { projectRoot } from '../../src/project';
import type { Progress } from '../measure/progress';
import { generatorVersion } from './catalogue';
import { connect } from './connect';
import { loadStore } from './load';
import { scaleOf } from './scale';

const dataDir = join(projectRoot, 'bench', '.data');

/**
 * Enough memory for a million reviews, as one would give a server of this size, and what counts statements.
 * Nothing replicates it, so a load need not go through the log.
 */
const serverOptions = [
  'shared_buffers=2GB',
  'effective_cache_size=8GB',
  'work_mem=64MB',
  'random_page_cost=1.1',
  'max_wal_size=8GB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=60',
  'shared_preload_libraries=pg_stat_statements',
];

/** The PostgreSQL that all stores of the benchmarks live in, below bench/.data. */
export function startBenchPostgres(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, serverOptions });
}

/**
 * The synthetic store of a size, made where it is missing or was made otherwise: from another seed, by another
 * version of the generator or of the migrations.
 * @param isFresh make it anew whatever is there.
 * @returns its URL.
 */
export async function ensureStore(
  { url: serverUrl }: EmbeddedPostgres,
  {
    reviews,
    seed,
    isFresh,
    progress,
  }: { reviews: number; seed: string; isFresh: boolean; progress: Progress },
): Promise<string> {
  const name = `bench_${reviews}`;
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const origin = `bench: generator ${generatorVersion}, seed ${seed}, migrations ${migrationsDigest()}`;
  const admin = await connect(serverUrl);
  try {
    if ((await originOf(admin, name)) === origin && !isFresh) return url;
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}`);
    await migrateStore(url);
    await loadStore(url, { seed, scale: scaleOf(reviews), progress });
    // Said last: a load that was broken off leaves a database that does not say so, and is made anew.
    await admin.query(`COMMENT ON DATABASE ${name} IS ${admin.escapeLiteral(origin)}`);
    return url;
  } finally {
    await admin.end();
  }
}

/** A store that is being changed counts as none, so that one whose changes were not taken back is made anew. */
export async function whileStoreChanges<Result>(url: string, change: () => Promise<Result>): Promise<Result> {
  const client = await connect(url);
  try {
    const name = new URL(url).pathname.slice(1);
    const origin = await originOf(client, name);
    await client.query(`COMMENT ON DATABASE ${name} IS NULL`);
    const result = await change();
    await client.query(`COMMENT ON DATABASE ${name} IS ${client.escapeLiteral(origin ?? '')}`);
    return result;
  } finally {
    await client.end();
  }
}

/** With a copy of a store, for what leaves more behind than it can take back; it is gone afterwards. */
export async function withCopyOf<Result>(
  url: string,
  use: (copyUrl: string) => Promise<Result>,
): Promise<Result> {
  const name = new URL(url).pathname.slice(1);
  const copy = `${name}_copy`;
  const admin = await connect(Object.assign(new URL(url), { pathname: '/postgres' }).href);
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${copy} TEMPLATE ${name}`);
    return await use(Object.assign(new URL(url), { pathname: `/${copy}` }).href);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`);
    await admin.end();
  }
}

/** With a store that is migrated and empty, on the server of another; it is gone afterwards. */
export async function withNewStore<Result>(
  serverUrl: string,
  name: string,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const database = `bench_${name}`;
  const admin = await connect(Object.assign(new URL(serverUrl), { pathname: '/postgres' }).href);
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${database}`);
    const url = Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href;
    await migrateStore(url);
    return await use(url);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin.end();
  }
}

/** What was said of a database when it had been filled; undefined where nothing was, or where there is none. */
async function originOf(client: Client, name: string): Promise<string | undefined> {
  const { rows } = await client.query<{ origin: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS origin FROM pg_database WHERE datname = $1`,
    [name],
  );
  return rows[0]?.origin ?? undefined;
}

/** Of the text of all migrations, so that one which is still being written counts too. */
function migrationsDigest(): string {
  const folder = join(projectRoot, 'migrations');
  const digest = createHash('sha256');
  for (const file of readdirSync(folder).sort()) digest.update(readFileSync(join(folder, file)));
  return digest.digest('hex').slice(0, 12);
}

async function migrateStore(url: string): Promise<void> {
  const dataSource = await openDataSource({ url, poolSize: 2 });
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
