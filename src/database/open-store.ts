import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Config } from '../config';
import { openDataSource, type StatementBounds } from './data-source';
import { startEmbeddedPostgres } from './embedded-postgres';

/** How long the store may still work for whoever was not answered in time; then PostgreSQL takes that back. */
const closeTimeoutMs = 500;

export interface Store {
  dataSource: DataSource;
  url: string;
  /** For people: "embedded PostgreSQL 18.4 in .data", "PostgreSQL at db:5432". */
  description: string;
  close(): Promise<void>;
}

/**
 * The store that the settings name: a PostgreSQL of the operator's, or else the embedded one.
 * @param bounds  for the statements of `dataSource`; none unless given.
 * @param onFault is told when the embedded one has gone away.
 */
export async function openStore(
  { databaseUrl, databasePoolSize: poolSize, dataDir }: Config,
  { bounds, onFault }: { bounds?: StatementBounds; onFault?: (error: unknown) => void } = {},
): Promise<Store> {
  const options = { poolSize, ...(bounds && { bounds }) };
  if (databaseUrl) {
    const dataSource = await openDataSource({ url: databaseUrl, ...options });
    const description = `PostgreSQL at ${new URL(databaseUrl).host}`;
    return { dataSource, url: databaseUrl, description, close: () => close(dataSource) };
  }
  const postgres = await startEmbeddedPostgres({ dataDir, ...(onFault && { onFault }) });
  try {
    const dataSource = await openDataSource({ url: postgres.url, ...options });
    return {
      dataSource,
      url: postgres.url,
      description: `embedded PostgreSQL ${postgres.version}, data in ${dataDir}`,
      close: async () => {
        await close(dataSource);
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function close(dataSource: DataSource): Promise<void> {
  await Promise.race([dataSource.destroy(), sleep(closeTimeoutMs, undefined, { ref: false })]);
}
