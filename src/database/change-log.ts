import type { ClientBase } from 'pg';

/** The channel on which PostgreSQL tells, with the commit, that the log has grown. */
export const changeLogChannel = 'change_log';

/** How far a reader of the log has read: everything that this snapshot sees, and nothing else. */
export interface LogPosition {
  /** Which log, of which server since when: in another one snapshots of this one mean nothing. */
  log: string;
  snapshot: string;
  /** How often the log had been pruned. */
  prunings: string;
}

export interface LoggedChanges {
  /** To read on from when the changes have been applied. */
  position: LogPosition;
  /** Films that have been written, changed or deleted; null where the log cannot tell: all of them may have been. */
  filmIds: number[] | null;
}

const position = `
  pg_postmaster_start_time()::text || ' ' || 'change_log'::regclass::oid AS log,
  pg_current_snapshot()::text AS snapshot,
  (SELECT times::text FROM change_log_pruning) AS prunings`;

/** Where the log stands in the client's transaction. */
export async function logPosition(client: ClientBase): Promise<LogPosition> {
  const { rows } = await client.query(`/* position in the change log */ SELECT ${position}`);
  return rows[0];
}

/**
 * What has been committed since a position. A snapshot does not see what began after it (from its xmax on) and what
 * was in progress then (its xip); of these, the entries that are here now have been committed since. So a transaction
 * that began early and committed late is found like any other, once, and whole; one that was rolled back is not.
 * To be run in the REPEATABLE READ transaction in which the films are then read.
 */
export async function changesSince(client: ClientBase, since: LogPosition): Promise<LoggedChanges> {
  const { rows } = await client.query(
    `/* changes since */
    SELECT ${position},
      coalesce(bool_or(subject = 'EVERYTHING'), false) OR coalesce((
        SELECT times::text IS DISTINCT FROM $2 AND through >= pg_snapshot_xmin($1::pg_snapshot)
        FROM change_log_pruning
      ), true) AS "cannotTell",
      coalesce(array_agg(DISTINCT id) FILTER (WHERE subject = 'FILM'), '{}') AS "filmIds"
    FROM change_log
    WHERE (
      xid >= pg_snapshot_xmax($1::pg_snapshot) OR xid = ANY(ARRAY(SELECT pg_snapshot_xip($1::pg_snapshot)))
    )
    -- A dump brings along entries whose numbers are of another server, and lie in the future here.
    AND xid < pg_snapshot_xmax(pg_current_snapshot())`,
    [since.snapshot, since.prunings],
  );
  const { log, snapshot, prunings, cannotTell, filmIds } = rows[0];
  const isSameLog = log === since.log;
  return { position: { log, snapshot, prunings }, filmIds: cannotTell || !isSameLog ? null : filmIds };
}

/** Held while pruning: one instance does it for all. */
const pruningLock = 7_360_003;

/**
 * Takes out what every reader that still reads has read: entries that are older than the retention and that no
 * snapshot of today can miss. A reader that slept for longer finds out, and reads everything anew.
 */
export async function pruneChangeLog(
  client: ClientBase,
  { retentionSeconds }: { retentionSeconds: number },
): Promise<void> {
  await client.query(
    `/* prune the change log */
    DELETE FROM change_log
    WHERE logged_at < clock_timestamp() - make_interval(secs => $1)
      AND (xid < pg_snapshot_xmin(pg_current_snapshot()) OR xid >= pg_snapshot_xmax(pg_current_snapshot()))
      AND (SELECT pg_try_advisory_xact_lock($2))`,
    [retentionSeconds, pruningLock],
  );
}
