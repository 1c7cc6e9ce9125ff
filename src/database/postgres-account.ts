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
  const isFolder = (await stat(path)).isDirectory();
  if (!(await isAllowed(path, account, isFolder ? readAndEnter : read))) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(await isAllowed(folder, account, enter))) return false;
    if (folder === dirname(folder)) return true;
  }
}

const read = 0o4;
const enter = 0o1;
const readAndEnter = read | enter;

async function isAllowed(path: string, account: PostgresAccount, wanted: number): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}
