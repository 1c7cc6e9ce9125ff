import { stat } from 'node:fs/promises';
import type { SqlExecutor } from '../../database/sql';
import { OperatorError } from '../../errors';
import type { Profile } from '../core/profile';
import { isProfileName, readProfileFile } from '../profile-file';
import { findProfile, type StoredProfile } from './profile.store';

/** A profile that is kept, or one in a file. @throws OperatorError if it is neither. */
export async function profileOrFile(sql: SqlExecutor, text: string): Promise<Profile> {
  if (await isFile(text)) return readProfileFile(text);
  return (await profileNamed(sql, text)).profile;
}

/** @param label NAME or NAME@VERSION. @throws OperatorError if there is no such one. */
export async function profileNamed(sql: SqlExecutor, label: string): Promise<StoredProfile> {
  const named = readLabel(label);
  if (!named) {
    throw new OperatorError(
      `${label}: no profile can be called that; say NAME or NAME@VERSION, as "profile list" does`,
    );
  }
  const found = await findProfile(sql, named);
  if (!found) throw new OperatorError(`there is no profile ${label}; "profile list" shows those there are`);
  return found;
}

/** @param label NAME or NAME@VERSION. @returns null where no profile can be called that. */
export function readLabel(label: string): { name: string; version: number | undefined } | null {
  const [, name, version] = /^([^@]+)(?:@([1-9]\d{0,8}))?$/.exec(label) ?? [];
  return isProfileName(name) ? { name, version: version ? Number(version) : undefined } : null;
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
