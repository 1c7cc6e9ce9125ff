import { Client } from 'pg';
import { giveUpOnSilence } from '../../database/silence';
import type { CatalogueColumns } from '../catalogue-columns';
import { readCatalogueAtOnce } from '../relatedness.store';

const connectTimeoutMs = 5_000;
/** It may have to wait for whoever is changing its tables. */
const silenceMs = 60_000;

/** All that an index is made of, as of one moment, over a connection of its own. */
export async function readStore(url: string): Promise<CatalogueColumns> {
  const client = new Client({
    connectionString: url,
    application_name: 'reelgraph preview',
    connectionTimeoutMillis: connectTimeoutMs,
  });
  client.on('error', () => undefined); // the statement that it fails says so
  try {
    await client.connect();
    return await giveUpOnSilence(client, silenceMs, () => readCatalogueAtOnce(client));
  } finally {
    await client.end().catch(() => undefined);
  }
}
