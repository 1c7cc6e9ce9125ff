import type { Viewer } from '../../access/viewer';
import { addAuditEntry, changesBetween } from '../../audit/audit.store';
import type { SqlExecutor } from '../../database/sql';
import { codeOf, OperatorError } from '../../errors';
import { type Profile, profileLabel } from '../core/profile';
import { toProfile } from '../profile-file';
import type { ProfileProposal } from './profile-proposal';
import { isWaiting } from './waiting.store';

export interface StoredProfile {
  id: number;
  profile: Profile;
  note: string | null;
  /** What it was made of, where that is what readers click. */
  proposal: ProfileProposal | null;
  createdAt: Date;
  isWaiting: boolean;
  putAsideAt: Date | null;
  /** When it became the active one, null where it is not. */
  activeSince: Date | null;
}

export interface ActiveVersion {
  id: number;
  name: string;
  version: number;
  activeSince: Date;
}

const currentActivation = `
  (SELECT profile_id, activated_at FROM profile_activation WHERE taken_back_at IS NULL ORDER BY id DESC LIMIT 1)`;

const selectProfiles = `
  SELECT profile.id, profile.name, profile.version, profile.figures, profile.note, profile.proposal,
    profile.created_at AS "createdAt", profile.put_aside_at AS "putAsideAt", ${isWaiting} AS "isWaiting",
    active.activated_at AS "activeSince"
  FROM profile LEFT JOIN ${currentActivation} AS active ON active.profile_id = profile.id`;

export interface ProfileRow extends Omit<StoredProfile, 'profile'> {
  name: string;
  version: number;
  figures: object;
}

/** By name, then version; as they stand, whether this program can make use of them or not. */
export function listProfiles(sql: SqlExecutor): Promise<ProfileRow[]> {
  return sql.query<ProfileRow>(
    `/* profiles */ ${selectProfiles} ORDER BY profile.name COLLATE "C", profile.version`,
  );
}

/** A version of a profile, the latest where none is named. */
export async function findProfile(
  sql: SqlExecutor,
  { name, version }: { name: string; version?: number | undefined },
): Promise<StoredProfile | null> {
  const [row] = await sql.query<ProfileRow>(
    `/* profile */ ${selectProfiles} WHERE profile.name = $1 AND ($2::int IS NULL OR profile.version = $2)
    ORDER BY profile.version DESC LIMIT 1`,
    [name, version ?? null],
  );
  return row ? toStored(row) : null;
}

/** @throws OperatorError if there is none, or if it was written by a later version of this program. */
export async function activeProfile(sql: SqlExecutor): Promise<StoredProfile> {
  const [row] = await sql.query<ProfileRow>(
    `/* active profile */ ${selectProfiles} WHERE active.profile_id IS NOT NULL`,
  );
  if (!row) throw new OperatorError('no profile is active: activate one with "reelgraph profile activate"');
  return toStored(row);
}

/** The one that was active last before the active one; null if there was none. @throws OperatorError as above. */
export async function formerProfile(sql: SqlExecutor): Promise<StoredProfile | null> {
  const [row] = await sql.query<ProfileRow>(
    `/* former profile */ ${selectProfiles}
    JOIN (SELECT profile_id, max(id) AS last FROM profile_activation GROUP BY profile_id) AS activation
      ON activation.profile_id = profile.id
    WHERE active.profile_id IS NULL
    ORDER BY activation.last DESC LIMIT 1`,
  );
  return row ? toStored(row) : null;
}

/** Which one is active, whether this program can make use of it or not; null if none is. */
export async function activeVersion(sql: SqlExecutor): Promise<ActiveVersion | null> {
  const [row] = await sql.query<ActiveVersion>(
    `/* active version */ SELECT profile.id, profile.name, profile.version, active.activated_at AS "activeSince"
    FROM profile JOIN ${currentActivation} AS active ON active.profile_id = profile.id`,
  );
  return row ?? null;
}

/** Null if none is. */
export async function activeProfileId(sql: SqlExecutor): Promise<number | null> {
  const [row] = await sql.query<{ id: number }>(
    `/* id of the active profile */ SELECT profile_id AS id FROM ${currentActivation} AS active`,
  );
  return row?.id ?? null;
}

/** Who does it, null at the command line; and what is to be kept beside the figures. */
interface Making {
  viewer?: Viewer | null;
  note?: string | null;
  proposal?: ProfileProposal | null;
}

/**
 * The next version of a profile, on record; the latest one if it has these figures already.
 * @param sql of a transaction, or it may not be on record.
 * @throws ProfileConflict if another version of it is made at the same time.
 */
export async function createProfile(
  sql: SqlExecutor,
  { name, version: _, ...figures }: Profile,
  { viewer = null, note = null, proposal = null }: Making = {},
): Promise<StoredProfile & { isNew: boolean }> {
  let created: { version: number }[];
  try {
    created = await sql.query(
      `/* create profile */
      WITH latest AS (SELECT version, figures FROM profile WHERE name = $1 ORDER BY version DESC LIMIT 1)
      INSERT INTO profile (name, version, figures, note, proposal)
      SELECT $1, coalesce((SELECT version FROM latest), 0) + 1, $2::jsonb, $3, $4::jsonb
      WHERE NOT EXISTS (SELECT FROM latest WHERE figures = $2::jsonb)
      RETURNING version`,
      [name, JSON.stringify(figures), note, proposal && JSON.stringify(proposal)],
    );
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw new ProfileConflict(
      'MADE_AT_ONCE',
      `another version of ${name} was created at the same time: try again`,
    );
  }
  const stored = (await findProfile(sql, { name, version: created[0]?.version }))!;
  const isNew = created.length > 0;
  if (isNew) {
    await addAuditEntry(sql, {
      viewer,
      action: proposal ? 'proposeProfile' : 'createProfile',
      subjectType: 'RelatednessProfile',
      subjectId: stored.id,
      changes: changesBetween(null, { label: profileLabel(stored.profile), ...figures, note }),
    });
  }
  return { ...stored, isNew };
}

/** Others were at it too, or there is nothing to be done: nothing was changed. */
export class ProfileConflict extends OperatorError {
  constructor(
    readonly reason: 'MADE_AT_ONCE' | 'GOING_ON' | 'OUTDATED' | 'NOTHING_BEFORE',
    message: string,
  ) {
    super(message);
  }
}

/** Null for one that this program cannot make use of. */
export function readProfile(row: ProfileRow): Profile | null {
  try {
    return toStored(row).profile;
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}

function toStored({ name, version, figures, ...row }: ProfileRow): StoredProfile {
  return { ...row, profile: toStoredProfile({ name, version, figures }) };
}

/** @throws OperatorError if this program does not know what the row says. */
function toStoredProfile({ name, version, figures }: Omit<ProfileRow, keyof StoredProfile>): Profile {
  try {
    return toProfile({ name, version, ...figures });
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    throw new OperatorError(
      `profile ${profileLabel({ name, version })} is of no use to this version of Reelgraph: ${error.message}`,
    );
  }
}

/** What films, people and genres are called; films with their year. */
export async function namesByIds(
  sql: SqlExecutor,
  { filmIds, personIds, genreIds }: Record<'filmIds' | 'personIds' | 'genreIds', readonly number[]>,
): Promise<Record<'films' | 'people' | 'genres', Map<number, string>>> {
  const read = async (statement: string, ids: readonly number[]) =>
    new Map(
      (await sql.query<{ id: number; name: string }>(statement, [ids])).map(({ id, name }) => [id, name]),
    );
  return {
    films: await read(
      `/* titles */ SELECT id, title || coalesce(' (' || release_year || ')', '') AS name
      FROM film WHERE id = ANY($1::int[])`,
      filmIds,
    ),
    people: await read('/* names */ SELECT id, name FROM person WHERE id = ANY($1::int[])', personIds),
    genres: await read('/* genre names */ SELECT id, name FROM genre WHERE id = ANY($1::int[])', genreIds),
  };
}
