import type { ClientBase } from 'pg';

/** Held by whoever makes a day, for a moment; and by the one that drops old ones, so that no two try. */
const creatingLock = 7_360_008;
const droppingLock = 7_360_009;

const isoDay = /^\d{4}-\d\d-\d\d$/;

/**
 * Make the partitions of these days where there are none. A partition is made aside and then attached, which leaves
 * writers and readers of the others alone.
 * @param days of UTC, as in 2026-11-23.
 */
export async function createDays(client: ClientBase, days: readonly string[]): Promise<void> {
  try {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${creatingLock})`);
    const present = new Set((await listDays(client)).map(({ day }) => day));
    for (const day of new Set(days)) {
      if (present.has(day)) continue;
      const table = tableOf(day);
      await client.query(`/* create day */
        CREATE TABLE ${table} (LIKE engagement_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
        ALTER TABLE engagement_event ATTACH PARTITION ${table}
        FOR VALUES FROM ('${day}') TO (date '${day}' + 1)`);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Drop the partitions of the days before this one, unless another instance is doing so. None of it makes a writer
 * wait: a partition is detached when whoever was reading it has ended. What was interrupted is finished.
 * @returns the days that were dropped, earliest first.
 */
export async function dropDaysBefore(client: ClientBase, firstKept: string): Promise<string[]> {
  const { rows } = await client.query<{ isAlone: boolean }>(
    `SELECT pg_try_advisory_lock(${droppingLock}) AS "isAlone"`,
  );
  if (!rows[0]!.isAlone) return [];
  try {
    const old = (await listDays(client)).filter(({ day }) => day < firstKept);
    if (old.length > 0) {
      // Said beforehand: days that may be gone are not to be counted anew.
      await client.query(
        `/* kept from */ UPDATE engagement_calendar SET kept_from = $1::date
        WHERE kept_from IS NULL OR kept_from < $1::date`,
        [firstKept],
      );
    }
    for (const { day, state } of old) {
      const table = tableOf(day);
      if (state !== 'loose') {
        const how = state === 'leaving' ? 'FINALIZE' : 'CONCURRENTLY';
        await client.query(`/* detach day */ ALTER TABLE engagement_event DETACH PARTITION ${table} ${how}`);
      }
      await client.query(`/* drop day */ DROP TABLE ${table}`);
    }
    return old.map(({ day }) => day);
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${droppingLock})`).catch(() => undefined);
  }
}

/** Where detaching was interrupted, a day is leaving; where dropping was, it is loose. */
interface EventDay {
  day: string;
  state: 'attached' | 'leaving' | 'loose';
}

async function listDays(client: ClientBase): Promise<EventDay[]> {
  const { rows } = await client.query<EventDay>(
    `/* event days */
    SELECT
      to_char(to_date(right(relname, 8), 'YYYYMMDD'), 'YYYY-MM-DD') AS day,
      CASE
        WHEN inhparent IS NULL THEN 'loose'
        WHEN inhdetachpending THEN 'leaving'
        ELSE 'attached'
      END AS state
    FROM pg_class
    LEFT JOIN pg_inherits ON inhrelid = pg_class.oid
    WHERE relname ~ '^engagement_event_\\d{8}$' AND relkind = 'r'
      AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'engagement_event'::regclass)
    ORDER BY relname`,
  );
  return rows;
}

function tableOf(day: string): string {
  if (!isoDay.test(day)) throw new RangeError('no day');
  return `engagement_event_${day.replaceAll('-', '')}`;
}
