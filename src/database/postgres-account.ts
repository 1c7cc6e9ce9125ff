import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { OperatorError } from '../errors';

/** Whom PostgreSQL runs as when root starts it: it refuses to run as root. */
export interface PostgresAccount {
  uid: number;
  gid: number;
}

/**
 * @param cluster the server's data folder; where it exists, its owner is the account.
 * @returns undefined where the current user is not root, and the server simply runs as that user.
 */
export async function postgresAccount(cluster: string): Promise<PostgresAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const found = accounts.find(([name]) => name === wanted);
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new OperatorError(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as: ' +
      'start as an ordinary user, or set DATABASE_URL',
  );
}

/** For messages. A container may run under a number that no account has. */
export function currentUserName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.()}`;
  }
}

/** Whether the account may read the file or folder and enter every folder above it. Knows modes, not ACLs. */
export async function canReach(path: string, account: PostgresAccount): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  const needed = (await stat(path)).isDirectory() ? 0o5 : 0o4;
  if (((mode >> shift) & needed) !== needed) return false;
  return dirname(path) === path || canEnter(dirname(path), account);
}

async function canEnter(folder: string, account: PostgresAccount): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  if (((mode >> shift) & 0o1) === 0) return false;
  return dirname(folder) === folder || canEnter(dirname(folder), account);
}
