import type { SqlExecutor } from '../../database/sql';
import { badUserInput, OperatorError } from '../../errors';
import { type Profile, profileLabel } from '../core/profile';
import { toProfile } from '../profile-file';
import { readLabel } from './find-profile';
import type { ProfilePreviewArgs } from './preview.type';
import { activeProfile, findProfile } from './profile.store';
import { withFigures } from './profile-figures.type';

/** The active profile, and the one to compare it with. @throws GraphQLError BAD_USER_INPUT if there can be none. */
export async function comparedProfiles(
  sql: SqlExecutor,
  { profile: label, figures }: ProfilePreviewArgs,
): Promise<{ from: Profile; to: Profile; labels: { from: string; to: string | null } }> {
  try {
    const { profile: from } = await activeProfile(sql);
    const base = label == null ? from : await profileCalled(sql, label);
    const to = figures ? toProfile({ ...withFigures(base, figures) }) : base;
    return { from, to, labels: { from: profileLabel(from), to: figures ? null : profileLabel(base) } };
  } catch (error) {
    throw error instanceof OperatorError ? badUserInput(`${error.message}.`) : error;
  }
}

async function profileCalled(sql: SqlExecutor, label: string): Promise<Profile> {
  const named = readLabel(label);
  const found = named && (await findProfile(sql, named));
  if (!found) throw badUserInput('profile: there is none of this name and version.');
  return found.profile;
}
