import type { SqlExecutor } from '../database/sql';

/** By whose days engagement is counted, and which day it is there: 2026-11-23. */
export async function readCalendar(sql: SqlExecutor): Promise<{ timeZone: string; today: string }> {
  const [calendar] = await sql.query<{ timeZone: string; today: string }>(
    `/* calendar of engagement */
    SELECT time_zone AS "timeZone", to_char(now() AT TIME ZONE time_zone, 'YYYY-MM-DD') AS today
    FROM engagement_calendar`,
  );
  return calendar!;
}
