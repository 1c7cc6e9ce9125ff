import { Command, InvalidArgumentError, Option } from 'commander';

/** What is measured unless told otherwise, in reviews, and what --large adds. */
export const smallScales = [10_000, 100_000];
export const largeScale = 1_000_000;

export const partNames = ['core', 'http', 'follower', 'lists', 'search'] as const;
/** Take long, and are run when they are named only. */
const longParts = ['soak', 'engagement', 'analytics', 'catalogues', 'articles'] as const;
type LongPart = (typeof longParts)[number];
export type PartName = (typeof partNames)[number] | LongPart;

export interface BenchOptions {
  /** How many reviews, smallest first. */
  scales: number[];
  parts: readonly PartName[];
  seconds: number;
  minutes: number;
  seed: string;
  isFresh: boolean;
}

/** @param run is called with what was asked for. */
export function benchCommand(run: (options: BenchOptions) => Promise<void>): Command {
  return new Command('bench')
    .description('Measures Reelgraph on synthetic stores of 10,000 and 100,000 reviews.')
    .option('--large', 'on 1,000,000 reviews too; the first time, the store is made in some minutes')
    .option('--reviews <n>', 'on stores of so many reviews instead; may be given several times', collectScale)
    .addOption(new Option('--only <part>', 'this part only').choices([...partNames, ...longParts]))
    .option(
      '--seconds <n>',
      'for how long each question is put over HTTP, and each load of beacons',
      wholeNumber(1),
      8,
    )
    .option('--minutes <n>', 'for how long the soak holds its load', wholeNumber(1), 10)
    .option('--seed <text>', 'of the stores and the samples', '1')
    .option('--fresh', 'make the stores anew')
    .addHelpText(
      'after',
      `
The stores are kept in bench/.data and made anew when the generator or the migrations have changed.
The tables are printed and written to bench/figures.

Examples:
  npm run bench
  npm run bench -- --large
  npm run bench -- --only http --reviews 100000 --seconds 30
  npm run bench -- --only soak --minutes 10
  npm run bench -- --only engagement --seconds 60
  npm run bench -- --only analytics
  npm run bench -- --only catalogues
  npm run bench -- --only articles`,
    )
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .showSuggestionAfterError()
    .showHelpAfterError('(--help shows what there is)')
    .action(
      (given: {
        large?: boolean;
        reviews?: number[];
        only?: PartName;
        seconds: number;
        minutes: number;
        seed: string;
        fresh?: boolean;
      }) =>
        run({
          scales: given.reviews ?? [
            ...(longParts.includes(given.only as LongPart) ? smallScales.slice(0, 1) : smallScales),
            ...(given.large ? [largeScale] : []),
          ],
          parts: given.only ? [given.only] : partNames,
          seconds: given.seconds,
          minutes: given.minutes,
          seed: given.seed,
          isFresh: given.fresh ?? false,
        }),
    );
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text.replace(/[,_]/g, ''));
    if (!Number.isInteger(number) || number < least) {
      throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
    }
    return number;
  };
}

/** Fewer reviews than this, and there are not enough films for the samples. */
const leastReviews = 1_000;

function collectScale(text: string, scales: number[] = []): number[] {
  return [...new Set([...scales, wholeNumber(leastReviews)(text)])].sort((a, b) => a - b);
}
