import { randomBytes } from 'node:crypto';
import type { SqlExecutor } from '../database/sql';

/** What each secret is for; one that leaks can be changed without the others. */
export type SecretName = 'list ids';

const secretBytes = 32;

/** @returns the same for every instance, whichever of them asked first. Delete its row to have another made. */
export async function sharedSecret(sql: SqlExecutor, name: SecretName): Promise<Buffer> {
  await sql.query(
    '/* make secret */ INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [name, randomBytes(secretBytes)],
  );
  const [secret] = await sql.query<{ value: Buffer }>(
    '/* secret */ SELECT value FROM secret WHERE name = $1',
    [name],
  );
  return secret!.value;
}
