import type { ClientBase } from 'pg';
import { OperatorError } from '../../errors';
import { aloneWithCounts } from '../engagement.store';
import { countTables } from '../roll-ups';

/** Held by whoever makes demo events or takes them out. */
const demoLock = 7_360_010;

/** @throws OperatorError while somebody else is at it. */
export async function aloneWithDemo<Result>(
  client: ClientBase,
  work: () => Promise<Result>,
): Promise<Result> {
  const { rows } = await client.query<{ isAlone: boolean }>(
    `/* alone with demo events */ SELECT pg_try_advisory_lock(${demoLock}) AS "isAlone"`,
  );
  if (!rows[0]!.isAlone)
    throw new OperatorError('demo-traffic is at work on this store already: let it finish');
  try {
    return await work();
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${demoLock})`).catch(() => undefined);
  }
}

/** Days that demo events are counted on, with how many there are of them; earliest first. */
export async function demoDays(client: ClientBase): Promise<{ day: string; events: number }[]> {
  const { rows } = await client.query<{ day: string; events: number }>(
    `/* demo days */
    SELECT day::text, sum(impressions + clicks)::int AS events
    FROM engagement_placement_day WHERE is_demo GROUP BY day ORDER BY day`,
  );
  return rows;
}

/** Takes out the demo events of a day, and whatever was counted of them. Beacons wait for no more than that. */
export function removeDemoDay(client: ClientBase, day: string): Promise<void> {
  return aloneWithCounts(client, async () => {
    // Partitions are days of UTC, and counts may be of another zone.
    await client.query(
      `/* remove demo events */ DELETE FROM engagement_event
      WHERE day BETWEEN $1::date - 1 AND $1::date + 1 AND is_demo`,
      [day],
    );
    for (const { table, key, dateOf } of countTables) {
      await client.query(
        `/* remove demo counts */ DELETE FROM ${table} WHERE ${key[0]} = ${dateOf('$1')} AND is_demo`,
        [day],
      );
    }
  });
}
