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
  const [, name, version] = /^([^@]+)(?:@([1-9]\d{0,8}))?$/.exec(label) ?? [];
  if (!isProfileName(name)) {
    throw new OperatorError(
      `${label}: no profile can be called that; say NAME or NAME@VERSION, as "profile list" does`,
    );
  }
  const found = await findProfile(sql, { name, version: version ? Number(version) : undefined });
  if (!found) throw new OperatorError(`there is no profile ${label}; "profile list" shows those there are`);
  return found;
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
