import type { SqlExecutor } from '../database/sql';
import type { Role } from './role';
import type { Viewer } from './viewer';

export interface AccessToken {
  id: number;
  name: string;
  role: Role;
  createdAt: Date;
  /** null for one that lasts until it is revoked. */
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const columns =
  'id, name, role, created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"';

export async function addToken(
  sql: SqlExecutor,
  token: { name: string; role: Role; hash: Buffer; expiresAt: Date | null },
): Promise<AccessToken> {
  const [added] = await sql.query<AccessToken>(
    `/* add token */
    INSERT INTO access_token (name, role, hash, expires_at) VALUES ($1, $2, $3, $4) RETURNING ${columns}`,
    [token.name, token.role, token.hash, token.expiresAt],
  );
  return added!;
}

/** Who holds the token of this hash; null if there is none, or none that is valid any more. */
export async function findViewer(sql: SqlExecutor, hash: Buffer): Promise<Viewer | null> {
  const [found] = await sql.query<Viewer>(
    `/* viewer by token */
    SELECT id AS "tokenId", name, role FROM access_token
    WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [hash],
  );
  return found ?? null;
}

export function listTokens(sql: SqlExecutor): Promise<AccessToken[]> {
  return sql.query<AccessToken>(`/* tokens */ SELECT ${columns} FROM access_token ORDER BY id`);
}

/** @returns the token as it is now; null if there is none. One that was revoked before keeps its time. */
export async function revokeToken(sql: SqlExecutor, id: number): Promise<AccessToken | null> {
  const [revoked] = await sql.query<AccessToken>(
    `/* revoke token */
    UPDATE access_token SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING ${columns}`,
    [id],
  );
  return revoked ?? null;
}
