import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { OperatorError } from '../../errors';
import { figureRanges, type Profile, profileLabel } from '../core/profile';
import { isProfileName, printProfile } from '../profile-file';
import { climb } from './climb';
import { evaluate, queriesToAsk } from './evaluate';
import { addInputOptions, inputHelp } from './evaluate.command';
import { FitProgress } from './fit-progress';
import { describeFit } from './fit-report';
import { type InputOptions, type Inputs, type ReadStore, readInputs } from './inputs';
import { Progress } from './progress';
import { worthOnFit } from './worth';
import { writeWhole } from './write-whole';

interface FitOptions extends InputOptions {
  seed: number;
  rounds: number;
  name: string;
  mark?: number[];
  keep: string[];
  out?: string;
  json?: boolean;
}

/** @returns the profile as the store has it: with a version of its own. */
export type KeepProfile = (profile: Profile, note: string) => Promise<Profile>;

/** Lets the program search a profile that finds better what belongs together. */
export function addFitCommand(
  program: Command,
  { readStore, keepInStore }: { readStore: ReadStore; keepInStore: KeepProfile },
): void {
  addInputOptions(program.command('fit'))
    .description('search a profile that finds better what belongs together, on half of the queries')
    .option('--seed <number>', 'the same seed gives the same profile', wholeNumber, 1)
    .option('--rounds <number>', 'how many profiles to try', wholeNumber, 200)
    .option(
      '--mark <numbers>',
      'for each truth: the multiple of the soup that is wished for, with commas between',
      positiveNumbers,
    )
    .option(
      '--keep <figures>',
      'figures that stay as they are in --profile, with commas between',
      knownFigures,
      [],
    )
    .option('--name <name>', 'what to call the profile that is found', profileName, 'fitted')
    .option('--out <file>', 'keep the profile there, as JSON')
    .option('--json', 'print the profile as JSON, and nothing else; it is kept nowhere but in --out')
    .addHelpText(
      'after',
      `${inputHelp}
The search goes up from --profile. Of several truths the one that is served worst counts most. What is found is kept
as a new version of a profile in the store, with --films in the file NAME.json; nothing changes for readers until
it is activated.
Exit code: 0 if a profile was searched, 1 if a file cannot be taken, 2 if the command was misspelt.

Examples:
  npm run reelgraph -- fit series.jsonl --name tuned
  npm run reelgraph -- fit liked.jsonl series.jsonl --films films.jsonl --rounds 500 --mark 1.6,1.03 --name tuned`,
    )
    .action(async (truthPaths: string[], options: FitOptions) => {
      const marks = options.mark ?? truthPaths.map(() => 1);
      if (marks.length !== truthPaths.length) {
        throw new OperatorError(
          `--mark needs a number for each truth: ${truthPaths.length}, not ${marks.length}`,
        );
      }
      const file = fileToKeepIn(options);
      if (file) await expectWritable(file, { mayBeThere: file === options.out });
      const progress = new Progress();
      try {
        const inputs = await readInputs(truthPaths, options, { readStore, progress });
        for (const truth of inputs.truths) queriesToAsk(truth, 'rest');
        const found = await search(inputs, { ...options, marks }, progress);
        if (file) await writeWhole(file, printProfile(found));
        if (options.json) {
          process.stdout.write(printProfile(found));
          return;
        }
        const note = `fitted on ${truthPaths.join(', ')}`;
        const kept = file ? found : await keepInStore(found, note).catch(showAndThrow(found));
        console.log(await compare(inputs, kept, progress));
        console.log(`\n${whereToGoOn(file ?? profileLabel(kept), options)}`);
      } finally {
        progress.end();
      }
    });
}

/** Undefined where the store is to keep it, or nobody. */
function fileToKeepIn({ out, films, name, json }: FitOptions): string | undefined {
  return out ?? (films && !json ? `${name}.json` : undefined);
}

/** What took minutes to find is not to be lost with the store. */
function showAndThrow(found: Profile): (error: unknown) => never {
  return (error) => {
    process.stdout.write(printProfile(found));
    throw error;
  };
}

function whereToGoOn(kept: string, { films, profile }: FitOptions): string {
  const command = ['profile preview', kept, films && `--films ${films}`, profile && `--against ${profile}`];
  return `kept as ${kept}; see what readers would see change:\n  npm run reelgraph -- ${command.filter(Boolean).join(' ')}`;
}

async function search(
  { profile: start, ...inputs }: Inputs,
  { marks, name, seed, rounds, keep }: FitOptions & { marks: number[] },
  progress: Progress,
): Promise<Profile> {
  const worthOf = await worthOnFit(inputs, marks, progress);
  const fitProgress = new FitProgress(progress, rounds);
  const found = await climb(start, { seed, rounds, keep }, worthOf, (round) => fitProgress.report(round));
  progress.end();
  return { ...found, name, version: name === start.name ? start.version + 1 : 1 };
}

async function compare(
  { profile: start, ...inputs }: Inputs,
  candidate: Profile,
  progress: Progress,
): Promise<string> {
  const profiles = [start, candidate].map((profile) => ({ name: profileLabel(profile), profile }));
  const fit = await evaluate({ ...inputs, part: 'fit' }, profiles, progress);
  const rest = await evaluate({ ...inputs, part: 'rest' }, profiles, progress);
  return describeFit({ fit, rest }, profiles);
}

/** Better now than after minutes of searching. */
async function expectWritable(path: string, { mayBeThere }: { mayBeThere: boolean }): Promise<void> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) throw new OperatorError(`${path} cannot be written: it is a folder`);
  if (status && !mayBeThere) {
    throw new OperatorError(`${path} is there already: give another --name, or --out ${path} to replace it`);
  }
  await access(dirname(path), constants.W_OK).catch(() => {
    throw new OperatorError(`${path} cannot be written: its folder is not there, or not yours to write to`);
  });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 2 ** 31 - 1)
    throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

function profileName(text: string): string {
  if (!isProfileName(text))
    throw new InvalidArgumentError('Small letters, digits and dashes, a letter first.');
  return text;
}

function knownFigures(text: string): string[] {
  const known = Object.keys(figureRanges);
  const figures = text.split(',');
  if (!figures.every((figure) => known.includes(figure))) {
    throw new InvalidArgumentError(`Known are ${known.join(', ')}.`);
  }
  return figures;
}

function positiveNumbers(text: string): number[] {
  const numbers = text.split(',').map(Number);
  if (!numbers.every((number) => number > 0 && number <= 1000)) {
    throw new InvalidArgumentError('Each must be a number above 0, to 1000.');
  }
  return numbers;
}
