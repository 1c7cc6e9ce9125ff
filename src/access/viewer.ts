import type { SqlExecutor } from '../database/sql';
import { invalidToken } from '../errors';
import { findViewer } from './access-token.store';
import { Role } from './role';
import { hashOf } from './token';

/** Who asks, by the token that came along. */
export interface Viewer {
  tokenId: number;
  /** Of the holder, as it was given when the token was made. */
  name: string;
  role: Role;
}

/**
 * The token is looked up anew for each request, so that one that is revoked is of no use from then on.
 * @param authorization the HTTP header, as in "Bearer rg_…"; undefined for a reader without one.
 * @returns null for a reader without a token.
 * @throws GraphQLError UNAUTHENTICATED and status 401 for what is no valid token.
 */
export async function viewerOf(sql: SqlExecutor, authorization: string | undefined): Promise<Viewer | null> {
  if (authorization === undefined) return null;
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization.trim()) ?? [];
  if (!token) throw invalidToken('The Authorization header must read "Bearer" and a token.');
  const viewer = await findViewer(sql, hashOf(token));
  if (!viewer) throw invalidToken('This token is not valid, or not any more.');
  return viewer;
}

export function mayDo(viewer: Viewer | null, roles: readonly Role[]): boolean {
  return viewer !== null && (viewer.role === Role.ADMIN || roles.includes(viewer.role));
}

/** Whoever writes sees what is not published yet, or not any more. */
export function seesUnpublished(viewer: Viewer | null): boolean {
  return mayDo(viewer, [Role.EDITOR]);
}
