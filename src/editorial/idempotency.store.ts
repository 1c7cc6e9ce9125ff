import type { SqlExecutor } from '../database/sql';

interface KeyOfToken {
  tokenId: number;
  key: string;
}

/**
 * Claims a key for a request, and forgets those that are older than a week. Waits for another transaction that has
 * claimed it and is not done yet.
 * @returns false if it was claimed before.
 */
export async function claimKey(
  sql: SqlExecutor,
  { tokenId, key, request }: KeyOfToken & { request: Buffer },
): Promise<boolean> {
  await sql.query(
    `/* forget old keys */ DELETE FROM idempotency_key WHERE created_at < now() - interval '7 days'`,
  );
  const claimed = await sql.query(
    `/* claim key */
    INSERT INTO idempotency_key (token_id, key, request) VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING RETURNING key`,
    [tokenId, key, request],
  );
  return claimed.length > 0;
}

export async function findKey(
  sql: SqlExecutor,
  { tokenId, key }: KeyOfToken,
): Promise<{ request: Buffer; result: unknown } | null> {
  const [found] = await sql.query<{ request: Buffer; result: unknown }>(
    '/* find key */ SELECT request, result FROM idempotency_key WHERE token_id = $1 AND key = $2',
    [tokenId, key],
  );
  return found ?? null;
}

export async function keepResult(
  sql: SqlExecutor,
  { tokenId, key, result }: KeyOfToken & { result: unknown },
): Promise<void> {
  await sql.query(
    '/* keep result */ UPDATE idempotency_key SET result = $3 WHERE token_id = $1 AND key = $2',
    [tokenId, key, JSON.stringify(result)],
  );
}
