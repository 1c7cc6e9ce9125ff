import type { Command } from 'commander';
import { Client } from 'pg';
import { colours } from '../colours';
import { migrate } from '../database/data-source';
import type { Store } from '../database/open-store';
import { type Recounted, recount } from './recount.store';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

/** `reelgraph engagement …`: the counts of what readers see and follow. */
export function addEngagementCommands(program: Command, withStore: WithStore): void {
  const countAnew = (options: { timeZone?: string }) =>
    withStore(async ({ dataSource, url }, interruption) => {
      await migrate(dataSource);
      // A connection of its own: those of the pool plan for short statements.
      const client = new Client({ connectionString: url, application_name: 'reelgraph recount' });
      client.on('error', () => undefined); // the statement that it fails says so
      await client.connect();
      try {
        console.log(describe(await Promise.race([interruption, recount(client, options)])));
      } finally {
        await client.end(); // amid a statement, it is broken off, and what it did is taken back
      }
    });

  const engagement = program
    .command('engagement')
    .description('the counts of what readers see and follow, which figures are made of');

  engagement
    .command('recount')
    .description('count all impressions and clicks anew that are kept')
    .addHelpText(
      'after',
      `
Figures show the old counts until it is done. Beacons are answered 503 meanwhile, and what they tell is not kept:
ten million events take a minute or two. Counts of events that have gone stay as they are.

Example:
  npm run reelgraph -- engagement recount`,
    )
    .action(() => countAnew({}));

  engagement
    .command('time-zone')
    .description('count by the days of a time zone: UTC, unless it has been changed')
    .argument('<zone>', 'its name in the IANA time zone database')
    .addHelpText(
      'after',
      `
Counts anew what is kept, as "engagement recount" does. Counts of events that have gone stay on the days that they
were counted on.

Examples:
  npm run reelgraph -- engagement time-zone Europe/Berlin
  npm run reelgraph -- engagement time-zone UTC`,
    )
    .action((timeZone: string) => countAnew({ timeZone }));
}

function describe({ events, timeZone, from }: Recounted): string {
  const since = from ? `, from ${from} on` : '';
  return `${colours.green('counted')} ${events.toLocaleString('en')} impressions and clicks by the days of ${timeZone}${since}`;
}
