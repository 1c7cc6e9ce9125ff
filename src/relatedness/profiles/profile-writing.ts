import { GraphQLError } from 'graphql';
import { type Period, periodOf } from '../../analytics/period';
import type { SqlExecutor } from '../../database/sql';
import type { Writing } from '../../editorial/mutation';
import { refuse, UserErrorCode } from '../../editorial/user-error';
import { readCalendar } from '../../engagement/calendar.store';
import { OperatorError } from '../../errors';
import { profileLabel } from '../core/profile';
import { isProfileName, toProfile } from '../profile-file';
import { activateProfile, rollBackProfile } from './activation.store';
import { readLabel } from './find-profile';
import {
  type ActiveVersion,
  activeProfile,
  activeVersion,
  createProfile,
  findProfile,
  ProfileConflict,
  type StoredProfile,
} from './profile.store';
import type {
  ActivateProfileInput,
  CreateProfileInput,
  ProposeProfileInput,
  PutProposalAsideInput,
  RollBackProfileInput,
} from './profile.type';
import { withFigures } from './profile-figures.type';
import { proposeProfile, UndecidedError } from './propose';
import { putAside } from './waiting.store';

/** What was written: a profile by its label, and whether it is new. */
export interface WrittenProfile {
  label: string;
  isNew?: boolean;
}

export async function writeProfile(
  { sql, viewer }: Writing,
  { from, name, figures, note }: CreateProfileInput,
): Promise<WrittenProfile> {
  const base =
    from == null ? await refusing(['from'], () => activeProfile(sql)) : await profileIn(sql, from, ['from']);
  if (name != null && !isProfileName(name)) {
    refuse(
      UserErrorCode.INVALID,
      ['name'],
      'A name must be of small letters, digits and dashes, a letter first, 40 at most.',
    );
  }
  const changed = { ...withFigures(base.profile, figures), name: name ?? base.profile.name };
  const profile = await refusing(['figures'], () => toProfile({ ...changed }));
  const kept = await refusing(null, () =>
    createProfile(sql, profile, { viewer, note: note?.trim() ?? null }),
  );
  return { label: profileLabel(kept.profile), isNew: kept.isNew };
}

export async function writeProposal(
  { sql, viewer }: Writing,
  input: ProposeProfileInput,
): Promise<WrittenProfile> {
  const period = await periodIn(sql, input);
  const { profile, isNew } = await refusing(null, () =>
    proposeProfile(sql, { ...period, withDemo: input.withDemo ?? false, viewer }),
  );
  return { label: profileLabel(profile), isNew };
}

export async function writeProposalAside(
  { sql, viewer }: Writing,
  { profile }: PutProposalAsideInput,
): Promise<WrittenProfile> {
  const { id, putAsideAt, ...found } = await profileIn(sql, profile, ['profile']);
  const label = profileLabel(found.profile);
  if (putAsideAt === null && !(await putAside(sql, { id, label, viewer }))) {
    refuse(
      UserErrorCode.INVALID,
      ['profile'],
      'It is no proposal that waits: there is nothing to put aside.',
    );
  }
  return { label };
}

export async function writeActivation(
  { sql, viewer }: Writing,
  { profile, seen }: ActivateProfileInput,
): Promise<WrittenProfile> {
  const wanted = await profileIn(sql, profile, ['profile']);
  const active = await versionSeen(sql, seen);
  const label = profileLabel(wanted.profile);
  if (wanted.id !== active.id) {
    await refusing(['seen'], () => activateProfile(sql, { id: wanted.id, viewer, seen: active }));
  }
  return { label };
}

export async function writeRollBack(
  { sql, viewer }: Writing,
  { seen }: RollBackProfileInput,
): Promise<WrittenProfile> {
  const active = await versionSeen(sql, seen);
  await refusing(['seen'], () => rollBackProfile(sql, { viewer, seen: active }));
  return { label: profileLabel((await activeVersion(sql))!) };
}

/** @throws Refusal where there is no such profile, or none that this program can make use of. */
async function profileIn(sql: SqlExecutor, label: string, field: string[]): Promise<StoredProfile> {
  const named = readLabel(label);
  const found = named && (await refusing(field, () => findProfile(sql, named)));
  return found ?? refuse(UserErrorCode.NOT_FOUND, field, 'There is no profile of this name and version.');
}

/** @throws Refusal where another is active than the one that the caller has seen. */
async function versionSeen(sql: SqlExecutor, seen: string): Promise<ActiveVersion> {
  const active = await activeVersion(sql);
  if (active && profileLabel(active) === seen) return active;
  return refuse(
    UserErrorCode.OUTDATED,
    ['seen'],
    `By now ${active ? profileLabel(active) : 'no profile'} is active: look at it, and decide anew.`,
  );
}

async function periodIn(sql: SqlExecutor, { from, to }: ProposeProfileInput): Promise<Period> {
  const { today } = await readCalendar(sql);
  try {
    return periodOf({ from: from ?? null, to: to ?? null }, today);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse(UserErrorCode.INVALID, ['from'], error.message);
  }
}

const conflicts: Record<ProfileConflict['reason'], [UserErrorCode, string]> = {
  MADE_AT_ONCE: [UserErrorCode.TAKEN, 'Another version of it was made at the same time: try again.'],
  GOING_ON: [UserErrorCode.OUTDATED, 'Another activation is going on just now: look at it, and decide anew.'],
  OUTDATED: [UserErrorCode.OUTDATED, 'Another has been activated meanwhile: look at it, and decide anew.'],
  NOTHING_BEFORE: [UserErrorCode.NOT_FOUND, 'Nothing was active before it: there is nothing to go back to.'],
};

/** Has the caller told what an operator would be told. */
async function refusing<Result>(
  field: string[] | null,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProfileConflict)
      return refuse(conflicts[error.reason][0], field, conflicts[error.reason][1]);
    if (!(error instanceof OperatorError)) throw error;
    const code = error instanceof UndecidedError ? UserErrorCode.UNDECIDED : UserErrorCode.INVALID;
    return refuse(code, field, `${error.message[0]!.toUpperCase()}${error.message.slice(1)}.`);
  }
}
