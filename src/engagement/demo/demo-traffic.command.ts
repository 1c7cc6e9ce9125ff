import { type Command, InvalidArgumentError } from 'commander';
import { migrate } from '../../database/data-source';
import type { Store } from '../../database/open-store';
import { poolExecutor } from '../../database/sql';
import { OperatorError } from '../../errors';
import { Progress } from '../../relatedness/quality/progress';
import { type DemoReport, makeDemoTraffic, removeDemoTraffic } from './demo-traffic';

type WithStore = (action: (store: Store, interruption: Promise<never>) => Promise<void>) => Promise<void>;

interface Options {
  days: number;
  until?: string;
  events?: number;
  viewsPerDay: number;
  seed: string;
  remove?: boolean;
}

/** `reelgraph demo-traffic`: made-up readers, so that a new store has figures to look at. */
export function addDemoTrafficCommand(program: Command, withStore: WithStore): void {
  program
    .command('demo-traffic')
    .description(
      'make up readers, so that a new store has figures to look at; each event says that it is made up',
    )
    .option('--days <count>', 'how many days, 1 to 800', wholeNumber(800), 60)
    .option('--until <day>', 'the last of them, as in 2026-11-23 (default: today)', pastDay)
    .option('--views-per-day <count>', 'lists seen a day, on average', wholeNumber(1_000_000), 500)
    .option(
      '--events <count>',
      'about so many events altogether, instead of --views-per-day',
      wholeNumber(100_000_000),
    )
    .option(
      '--seed <text>',
      'the same seed makes the same events, of the same articles and last day',
      'reelgraph',
    )
    .option('--remove', 'take out what was made up, and make up nothing')
    .addHelpText(
      'after',
      `
The lists are those that the store shows, by the profile that is active and, for the days before, by the one that was
active before it. Run again, it replaces what it made up; what readers do stays as it is, and the service may run.
Interrupted, it leaves what is finished: run it again, or with --remove.

Examples:
  npm run reelgraph -- demo-traffic
  npm run reelgraph -- demo-traffic --days 90 --events 1000000 --seed autumn
  npm run reelgraph -- demo-traffic --remove`,
    )
    .action((options: Options, command: Command) =>
      withStore(async ({ dataSource, url }, interruption) => {
        if (options.events !== undefined && command.getOptionValueSource('viewsPerDay') !== 'default') {
          throw new OperatorError('give --events or --views-per-day, not both');
        }
        await migrate(dataSource);
        // Whoever holds the store lets go of it first when it is interrupted.
        const progress = new Progress({ isEndedByOthers: true });
        const work = options.remove
          ? removeDemoTraffic({ url, progress }).then(describeRemoval)
          : makeDemoTraffic({ sql: poolExecutor(dataSource), url, progress }, toPlan(options)).then(describe);
        console.log(await Promise.race([interruption, work]));
      }),
    );
}

function toPlan({ seed, days, until, events, viewsPerDay }: Options) {
  const now = Date.now();
  const amount = events === undefined ? { viewsPerDay } : { events };
  return { seed, days, until: until ?? new Date(now).toISOString().slice(0, 10), now, amount };
}

function describe({ removed, added, from, to, profiles }: DemoReport): string {
  const instead = removed > 0 ? ` in the place of ${number(removed)}` : '';
  return (
    `made up ${number(added)} events${instead}, ${from} to ${to}, of lists by ${profiles.join(' and then ')}; ` +
    '"demo-traffic --remove" takes them out'
  );
}

function describeRemoval(removed: number): string {
  return removed > 0 ? `took out ${number(removed)} made-up events` : 'there are no made-up events';
}

function wholeNumber(most: number) {
  return (text: string): number => {
    if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) > most) {
      throw new InvalidArgumentError(`Say a whole number from 1 to ${most}.`);
    }
    return Number(text);
  };
}

function pastDay(text: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('Say a day, as in 2026-11-23.');
  }
  if (day.getTime() > Date.now()) throw new InvalidArgumentError('That day is yet to come.');
  return text;
}

const number = (value: number) => value.toLocaleString('en');
