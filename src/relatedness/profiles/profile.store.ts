import type { DataSource } from 'typeorm';
import { type SqlExecutor, transactionExecutor } from '../../database/sql';
import { codeOf, OperatorError } from '../../errors';
import { type Profile, profileLabel } from '../core/profile';
import { toProfile } from '../profile-file';

export interface StoredProfile {
  id: number;
  profile: Profile;
  note: string | null;
  createdAt: Date;
  /** When it became the active one, null where it is not. */
  activeSince: Date | null;
}

export interface ActiveVersion {
  id: number;
  name: string;
  version: number;
  activeSince: Date;
}

/** Held while the active profile changes: one change at a time. */
const activationLock = 7_360_004;

const currentActivation = `
  (SELECT profile_id, activated_at FROM profile_activation WHERE taken_back_at IS NULL ORDER BY id DESC LIMIT 1)`;

const selectProfiles = `
  SELECT profile.id, profile.name, profile.version, profile.figures, profile.note,
    profile.created_at AS "createdAt", active.activated_at AS "activeSince"
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

/** The next version of a profile; the latest one if it has these figures already. */
export async function createProfile(
  sql: SqlExecutor,
  { name, version: _, ...figures }: Profile,
  note: string | null = null,
): Promise<StoredProfile & { isNew: boolean }> {
  let created: { version: number }[];
  try {
    created = await sql.query(
      `/* create profile */
      WITH latest AS (SELECT version, figures FROM profile WHERE name = $1 ORDER BY version DESC LIMIT 1)
      INSERT INTO profile (name, version, figures, note)
      SELECT $1, coalesce((SELECT version FROM latest), 0) + 1, $2::jsonb, $3
      WHERE NOT EXISTS (SELECT FROM latest WHERE figures = $2::jsonb)
      RETURNING version`,
      [name, JSON.stringify(figures), note],
    );
  } catch (error) {
    if (codeOf(error) !== '23505') throw error;
    throw new OperatorError(`another version of ${name} was created at the same time: try again`);
  }
  const stored = await findProfile(sql, { name, version: created[0]?.version });
  return { ...stored!, isNew: created.length > 0 };
}

/**
 * Makes a profile the active one; every instance follows.
 * @param seen what was active when the decision was made.
 * @throws OperatorError if another has been activated since, or just is.
 */
export function activateProfile(
  dataSource: DataSource,
  { id, seen }: { id: number; seen: ActiveVersion | null },
): Promise<void> {
  return changingActivation(dataSource, seen, (sql) =>
    sql.query('/* activate profile */ INSERT INTO profile_activation (profile_id) VALUES ($1)', [id]),
  );
}

/**
 * Takes the latest activation back: what was active before is active again.
 * @throws OperatorError if there is nothing before it, or if another has been activated since `seen`, or just is.
 */
export function rollBackProfile(dataSource: DataSource, { seen }: { seen: ActiveVersion }): Promise<void> {
  return changingActivation(dataSource, seen, async (sql) => {
    const standing = await sql.query<{ id: number }>(
      '/* activations */ SELECT id FROM profile_activation WHERE taken_back_at IS NULL ORDER BY id DESC LIMIT 2',
    );
    if (standing.length < 2) {
      throw new OperatorError(
        `nothing was active before ${profileLabel(seen)}: there is nothing to go back to`,
      );
    }
    await sql.query('/* take back */ UPDATE profile_activation SET taken_back_at = now() WHERE id = $1', [
      standing[0]!.id,
    ]);
  });
}

function changingActivation(
  dataSource: DataSource,
  seen: ActiveVersion | null,
  change: (sql: SqlExecutor) => Promise<unknown>,
): Promise<void> {
  return dataSource.transaction(async (manager) => {
    const sql = transactionExecutor(manager);
    const [lock] = await sql.query<{ isOurs: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS "isOurs"', [
      activationLock,
    ]);
    if (!lock!.isOurs) {
      throw new OperatorError(
        'another activation is going on just now: nothing was changed; look at "profile list", and try again',
      );
    }
    const now = await activeVersion(sql);
    if (now?.id !== seen?.id || now?.activeSince.getTime() !== seen?.activeSince.getTime()) {
      throw new OperatorError(
        `${now ? profileLabel(now) : 'nothing'} has been activated meanwhile: nothing was changed; look at it, and try again`,
      );
    }
    await change(sql);
  });
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
