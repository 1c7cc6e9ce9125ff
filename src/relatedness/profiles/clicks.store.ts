import type { Period } from '../../analytics/period';
import type { SqlExecutor } from '../../database/sql';
import { kindsIn } from '../../engagement/list-id';
import type { ClickCount } from '../proposal/click-model';

/** What was seen and clicked of entries that are related: not of those that were pinned or fill a gap. */
export async function clicksOnRelated(
  sql: SqlExecutor,
  { from, to }: Period,
): Promise<(ClickCount & { isDemo: boolean })[]> {
  const rows = await sql.query<Omit<ClickCount, 'kinds'> & { kinds: number; isDemo: boolean }>(
    `/* clicks on related entries */
    SELECT slot, kinds, profile, is_demo AS "isDemo",
      sum(impressions)::float8 AS impressions, sum(clicks)::float8 AS clicks
    FROM engagement_placement_day JOIN engagement_placement AS placement ON placement.id = placement_id
    WHERE day BETWEEN $1::date AND $2::date AND source = 'RELATED' AND kinds <> 0
    GROUP BY profile, slot, kinds, is_demo
    ORDER BY profile, slot, kinds, is_demo`,
    [from, to],
  );
  return rows.map(({ kinds, ...count }) => ({ ...count, kinds: kindsIn(kinds) }));
}
