import type { Viewer } from '../../access/viewer';
import { addAuditEntry, changesBetween } from '../../audit/audit.store';
import type { SqlExecutor } from '../../database/sql';

/**
 * Whether a row of `profile` is a proposal that waits for an editor. Once one has ceased to, it never waits again.
 * Source: src/relatedness/proposal/README.md
 */
export const isWaiting = `(
  profile.proposal IS NOT NULL AND profile.put_aside_at IS NULL
  AND NOT EXISTS (SELECT FROM profile AS later WHERE later.proposal IS NOT NULL AND later.id > profile.id)
  AND NOT EXISTS (
    SELECT FROM profile_activation
    WHERE activated_at > profile.created_at OR taken_back_at > profile.created_at
  ))`;

/**
 * Has a proposal wait no more, on record; it stays among the profiles.
 * @param sql of a transaction.
 * @returns whether it has waited.
 */
export async function putAside(
  sql: SqlExecutor,
  { id, label, viewer }: { id: number; label: string; viewer: Viewer },
): Promise<boolean> {
  const found = await sql.query(
    `/* put proposal aside */ UPDATE profile SET put_aside_at = now() WHERE id = $1 AND ${isWaiting} RETURNING id`,
    [id],
  );
  if (found.length === 0) return false;
  await addAuditEntry(sql, {
    viewer,
    action: 'putProposalAside',
    subjectType: 'RelatednessProfile',
    subjectId: id,
    changes: changesBetween({ waiting: label }, { waiting: null }),
  });
  return true;
}
