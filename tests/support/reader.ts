import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { codeBlocks } from './documents';
import type { TestStore } from './store';

/** A role as docs/sql-views.md makes it, but for its name: roles are of the whole server. */
export async function connectReader(store: TestStore): Promise<{ reader: Client; drop(): Promise<void> }> {
  const role = `reader_${randomBytes(6).toString('hex')}`;
  const [statements] = codeBlocks('docs/sql-views.md', 'sql');
  const owner = new Client({ connectionString: store.url });
  await owner.connect();
  await owner.query(statements!.replaceAll('analytics_reader', role));
  const url = new URL(store.url);
  [url.username, url.password] = [role, 'choose one'];
  const reader = new Client({ connectionString: url.href });
  await reader.connect();
  return {
    reader,
    drop: async () => {
      await reader.end();
      await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await owner.end();
    },
  };
}
