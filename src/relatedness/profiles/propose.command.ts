import { type Command, InvalidArgumentError } from 'commander';
import { dayAfter } from '../../analytics/period';
import { colours as pc } from '../../colours';
import type { Store } from '../../database/open-store';
import { type SqlExecutor, transactionsOver } from '../../database/sql';
import { readCalendar } from '../../engagement/calendar.store';
import { profileLabel } from '../core/profile';
import { table } from '../quality/table';
import type { ProfileProposal } from './profile-proposal';
import { proposeProfile } from './propose';

type WithProfiles = (action: (sql: SqlExecutor, store: Store) => Promise<void>) => Promise<void>;

/** `reelgraph profile propose`: a profile out of what readers click, to be looked at. */
export function addProposeCommand(profile: Command, withProfiles: WithProfiles): void {
  profile
    .command('propose')
    .description('make a profile of what readers click, the effect of places taken out; it is not activated')
    .option('--days <count>', 'count the clicks of so many days that end today', toDays, 28)
    .option('--demo', 'count demo events too, to try this out')
    .option('--json', 'print a JSON object')
    .addHelpText(
      'after',
      `
It is kept as the next version of the profile "clicks". How it is made: src/relatedness/proposal/README.md.

Examples:
  npm run reelgraph -- profile propose
  npm run reelgraph -- profile propose --days 90 --json`,
    )
    .action(({ days, demo = false, json }: { days: number; demo?: boolean; json?: boolean }) =>
      withProfiles(async (_, { dataSource }) => {
        const proposed = await transactionsOver(dataSource)(async (sql) => {
          const { today } = await readCalendar(sql);
          return proposeProfile(sql, { from: dayAfter(today, 1 - days), to: today, withDemo: demo });
        });
        const label = profileLabel(proposed.profile);
        if (json) console.log(JSON.stringify({ label, isNew: proposed.isNew, ...proposed.made }, null, 2));
        else console.log(describe(label, proposed));
      }),
    );
}

function describe(label: string, { isNew, made }: { isNew: boolean; made: ProfileProposal }): string {
  const rows = made.kinds.map(({ kind, worth, weightBefore, weightAfter }) => [
    kind.toLowerCase(),
    `×${worth.value.toFixed(2)}`,
    `${worth.low.toFixed(2)}–${worth.high.toFixed(2)}`,
    String(weightBefore),
    String(weightAfter),
  ]);
  const end = isNew
    ? `${pc.green('created')} ${label}; look at it with "profile preview ${label}". Nothing was activated.`
    : `${label} has these weights already: nothing was created`;
  return [
    `What ${made.clicks.toLocaleString('en')} clicks from ${made.from} to ${made.to} say of each kind of reason:`,
    table([['kind', 'attracts', '95 %', 'weight now', 'proposed'], ...rows]),
    end,
  ].join('\n');
}

function toDays(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('Say a whole number from 1 to 999.');
  return Number(text);
}
