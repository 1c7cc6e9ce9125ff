import { rm } from 'node:fs/promises';
import type { EmbeddedPostgres } from '../../src/database/embedded-postgres';

export default async function stopPostgres(): Promise<void> {
  const { postgres, dataDir } = (
    globalThis as unknown as { testPostgres: { postgres: EmbeddedPostgres; dataDir: string } }
  ).testPostgres;
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
