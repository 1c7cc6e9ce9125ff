import { Client } from 'pg';

/** A connection of its own, not out of a pool. To be ended by the caller. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined); // the statement that fails says so
  await client.connect();
  return client;
}
