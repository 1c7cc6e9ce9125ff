import type { Viewer } from '../../access/viewer';
import { addAuditEntry, changesBetween } from '../../audit/audit.store';
import type { SqlExecutor } from '../../database/sql';
import { profileLabel } from '../core/profile';
import { type ActiveVersion, activeVersion, ProfileConflict } from './profile.store';

/** Held while the active profile changes: one change at a time. */
const activationLock = 7_360_004;

/** Who has decided, null at the command line, and what was active then. */
interface Decision<Seen> {
  viewer?: Viewer | null;
  seen: Seen;
}

/**
 * Makes a profile the active one, on record; every instance follows when the transaction is committed.
 * @param sql of a transaction.
 * @throws ProfileConflict if another has been activated since `seen`, or just is.
 */
export function activateProfile(
  sql: SqlExecutor,
  { id, ...decision }: Decision<ActiveVersion | null> & { id: number },
): Promise<void> {
  return changeActivation(sql, 'activateProfile', decision, () =>
    sql.query('/* activate profile */ INSERT INTO profile_activation (profile_id) VALUES ($1)', [id]),
  );
}

/**
 * Takes the latest activation back, on record: what was active before is active again.
 * @param sql of a transaction.
 * @throws ProfileConflict if there is nothing before it, or if another has been activated since `seen`, or just is.
 */
export function rollBackProfile(sql: SqlExecutor, decision: Decision<ActiveVersion>): Promise<void> {
  return changeActivation(sql, 'rollBackProfile', decision, async () => {
    const standing = await sql.query<{ id: number }>(
      '/* activations */ SELECT id FROM profile_activation WHERE taken_back_at IS NULL ORDER BY id DESC LIMIT 2',
    );
    if (standing.length < 2) {
      throw new ProfileConflict(
        'NOTHING_BEFORE',
        `nothing was active before ${profileLabel(decision.seen)}: there is nothing to go back to`,
      );
    }
    await sql.query('/* take back */ UPDATE profile_activation SET taken_back_at = now() WHERE id = $1', [
      standing[0]!.id,
    ]);
  });
}

async function changeActivation(
  sql: SqlExecutor,
  action: string,
  { viewer = null, seen }: Decision<ActiveVersion | null>,
  change: () => Promise<unknown>,
): Promise<void> {
  const [lock] = await sql.query<{ isOurs: boolean }>(
    '/* lock activation */ SELECT pg_try_advisory_xact_lock($1) AS "isOurs"',
    [activationLock],
  );
  if (!lock!.isOurs) {
    throw new ProfileConflict(
      'GOING_ON',
      'another activation is going on just now: nothing was changed; look at "profile list", and try again',
    );
  }
  const before = await activeVersion(sql);
  if (before?.id !== seen?.id || before?.activeSince.getTime() !== seen?.activeSince.getTime()) {
    throw new ProfileConflict(
      'OUTDATED',
      `${before ? profileLabel(before) : 'nothing'} has been activated meanwhile: nothing was changed; look at it, and try again`,
    );
  }
  await change();
  const after = (await activeVersion(sql))!;
  await addAuditEntry(sql, {
    viewer,
    action,
    subjectType: 'RelatednessProfile',
    subjectId: after.id,
    changes: changesBetween({ active: before && profileLabel(before) }, { active: profileLabel(after) }),
  });
}
